import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tablePieces, tableText } from "./table-text";

const columns = ["name", "more"];

describe("CSV", () => {
  test("names the columns first, where asked, and leaves out what no column names", () => {
    const records = [{ more: 2, name: "a", other: "x" }];
    expect(tableText("csv", columns, records, true)).toBe("name,more\na,2\n");
    expect(tableText("csv", columns, records, false)).toBe("a,2\n");
    expect(tableText("csv", columns, [], true)).toBe("name,more\n");
    expect(tableText("csv", columns, [], false)).toBe("");
  });

  test("writes values as they are read: nothing for none, words for yes and no, JSON for what has parts", () => {
    const records = [
      { name: null, more: undefined },
      { name: true, more: false },
      { name: ["a", "b,c"], more: { at: 1, why: 'a "word"' } },
      { name: 0, more: 1.5 },
    ];
    expect(parse(tableText("csv", columns, records, false))).toEqual([
      ["", ""],
      ["true", "false"],
      ['["a","b,c"]', '{"at":1,"why":"a \\"word\\""}'],
      ["0", "1.5"],
    ]);
  });

  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠x"])(
    "%j is no formula",
    (formula) => {
      const [row] = parse(tableText("csv", columns, [{ name: formula, more: "b" }], false)) as string[][];
      expect(row).toEqual([`'${formula}`, "b"]);
    },
  );

  test("any text comes back as it was, but for the mark before a formula", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", minLength: 1 }), { minLength: 1 }), (texts) => {
        const records = texts.map((name) => ({ name, more: "end" }));
        const rows = parse(tableText("csv", columns, records, false)) as string[][];
        expect(rows).toHaveLength(texts.length);
        for (const [index, text] of texts.entries()) {
          expect([text, `'${text}`]).toContain(rows[index]?.[0]);
          expect(rows[index]?.[1]).toBe("end");
        }
      }),
    );
  });
});

test("JSON lines hold whole records, one a line, without a header", () => {
  const records = [{ name: "two\nlines", tags: ["a"] }, { name: "=1" }];
  const text = tableText("jsonl", columns, records, true);
  expect(
    text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toEqual(records);
  expect(tableText("jsonl", columns, [], true)).toBe("");
});

describe("pieces", () => {
  const many = Array.from({ length: 20_000 }, (_, index) => ({ name: `=${index}`, more: [index] }));

  test.each(["csv", "jsonl"] as const)("of %s are the whole", async (format) => {
    for (const header of [true, false]) {
      const pieces = await Array.fromAsync(tablePieces(format, columns, many, header));
      expect(pieces.length).toBeGreaterThan(10);
      expect(pieces.join("") === tableText(format, columns, many, header)).toBe(true);
    }
    expect(await Array.fromAsync(tablePieces("csv", columns, [], true))).toEqual(["name,more\n"]);
    expect(await Array.fromAsync(tablePieces(format, columns, [], false))).toEqual([]);
  });

  test("let others have their turn in between", async () => {
    let turns = 0;
    const ticking = setInterval(() => {
      turns += 1;
    }, 1);
    // So many that even a warm process is at it for several turns.
    const long = Array.from({ length: 30 }, () => many).flat();
    await Array.fromAsync(tablePieces("csv", columns, long, true));
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(1);
  });
});
