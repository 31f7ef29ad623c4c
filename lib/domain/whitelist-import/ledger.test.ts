import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readChunkRows } from "./chunk-rows";
import { type Clash, Ledger, type NumberedRow } from "./ledger";
import { uidText } from "./row";

/** The rows that are left as good, and in which chunks. */
function goodRows(ledger: Ledger, rowsPerChunk = 100) {
  return [...ledger.goodChunks(rowsPerChunk)].map(({ rows }) => readChunkRows(rows));
}

const one = { high: 0x20000, low: 0x89280087 };
const other = { high: 0x20000, low: 0x89280088 };

describe("rows about the same RoT UID", () => {
  test("the same again is a duplicate of the first", () => {
    const ledger = new Ledger(10);
    expect(ledger.add({ uid: one, action: "ADD", line: 2 })).toBeUndefined();
    expect(ledger.add({ uid: one, action: "ADD", line: 5 })).toEqual({ reason: "duplicate", line: 2 });
    expect(ledger.add({ uid: one, action: "ADD", line: 9 })).toEqual({ reason: "duplicate", line: 2 });
    expect(goodRows(ledger)).toEqual([[{ rotPublicUid: uidText(one), action: "ADD", line: 2 }]]);
  });

  test("of a contradiction both are bad, each naming the other", () => {
    const ledger = new Ledger(10);
    ledger.add({ uid: one, action: "ADD", line: 2 });
    ledger.add({ uid: other, action: "ADD", line: 3 });
    expect(ledger.add({ uid: one, action: "DELETE", line: 4 })).toEqual({ reason: "contradiction", line: 2 });
    // From here on both sides stand in the file: whoever repeats one contradicts the other.
    expect(ledger.add({ uid: one, action: "ADD", line: 5 })).toEqual({ reason: "contradiction", line: 4 });
    expect(ledger.add({ uid: one, action: "DELETE", line: 6 })).toEqual({ reason: "contradiction", line: 2 });
    expect(goodRows(ledger)).toEqual([[{ rotPublicUid: uidText(other), action: "ADD", line: 3 }]]);
    expect([...ledger.contradicted()]).toEqual([{ row: { uid: one, action: "ADD", line: 2 }, opposedBy: 4 }]);
  });

  test("UIDs that differ in one half only are different", () => {
    const ledger = new Ledger(4);
    for (const [line, uid] of [
      { high: 1, low: 1 },
      { high: 1, low: 2 },
      { high: 2, low: 1 },
      { high: 0xffffffff, low: 0xffffffff },
    ].entries()) {
      expect(ledger.add({ uid, action: "ADD", line: line + 1 })).toBeUndefined();
    }
  });
});

test("good rows come in chunks of the asked size, in the order of the file", () => {
  const ledger = new Ledger(10);
  for (let line = 2; line < 9; line++)
    ledger.add({ uid: { high: 0, low: 20 - line }, action: "DELETE", line });
  ledger.add({ uid: { high: 0, low: 17 }, action: "ADD", line: 9 });
  const lines = goodRows(ledger, 3).map((rows) => rows.map(({ line }) => line));
  expect(lines).toEqual([
    [2, 4, 5],
    [6, 7, 8],
  ]);
});

/** The same rules over plain maps, for comparison. */
function byMap(rows: NumberedRow[]): { clashes: (Clash | undefined)[]; good: number[] } {
  const firsts = new Map<string, { row: NumberedRow; opposedBy?: number }>();
  const clashes = rows.map((row): Clash | undefined => {
    const key = `${row.uid.high}:${row.uid.low}`;
    const first = firsts.get(key);
    if (first === undefined) {
      firsts.set(key, { row });
      return undefined;
    }
    if (first.row.action !== row.action) {
      first.opposedBy ??= row.line;
      return { reason: "contradiction", line: first.row.line };
    }
    return first.opposedBy === undefined
      ? { reason: "duplicate", line: first.row.line }
      : { reason: "contradiction", line: first.opposedBy };
  });
  const good = [...firsts.values()].filter(({ opposedBy }) => opposedBy === undefined);
  return { clashes, good: good.map(({ row }) => row.line) };
}

test("says the same as a plain map, whatever the rows and however full it is", () => {
  const half = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constant(0xffffffff));
  const row = fc.record({
    uid: fc.record({ high: half, low: half }),
    action: fc.constantFrom("ADD" as const, "DELETE" as const),
  });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), (rows) => {
      const numbered = rows.map((content, index) => ({ ...content, line: index + 2 }));
      const ledger = new Ledger(rows.length);
      const clashes = numbered.map((content) => ledger.add(content));
      const expected = byMap(numbered);
      expect(clashes).toEqual(expected.clashes);
      expect(
        goodRows(ledger)
          .flat()
          .map(({ line }) => line),
      ).toEqual(expected.good);
    }),
  );
});
