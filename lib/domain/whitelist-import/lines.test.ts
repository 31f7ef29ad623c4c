import fc from "fast-check";
import { expect, test } from "vitest";
import { lineCharactersMax } from "./limits";
import { readLines } from "./lines";

async function linesOf(...pieces: (string | Uint8Array)[]): Promise<[number, string][]> {
  const all: [number, string][] = [];
  const bytes = pieces.map((piece) => (typeof piece === "string" ? Buffer.from(piece) : piece));
  for await (const { firstNumber, texts } of readLines(bytes)) {
    all.push(...texts.map((text, index): [number, string] => [firstNumber + index, text]));
  }
  return all;
}

test.each<[string, string, string[]]>([
  ["LF", "a\nb\n", ["a", "b"]],
  ["CRLF", "a\r\nb\r\n", ["a", "b"]],
  ["mixed line ends", "a\r\nb\nc", ["a", "b", "c"]],
  ["no end of the last line", "a\nb", ["a", "b"]],
  ["empty lines", "a\n\n\nb\n", ["a", "", "", "b"]],
  ["a byte order mark", "\ufeffa\nb\n", ["a", "b"]],
  ["a carriage return alone, which ends no line", "a\rb\n", ["a\rb"]],
])("reads %s", async (_name, text, expected) => {
  expect(await linesOf(text)).toEqual(expected.map((line, index) => [index + 1, line]));
});

test("nothing in, nothing out", async () => {
  expect(await linesOf()).toEqual([]);
  expect(await linesOf("")).toEqual([]);
});

test("bytes that are not UTF-8 spoil their own line only", async () => {
  const lines = await linesOf(Buffer.from([0x61, 0xff, 0x0a, 0x62, 0x0a, 0xe2, 0x82]));
  expect(lines).toEqual([
    [1, "a\ufffd"],
    [2, "b"],
    [3, "\ufffd"],
  ]);
});

test("it does not matter where a file is cut into pieces", async () => {
  const text = fc.string({
    unit: fc.constantFrom("a", "é", "\u{1f600}", ",", "\n", "\r\n", "x".repeat(500)),
  });
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 1, max: 700 }), async (content, size) => {
      const bytes = Buffer.from(content);
      const pieces: Uint8Array[] = [];
      for (let start = 0; start < bytes.length; start += size)
        pieces.push(bytes.subarray(start, start + size));
      expect(await linesOf(...pieces)).toEqual(await linesOf(content));
    }),
  );
});

test("a line of exactly the longest length is whole, also before CRLF", async () => {
  const longest = "x".repeat(lineCharactersMax);
  expect(await linesOf(longest, "\r", "\nb\n")).toEqual([
    [1, longest],
    [2, "b"],
  ]);
});

test("a longer line is cut, is handed out at once, and the next lines keep their numbers", async () => {
  let pulled = 0;
  function* endless(): Generator<Uint8Array> {
    yield Buffer.from("a\n");
    for (;;) {
      pulled += 1;
      yield Buffer.alloc(65_536, "x");
    }
  }
  for await (const { firstNumber, texts } of readLines(endless())) {
    if (firstNumber === 2) {
      expect(texts).toEqual(["x".repeat(lineCharactersMax + 1)]);
      break;
    }
  }
  expect(pulled).toBe(1);
  const long = "x".repeat(5_000);
  expect(await linesOf("a\n", long, long, "\nb\n", long, "\nc")).toEqual([
    [1, "a"],
    [2, "x".repeat(lineCharactersMax + 1)],
    [3, "b"],
    [4, "x".repeat(lineCharactersMax + 1)],
    [5, "c"],
  ]);
});

test("lets other work run, also when the whole file is there already", async () => {
  let turns = 0;
  const other = setInterval(() => {
    turns += 1;
  }, 1);
  const piece = Buffer.from("0002000089280087,ROTPublicUID,ADD\n".repeat(1_900));
  for await (const { texts } of readLines(Array.from({ length: 400 }, () => piece))) {
    for (const text of texts) text.split(",");
  }
  clearInterval(other);
  expect(turns).toBeGreaterThan(3);
});
