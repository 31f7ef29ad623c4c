import { expect, test } from "vitest";
import { readChunkRows, writeChunkRows } from "./chunk-rows";

test("rows come back as they were stored", () => {
  const text = writeChunkRows([
    { line: 2, uid: { high: 0x00020000, low: 0x89280087 }, action: "ADD" },
    { line: 1_000_001, uid: { high: 0xffffffff, low: 0 }, action: "DELETE" },
  ]);
  expect(text).toBe("2 0002000089280087 ADD\n1000001 ffffffff00000000 DELETE\n");
  expect(readChunkRows(text)).toEqual([
    { line: 2, rotPublicUid: "0002000089280087", action: "ADD" },
    { line: 1_000_001, rotPublicUid: "ffffffff00000000", action: "DELETE" },
  ]);
});

test("a damaged chunk is not sent in part", () => {
  expect(() => readChunkRows("2 0002000089280087 ADD\n3 0002000089280088\n")).toThrow("damaged");
});
