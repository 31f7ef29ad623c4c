import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Clash, Ledger, type NumberedRow } from "./ledger";

const linesOf = (rows: Iterable<NumberedRow>) => [...rows].map(({ line }) => line);

const one = { high: 0x20000, low: 0x89280087 };
const other = { high: 0x20000, low: 0x89280088 };

describe("rows about the same RoT UID", () => {
  test("the same again is a duplicate of the first", () => {
    const ledger = new Ledger(10);
    expect(ledger.add({ uid: one, action: "ADD", line: 2 })).toBeUndefined();
    expect(ledger.add({ uid: one, action: "ADD", line: 5 })).toBe("duplicate");
    expect(ledger.add({ uid: one, action: "ADD", line: 9 })).toBe("duplicate");
    expect([...ledger.good()]).toEqual([{ uid: one, action: "ADD", line: 2 }]);
    expect([...ledger.contradicted()]).toEqual([]);
  });

  test("of a contradiction both are bad, and whoever repeats one side of it", () => {
    const ledger = new Ledger(10);
    ledger.add({ uid: one, action: "ADD", line: 2 });
    ledger.add({ uid: other, action: "DELETE", line: 3 });
    expect(ledger.add({ uid: one, action: "DELETE", line: 4 })).toBe("contradiction");
    expect(ledger.add({ uid: one, action: "ADD", line: 5 })).toBe("contradiction");
    expect(ledger.add({ uid: one, action: "DELETE", line: 6 })).toBe("contradiction");
    expect([...ledger.good()]).toEqual([{ uid: other, action: "DELETE", line: 3 }]);
    expect([...ledger.contradicted()]).toEqual([{ uid: one, action: "ADD", line: 2 }]);
  });
});

test("good rows come in the order of the file, up to the highest line number", () => {
  const ledger = new Ledger(10);
  const lines = [2, 3, 5, 1_000_001, 2_147_483_647];
  for (const line of lines) ledger.add({ uid: { high: 0, low: 2 ** 32 - line }, action: "DELETE", line });
  expect(linesOf(ledger.good())).toEqual(lines);
});

/** The same rules over plain maps, for comparison. */
function byMap(rows: NumberedRow[]) {
  const firsts = new Map<string, { row: NumberedRow; contradicted: boolean }>();
  const clashes = rows.map((row): Clash | undefined => {
    const key = `${row.uid.high}:${row.uid.low}`;
    const first = firsts.get(key);
    if (first === undefined) {
      firsts.set(key, { row, contradicted: false });
      return undefined;
    }
    first.contradicted ||= first.row.action !== row.action;
    return first.contradicted ? "contradiction" : "duplicate";
  });
  const all = [...firsts.values()];
  return {
    clashes,
    good: linesOf(all.filter(({ contradicted }) => !contradicted).map(({ row }) => row)),
    contradicted: linesOf(all.filter(({ contradicted }) => contradicted).map(({ row }) => row)),
  };
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
      expect({
        clashes,
        good: linesOf(ledger.good()),
        contradicted: linesOf(ledger.contradicted()),
      }).toEqual(byMap(numbered));
    }),
  );
});
