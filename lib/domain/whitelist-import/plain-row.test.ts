import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainRow } from "./plain-row";
import { judgeRow } from "./row";

/** Reads a line that stands in the middle of others, so that nothing beside it may count. */
function read(line: string) {
  const before = "ffffffffffffffff,ROTPublicUID,ADD\n";
  const block = Buffer.from(`${before}${line}\n${before}`);
  return plainRow(block, { start: before.length, end: before.length + Buffer.byteLength(line) });
}

test("reads both actions, small and capital digits, and all 64 bits", () => {
  expect(read("0002000089280087,ROTPublicUID,ADD")).toEqual({
    uid: { high: 0x00020000, low: 0x89280087 },
    action: "ADD",
  });
  expect(read("FFFFfffffffffffe,ROTPublicUID,DELETE")).toEqual({
    uid: { high: 0xffffffff, low: 0xfffffffe },
    action: "DELETE",
  });
});

test.each([
  "",
  "0002000089280087,ROTPublicUID,AD",
  "0002000089280087,ROTPublicUID,ADDX",
  "0002000089280087,ROTPublicUID,add",
  "0002000089280087,ROTPublicUID,DELETES",
  "000200008928008,ROTPublicUID,DELETE",
  "000200008928008g,ROTPublicUID,ADD",
  "g002000089280087,ROTPublicUID,ADD",
  '"02000089280087",ROTPublicUID,ADD',
  "0002000089280087;ROTPublicUID,ADD",
  "000200008928008é,ROTPublicUID,AD",
])("leaves %j to those who know all forms", (line) => {
  expect(read(line)).toBeUndefined();
});

describe("agrees with the judgment of the whole text", () => {
  const hex = (length: number) =>
    fc.string({ unit: fc.constantFrom(..."0123456789abcdefABCDEF"), minLength: length, maxLength: length });
  const plain = fc
    .tuple(hex(16), fc.constantFrom("ADD", "DELETE"))
    .map(([id, action]) => `${id},ROTPublicUID,${action}`);

  test("on every plain row", () => {
    fc.assert(
      fc.property(plain, (line) => {
        expect(read(line)).toEqual(judgeRow(line));
      }),
    );
  });

  test("and reads no row that is spoiled by one character", () => {
    const spoiled = fc
      .tuple(plain, fc.nat(35), fc.constantFrom(...'0aGz,"; \0éA'))
      .map(([line, at, character]) => line.slice(0, at) + character + line.slice(at + 1));
    fc.assert(
      fc.property(spoiled, (line) => {
        const row = read(line);
        if (row !== undefined) expect(judgeRow(line)).toEqual(row);
      }),
    );
  });
});
