import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { fileRowsMax } from "@/lib/contract/job-kinds";
import type { PlannedRow } from "@/lib/domain/jobs/kind";
import { filesAtOnceMax } from "./limits";
import { readWhitelistFile } from "./read-file";
import { arriving, fileOf, uid } from "./testing";

async function rowsOf(content: Parameters<typeof arriving>[0]): Promise<PlannedRow[]> {
  const rows: PlannedRow[] = [];
  for await (const page of readWhitelistFile(arriving(content))) rows.push(...page);
  return rows;
}

const good = (index: number, action = "ADD") => `${uid(index)},ROTPublicUID,${action}`;
const duplicate = "An earlier line says the same already.";
const contradiction = "Another line asks for the opposite for the same RoT UID. Keep one of the two.";

test("good rows carry their line, UID and action; every bad line its text and what is wrong", async () => {
  const text = [
    "\ufeffId,Type,Action",
    good(1),
    good(2, "DELETE"),
    "862618583984360,IMEI,ADD",
    "",
    good(1),
    `"${uid(3)}",ROTPublicUID,ADD`,
    good(3, "DELETE"),
    good(4, "add"),
    `"${uid(5)},ROTPublicUID,ADD`,
    `"135700008928C093","ROTPublicUID","ADD"`,
    "2.0000892E+94,ROTPublicUID,ADD",
    `${uid(7)},ROTPublicUID,ADD,\0`,
    `${uid(8)},Other,ADD`,
  ].join("\r\n");
  const rows = await rowsOf(text);
  const skipped = rows.filter(({ skip }) => skip !== undefined);
  expect(skipped.map(({ ordinal, target, skip }) => [ordinal, target, skip])).toEqual([
    [4, "862618583984360,IMEI,ADD", expect.stringContaining("takes no IMEIs")],
    [6, good(1), duplicate],
    [8, good(3, "DELETE"), contradiction],
    [9, good(4, "add"), expect.stringContaining("in capitals")],
    [10, `"${uid(5)},ROTPublicUID,ADD`, expect.stringContaining("quotation mark")],
    [12, "2.0000892E+94,ROTPublicUID,ADD", expect.stringContaining("spreadsheet")],
    [13, `${uid(7)},ROTPublicUID,ADD,\u2400`, expect.stringContaining("UTF-8")],
    [14, `${uid(8)},Other,ADD`, expect.stringContaining("ROTPublicUID")],
    // The earlier line of the contradiction, in the plain form: its own writing is not kept.
    [7, good(3), contradiction],
  ]);
  expect(rows.slice(skipped.length)).toEqual([
    { ordinal: 2, target: uid(1), input: "ADD" },
    { ordinal: 3, target: uid(2), input: "DELETE" },
    { ordinal: 11, target: "135700008928c093", input: "ADD" },
  ]);
  expect(new Set(rows.map(({ ordinal }) => ordinal)).size).toBe(12);
});

test("rows come in pages of at most a thousand, bad lines before the end of the file", async () => {
  let delivered = 0;
  function* pieces() {
    yield Buffer.from("Id,Type,Action\n");
    for (let piece = 0; piece < 20; piece++) {
      delivered += 1;
      yield Buffer.from("bad\n".repeat(2_500));
    }
    yield Buffer.from(fileOf(2_500).slice("Id,Type,Action\n".length));
  }
  const sizes: number[] = [];
  let deliveredAtFirstPage = 0;
  for await (const page of readWhitelistFile(arriving(pieces()))) {
    if (sizes.push(page.length) === 1) deliveredAtFirstPage = delivered;
  }
  expect(deliveredAtFirstPage).toBe(1);
  expect(Math.max(...sizes)).toBe(1_000);
  expect(sizes.reduce((sum, size) => sum + size)).toBe(52_500);
});

test("contradictions all over a file leave no row of either side", async () => {
  const removes = Array.from({ length: 3_000 }, (_, index) => good(index, "DELETE")).join("\n");
  const rows = await rowsOf(`${fileOf(3_000)}${removes}\n${good(9_999)}\n`);
  expect(rows.filter(({ skip }) => skip === contradiction)).toHaveLength(6_000);
  expect(rows.filter(({ skip }) => skip === undefined)).toEqual([
    { ordinal: 6_002, target: uid(9_999), input: "ADD" },
  ]);
});

test("a file without a good row can be looked at", async () => {
  expect(await rowsOf("Id,Type,Action\nbad\n")).toEqual([
    { ordinal: 2, target: "bad", skip: expect.stringContaining("one column") },
  ]);
});

