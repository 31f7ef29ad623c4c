import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AuditEntry } from "@/lib/contract/audit";
import { checkExportFile, UnusableFile } from "./export-file-check";
import { sealedChain } from "./testing-chain";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "muniment-export-"));
});
afterAll(() => rm(folder, { recursive: true }));

const whole = sealedChain(30);
const lines = whole.map((entry) => JSON.stringify(entry));
const asFile = (entries: readonly string[]) => `${entries.join("\n")}\n`;
const headOf = (entries: readonly AuditEntry[]) => ({
  sequence: entries.at(-1)?.sequence ?? 0,
  hash: entries.at(-1)?.hash ?? "",
});

async function check(content: string | Buffer, head?: Parameters<typeof checkExportFile>[1]) {
  const path = join(folder, "export.jsonl");
  await writeFile(path, content);
  return checkExportFile(path, head);
}

describe("a whole export", () => {
  test("holds, with its head and its span of time", async () => {
    expect(await check(asFile(lines))).toEqual({
      entries: 30,
      head: headOf(whole),
      firstAt: whole[0]?.at,
      lastAt: whole.at(-1)?.at,
      problem: null,
    });
  });

  test("holds with a head that was noted when it was shorter", async () => {
    expect((await check(asFile(lines), headOf(whole.slice(0, 12)))).problem).toBeNull();
  });
});

describe("tampering that only a noted head shows", () => {
  test("an end that was cut", async () => {
    const cut = asFile(lines.slice(0, 25));
    expect((await check(cut)).problem).toBeNull();
    expect((await check(cut, headOf(whole))).problem).toEqual({
      sequence: 26,
      words: expect.stringContaining("the file stops at entry 25, and the known head is entry 30"),
    });
  });

  test("a chain that was made anew from the first entry on", async () => {
    let previous: AuditEntry | undefined;
    const anew = whole.map((entry, index) => {
      const [made] = sealedChain(1, {
        entry: index === 0 ? { ...entry, actorName: "nobody@example.com" } : entry,
        previousHash: previous?.hash ?? "0".repeat(64),
        sequence: index + 1,
      });
      previous = made;
      return JSON.stringify(made);
    });
    expect((await check(asFile(anew))).problem).toBeNull();
    expect((await check(asFile(anew), headOf(whole))).problem).toMatchObject({ sequence: 30 });
  });
});

test("any single changed byte is found, and the entry that it is in is named", async () => {
  const bytes = Buffer.from(asFile(lines));
  // The last line may end without a line feed, so that one byte is free.
  const place = fc.integer({ min: 0, max: bytes.length - 2 });
  await fc.assert(
    fc.asyncProperty(place, fc.integer({ min: 0, max: 255 }), async (at, byte) => {
      fc.pre(bytes[at] !== byte);
      const tampered = Buffer.from(bytes);
      tampered[at] = byte;
      const line = bytes.subarray(0, at).filter((one) => one === 0x0a).length + 1;
      const found = await check(tampered).then(
        ({ problem }) => problem?.sequence ?? null,
        (error) => (error instanceof UnusableFile ? 1 : error),
      );
      // A changed number, link or line end shows at the entry itself or where the next one should follow.
      expect([line, line + 1]).toContain(found);
    }),
    { numRuns: 400 },
  );
});

describe("what is not a whole chain is told apart in words", () => {
  test("a filtered export", async () => {
    const filtered = asFile(lines.filter((_line, index) => index % 3 === 0));
    const { problem } = await check(filtered);
    expect(problem?.sequence).toBe(2);
    expect(problem?.words).toContain("Entry 2 is missing: after 1 comes 4.");
    expect(problem?.words).toContain("only an export without filters can be verified as a chain");
  });

  test("an export that begins later", async () => {
    expect((await check(asFile(lines.slice(9)))).problem).toMatchObject({
      sequence: 1,
      words: expect.stringContaining("Entry 1 is missing: the first is 10."),
    });
  });

  test("a line that was cut, one that holds a member twice and one with a member too many", async () => {
    const spoiled = [
      (line: string) => line.slice(0, -20),
      (line: string) => line.replace("{", '{"actorName":"somebody else",'),
      (line: string) => line.replace("{", '{"note":"approved",'),
      (line: string) => `${line} `,
    ];
    for (const spoil of spoiled) {
      const content = asFile(lines.map((line, index) => (index === 4 ? spoil(line) : line)));
      expect((await check(content)).problem).toEqual({
        sequence: 5,
        words: "Line 5, where entry 5 should be, is not as an export writes it.",
      });
    }
  });

  test.each([
    ["an empty file", ""],
    ["a CSV export", "sequence,at,actorType\n1,2026-03-01T10:00:00.000Z,person\n"],
    ["some other JSON", '{"entries":[]}\n'],
    ["bytes", Buffer.from([0xff, 0xfe, 0x00, 0x01])],
  ])("%s cannot be used", async (_what, content) => {
    await expect(check(content)).rejects.toBeInstanceOf(UnusableFile);
  });

  test("neither can a file that is not there", async () => {
    await expect(checkExportFile(join(folder, "nowhere.jsonl"))).rejects.toBeInstanceOf(UnusableFile);
    await expect(checkExportFile(folder)).rejects.toBeInstanceOf(UnusableFile);
  });
});
