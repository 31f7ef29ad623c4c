import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlannedRow } from "@/lib/domain/jobs/kind";
import { arriving, uid } from "@/lib/domain/whitelist-import/testing";
import { readIdFile } from "./id-file";

const imei = "862618583984360";

async function rowsOf(content: string | Uint8Array, imeis = true): Promise<PlannedRow[]> {
  const rows: PlannedRow[] = [];
  for await (const page of readIdFile(arriving(content), { imeis })) rows.push(...page);
  return rows;
}

const targets = (rows: PlannedRow[]) =>
  rows.filter(({ skip }) => skip === undefined).map(({ target }) => target);

test("one id a line, in the order of the file, in the form the vendor writes them", async () => {
  expect(await rowsOf(`0002000089280087\r\n135700008928C093\r\n\r\n"${uid(3)}"\r\n ${imei} `)).toEqual([
    { ordinal: 1, target: "0002000089280087" },
    { ordinal: 2, target: "135700008928c093" },
    { ordinal: 4, target: uid(3) },
    { ordinal: 5, target: imei },
  ]);
});

describe("the first line", () => {
  test.each(["RoT UID", "ROTPublicUID", '"rotPublicUid"', "\ufeffDevice", "IMEI", "Gerät", "設備", "Id"])(
    "%j is a header and no row",
    async (header) => {
      expect(await rowsOf(`${header}\n${uid(1)}\n`)).toEqual([{ ordinal: 2, target: uid(1) }]);
    },
  );

  test("is an id, also behind a byte order mark", async () => {
    expect(await rowsOf(`\ufeff${uid(1)}\n${uid(2)}\n`)).toEqual([
      { ordinal: 1, target: uid(1) },
      { ordinal: 2, target: uid(2) },
    ]);
  });

  test.each(["deadbeefdeadbee", "abcdefabcdefabcdef", "00020000ISBN", "fade - cafe", "?"])(
    "%j is a row that cannot be used, and no header",
    async (line) => {
      const [first] = await rowsOf(`${line}\n${uid(1)}\n`);
      expect(first).toMatchObject({ ordinal: 1, target: line, skip: expect.any(String) });
    },
  );

  test("of sixteen letters is an id", async () => {
    expect(targets(await rowsOf("DEADBEEFDEADBEEF\n"))).toEqual(["deadbeefdeadbeef"]);
  });

  test("names columns: the first one holds the ids, whatever stands in the others", async () => {
    const file = `rotPublicUid,state,tags\n${uid(1)},ACTIVATED,"a, b"\n${uid(2)};x\n"${uid(3)}",\n`;
    expect(targets(await rowsOf(file))).toEqual([uid(1), uid(2), uid(3)]);
  });
});

describe("a line that cannot be used says why", () => {
  test.each([
    [`${uid(1)},ADD`, /several columns/],
    [`"${uid(1)}`, /quotation mark/],
    [`${uid(1)}\0`, /UTF-8/],
    ["2.0000892E+94", /spreadsheet has changed/],
    ["2000089280087", /has 13 digits/],
    ["862618583984361", /check digit does not fit/],
    ["00020001003ffff", /exactly 16/],
    ["x".repeat(2_000), /longer than 1024 bytes/],
  ])("%j", async (line, skip) => {
    const [row] = await rowsOf(`RoT UID\n${line}\n`);
    expect(row).toEqual({ ordinal: 2, target: expect.any(String), skip: expect.stringMatching(skip) });
    expect(row?.target.length).toBeLessThanOrEqual(500);
  });

  test("an IMEI where none are taken", async () => {
    expect(await rowsOf(`${imei}\n${uid(1)}\n`, false)).toEqual([
      { ordinal: 1, target: imei, skip: expect.stringContaining("RoT UIDs are needed here") },
      { ordinal: 2, target: uid(1) },
    ]);
  });

  test("an id that came before, in whatever writing", async () => {
    const rows = await rowsOf(`${uid(0xabc)}\n${imei}\n${uid(0xabc).toUpperCase()}\n"${imei}"\n0${imei}\n`);
    expect(rows.map(({ ordinal, skip }) => [ordinal, skip])).toEqual([
      [1, undefined],
      [2, undefined],
      [3, "An earlier line names it already."],
      [4, "An earlier line names it already."],
      // The same digits behind a zero are a RoT UID.
      [5, undefined],
    ]);
  });
});

describe("what is no such file is refused", () => {
  test.each<[string, string | Uint8Array, RegExp]>([
    ["an empty file", "", /is empty/],
    ["empty lines", "\n\r\n\n", /no rows/],
    ["a header alone", "RoT UID\n", /no rows/],
    ["the vendor's whitelist form", "Id,Type,Action\n", /whitelist file in the vendor's form/],
    ["an Excel workbook", "PK\u0003\u0004\u0014\0\u0006\0", /Excel workbook/],
    ["UTF-16", Buffer.from(`\ufeff${uid(1)}\n`, "utf16le"), /UTF-16/],
    ["lines that end in CR alone", `${uid(1)}\r${uid(2)}\r`, /CR alone/],
  ])("%s", async (_name, content, detail) => {
    await expect(rowsOf(content)).rejects.toMatchObject({
      code: "invalid_input",
      words: { detail: expect.stringMatching(detail), next: expect.any(String) },
    });
  });
});

test("every line is a row with its number, and every id is taken once, whatever the lines are", async () => {
  const line = fc.oneof(
    fc.nat(5).map(uid),
    fc.constant(imei),
    fc.string({ maxLength: 20 }).map((text) => text.replaceAll(/[\r\n]/g, " ")),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 40 }), async (lines) => {
      const rows = await rowsOf(["RoT UID", ...lines, uid(9)].join("\n"));
      const expected = [...lines, uid(9)].flatMap((text, index) => (text === "" ? [] : [index + 2]));
      expect(rows.map(({ ordinal }) => ordinal)).toEqual(expected);
      const taken = targets(rows);
      expect(new Set(taken).size).toBe(taken.length);
      expect(new Set(taken)).toEqual(
        new Set([...lines, uid(9)].filter((text) => /^([0-9a-f]{16}|862.{12})$/.test(text))),
      );
    }),
  );
});
