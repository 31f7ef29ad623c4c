import fc from "fast-check";
import { expect, test } from "vitest";
import { halvesOf, UidSet } from "./uid-set";

test("the halves of a UID are its digits, whatever their case and leading zeros", () => {
  expect(halvesOf("0002000089280087")).toEqual({ high: 0x20000, low: 0x89280087 });
  expect(halvesOf("FFFFFFFFffffffff")).toEqual({ high: 0xffffffff, low: 0xffffffff });
});

test("says the same as a plain map, however often it has to grow", () => {
  const half = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constant(0xffffffff), fc.nat(0xffffffff));
  const uid = fc.record({ high: half, low: half });
  fc.assert(
    fc.property(fc.array(uid, { maxLength: 200 }), fc.integer({ min: 0, max: 300 }), (uids, expected) => {
      const set = new UidSet(expected);
      const first = new Map<string, number>();
      for (const each of uids) {
        const key = `${each.high}:${each.low}`;
        if (!first.has(key)) first.set(key, first.size);
        expect(set.add(each)).toBe(first.get(key));
        expect(set.size).toBe(first.size);
      }
      const kept = Array.from({ length: set.size }, (_, index) => set.at(index));
      expect(kept.map(({ high, low }) => `${high}:${low}`)).toEqual([...first.keys()]);
    }),
  );
});

test("holds a million UIDs that differ in a few bits only, each once", () => {
  const set = new UidSet();
  const count = 1_000_000;
  for (let round = 0; round < 2; round++) {
    for (let low = 0; low < count; low++) set.add({ high: 0x20000, low: low * 16 });
    expect(set.size).toBe(count);
  }
  expect(set.at(count - 1)).toEqual({ high: 0x20000, low: (count - 1) * 16 });
});
