import fc from "fast-check";
import { expect, test } from "vitest";
import { lineBytesMax } from "./limits";
import { linesOf, readLineBlocks } from "./lines";

async function textsOf(...pieces: (string | Uint8Array)[]): Promise<string[]> {
  const texts: string[] = [];
  const bytes = pieces.map((piece) => (typeof piece === "string" ? Buffer.from(piece) : piece));
  for await (const block of readLineBlocks(bytes)) {
    for (const { start, end } of linesOf(block)) texts.push(block.toString("utf8", start, end));
  }
  return texts;
}

test.each<[string, string, string[]]>([
  ["LF", "a\nb\n", ["a", "b"]],
  ["CRLF", "a\r\nb\r\n", ["a", "b"]],
  ["mixed line ends", "a\r\nb\nc", ["a", "b", "c"]],
  ["no end of the last line", "a\nb", ["a", "b"]],
  ["empty lines", "a\n\n\r\n\nb\n", ["a", "", "", "", "b"]],
  ["a carriage return alone, which ends no line", "a\rb\n", ["a\rb"]],
  ["nothing", "", []],
])("reads %s", async (_name, text, expected) => {
  expect(await textsOf(text)).toEqual(expected);
});

test("bytes that are not UTF-8 spoil their own line only", async () => {
  expect(await textsOf(Buffer.from([0x61, 0xff, 0x0a, 0x62, 0x0a, 0xe2, 0x82]))).toEqual([
    "a\ufffd",
    "b",
    "\ufffd",
  ]);
});

test("it does not matter where a file is cut into pieces", async () => {
  const unit = fc.constantFrom("a", "é", "\u{1f600}", ",", "\n", "\r\n", "x".repeat(300));
  await fc.assert(
    fc.asyncProperty(fc.string({ unit }), fc.integer({ min: 1, max: 400 }), async (content, size) => {
      const bytes = Buffer.from(content);
      const pieces: Uint8Array[] = [];
      for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
      const cut = (text: string) => Buffer.from(text).subarray(0, lineBytesMax).toString("latin1");
      expect((await textsOf(...pieces)).map(cut)).toEqual((await textsOf(content)).map(cut));
    }),
  );
});

test("a line of exactly the longest length is whole, also before CRLF", async () => {
  const longest = "x".repeat(lineBytesMax);
  expect(await textsOf(longest, "\r", "\nb\n")).toEqual([longest, "b"]);
});

test("a longer line is handed out cut, at once, and is one line", async () => {
  let pulled = 0;
  function* endless(): Generator<Uint8Array> {
    yield Buffer.from("a\n");
    for (;;) {
      pulled += 1;
      yield Buffer.alloc(65_536, "x");
    }
  }
  const blocks = readLineBlocks(endless());
  expect((await blocks.next()).value?.toString()).toBe("a\n");
  expect((await blocks.next()).value?.toString()).toBe(`${"x".repeat(lineBytesMax + 1)}\n`);
  expect(pulled).toBe(1);
  await blocks.return();

  const long = "x".repeat(5_000);
  const cut = "x".repeat(lineBytesMax + 1);
  expect(await textsOf("a\n", long, long, "\nb\n", long, "\nc")).toEqual(["a", cut, "b", cut, "c"]);
});

test("lets other work run, also when the whole file is there already", async () => {
  let turns = 0;
  const other = setInterval(() => {
    turns += 1;
  }, 1);
  const piece = Buffer.from("0002000089280087,ROTPublicUID,ADD\n".repeat(1_900));
  let lines = 0;
  for await (const block of readLineBlocks(Array.from({ length: 400 }, () => piece))) {
    for (const { start, end } of linesOf(block))
      lines += block.toString("utf8", start, end).split(",").length;
  }
  clearInterval(other);
  expect(lines).toBe(400 * 1_900 * 3);
  expect(turns).toBeGreaterThan(3);
});