describe("what is no whitelist file is refused", () => {
  test.each<[string, string | Uint8Array, RegExp]>([
    ["an empty file", "", /is empty/],
    ["a byte order mark alone", "\ufeff", /first line is empty/],
    ["a header alone", "Id,Type,Action\n", /no rows/],
    ["a header and empty lines", "Id,Type,Action\r\n\r\n\r\n", /no rows/],
    ["UTF-16", Buffer.from(`\ufeff${fileOf(3)}`, "utf16le"), /UTF-16/],
    ["a compressed file", new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]), /compressed/],
    ["an Excel workbook", "PK\u0003\u0004\u0014\0\u0006\0", /Excel workbook/],
    [
      "a web form of ten thousand parts",
      "------x\r\nContent-Disposition: form-data\r\n\r\n1\r\n".repeat(10_000),
      /web form/,
    ],
    ["another order of columns", `Action,Id,Type\n${good(1)}\n`, /another order/],
    ["ten million columns", ",".repeat(10_000_000), /not the header/],
  ])("%s", async (_name, content, detail) => {
    await expect(rowsOf(content)).rejects.toMatchObject({
      code: "invalid_input",
      words: { detail: expect.stringMatching(detail) },
    });
  });

  test("four gigabytes without a line end, of which next to nothing is read", async () => {
    let bytes = 0;
    function* endless() {
      for (; bytes < 4 * 1024 ** 3; bytes += 65_536) yield Buffer.alloc(65_536, "a");
    }
    await expect(rowsOf(endless())).rejects.toMatchObject({ code: "invalid_input" });
    expect(bytes).toBeLessThan(1024 ** 2);
  });

  test("one row more than a million", async () => {
    function* rows() {
      yield Buffer.from("Id,Type,Action\n");
      for (let first = 0; first < fileRowsMax; first += 10_000) {
        yield Buffer.from(fileOf(10_000, first).slice("Id,Type,Action\n".length));
      }
      yield Buffer.from("bad\n");
    }
    await expect(rowsOf(rows())).rejects.toMatchObject({
      code: "too_large",
      words: { detail: expect.stringContaining("1,000,000") },
    });
  });
});

describe("a body that is hostile but a file", () => {
  test("a line that is too long spoils itself, and what is kept of it is short", async () => {
    const rows = await rowsOf(
      `Id,Type,Action\n${"é".repeat(100_000)}\n${good(1)}\n${"\u{1f600}".repeat(300)}`,
    );
    expect(rows).toMatchObject([{ ordinal: 2 }, { ordinal: 4 }, { ordinal: 3, target: uid(1) }]);
    for (const { skip, target } of rows.slice(0, 2)) {
      expect(skip).toContain("longer than 1024 bytes");
      expect(target).toHaveLength(500);
      expect(target.isWellFormed()).toBe(true);
    }
  });

  test("ten million columns in one row spoil that row", async () => {
    const rows = await rowsOf(`${fileOf(1)}${",".repeat(10_000_000)}\n${good(7)}\n`);
    expect(rows.map(({ ordinal, skip }) => [ordinal, skip !== undefined])).toEqual([
      [3, true],
      [2, false],
      [4, false],
    ]);
  });

  test("formulas stay text", async () => {
    const [row] = await rowsOf(`Id,Type,Action\n=cmd()|' /C calc'!A0,ROTPublicUID,ADD\n`);
    expect(row).toMatchObject({ target: "=cmd()|' /C calc'!A0,ROTPublicUID,ADD", skip: expect.any(String) });
  });
});

test("the error of a file that does not arrive whole is passed on as it is", async () => {
  const content = Readable.from(
    (function* () {
      yield Buffer.from(fileOf(3));
      throw new Error("broken off");
    })(),
  );
  const rows: PlannedRow[] = [];
  const reading = (async () => {
    for await (const page of readWhitelistFile(content)) rows.push(...page);
  })();
  await expect(reading).rejects.toThrow("broken off");
  expect(rows).toEqual([]);
});

test("more files at once than the process has room for are asked to come back", async () => {
  const waiting = Promise.withResolvers<void>();
  async function* slow() {
    yield Buffer.from("Id,Type,Action\n");
    await waiting.promise;
    yield Buffer.from(`${good(1)}\n`);
  }
  const read = async (content: AsyncIterable<Uint8Array>) => {
    let rows = 0;
    for await (const page of readWhitelistFile(content)) rows += page.length;
    return rows;
  };
  const running = Array.from({ length: filesAtOnceMax }, () => read(slow()));
  await expect(read(arriving(fileOf(1)))).rejects.toMatchObject({ code: "throttled" });
  waiting.resolve();
  expect(await Promise.all(running)).toEqual(running.map(() => 1));
  expect(await read(arriving(fileOf(1)))).toBe(1);
});

test("a reader that stops early makes room", async () => {
  for (let file = 0; file <= filesAtOnceMax; file++) {
    for await (const _page of readWhitelistFile(arriving(fileOf(1)))) break;
  }
});
