import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import { readNewestFirst, type Stretch, type TimedSource } from "./newest-first";

const minute = 60_000;
const now = Math.floor(Date.now() / minute) * minute;
const ago = (minutes: number) => now - minutes * minute;

interface Kept {
  id: number;
  atMs: number | null;
}

interface Manner {
  /** Added to the total that is told. */
  totalOff?: number;
  pageSize?: number;
  /** Every page is the first. */
  repeats?: boolean;
  /** Stretches are not heeded. */
  tellsAll?: boolean;
  /** Refuses questions about times before this. */
  refusesBeforeMs?: number;
  /** Fails from this call on. */
  failsAt?: number;
}

/** A vendor that hands out what it kept in whatever order, ends counted in. */
function vendor(kept: readonly Kept[], manner: Manner = {}) {
  const { totalOff = 0, pageSize = 100, repeats = false, tellsAll = false } = manner;
  let calls = 0;
  const source: TimedSource<Kept> = {
    async readPage({ fromMs, toMs }, number) {
      calls += 1;
      if (manner.failsAt !== undefined && calls >= manner.failsAt) throw new Error("away");
      if (fromMs < (manner.refusesBeforeMs ?? -Infinity)) throw refusal;
      const found = kept.filter(
        ({ atMs }) => tellsAll || atMs === null || (atMs >= fromMs && (toMs === undefined || atMs <= toMs)),
      );
      const start = repeats ? 0 : (number - 1) * pageSize;
      const page = { number, size: pageSize, total: Math.max(0, found.length + totalOff) };
      return { items: found.slice(start, start + pageSize), page };
    },
    atMs: ({ atMs }) => atMs,
    stuck: () => new Error("stuck"),
  };
  return { source, calls: () => calls };
}

const refusal = new VendorError({
  kind: "refused",
  vendor: "ublox",
  call: "POST /notification/get",
  requestId: "req_1",
  mayHaveActed: false,
});

const halfYear: Stretch = { fromMs: ago(180 * 24 * 60) };
const spread = (count: number, everyMinutes: number) =>
  Array.from({ length: count }, (_, id) => ({ id, atMs: ago(1 + id * everyMinutes) }));
/** The same every time, and in no order. */
const shuffled = (kept: readonly Kept[]) =>
  [...kept].sort((left, right) => ((left.id * 7919) % 997) - ((right.id * 7919) % 997));
const idsOf = (read: { items: { item: Kept }[] }) => read.items.map(({ item }) => item.id);
const upTo = (count: number) => Array.from({ length: count }, (_, id) => id);

describe("whatever order the vendor tells it in", () => {
  test("a small memory is read whole, newest first, by one call", async () => {
    const { source, calls } = vendor(shuffled(spread(40, 1_000)));
    const read = await readNewestFirst(source, halfYear, 200);
    expect(idsOf(read)).toEqual(upTo(40));
    expect(read).toMatchObject({ sinceMs: halfYear.fromMs });
    expect(read.ended).toBeUndefined();
    expect(calls()).toBe(1);
  });

  test("of a large one only the newest are read", async () => {
    const { source, calls } = vendor(shuffled(spread(50_000, 5)));
    const read = await readNewestFirst(source, halfYear, 200);
    expect(idsOf(read)).toEqual(upTo(read.items.length));
    expect(read.items.length).toBeGreaterThanOrEqual(200);
    expect(read.ended).toBeUndefined();
    expect(calls()).toBeLessThan(25);
  });

  test("pages follow one another without a gap and without a repetition", async () => {
    const { source } = vendor(shuffled(spread(1_500, 7)));
    const seen: number[] = [];
    let stretch = halfYear;
    for (let page = 0; page < 30 && (stretch.toMs ?? now) > halfYear.fromMs; page++) {
      const read = await readNewestFirst(source, stretch, 150);
      seen.push(...idsOf(read));
      stretch = { fromMs: halfYear.fromMs, toMs: read.sinceMs };
    }
    expect(seen).toEqual(upTo(1_500));
  });

  test("nothing is lost, nothing comes twice, nothing is out of order", async () => {
    const minutes = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 900 });
    await fc.assert(
      fc.asyncProperty(
        minutes,
        fc.integer({ min: -2_000, max: 2_000 }),
        fc.boolean(),
        async (times, totalOff, tellsAll) => {
          const kept = times.map((minutesAgo, id) => ({ id, atMs: ago(minutesAgo) + (id % minute) }));
          const { source } = vendor(kept, { totalOff, tellsAll: tellsAll && kept.length < 300 });
          const read = await readNewestFirst(source, { fromMs: ago(25_000) }, 1_000_000);
          if (read.ended !== undefined) {
            // Only a lying total can make reading give up, and never what was read before.
            expect(totalOff).not.toBe(0);
          }
          const expected = kept.filter(({ atMs }) => atMs >= read.sinceMs).map(({ id }) => id);
          expect(idsOf(read).sort((a, b) => a - b)).toEqual(expected.sort((a, b) => a - b));
          const told = read.items.map(({ atMs }) => atMs);
          expect(told).toEqual([...told].sort((a, b) => b - a));
        },
      ),
      { numRuns: 25 },
    );
  });

  test("what has no date stands at the end of its slice, once", async () => {
    const { source } = vendor([{ id: 1, atMs: null }, ...spread(1, 10)]);
    expect(idsOf(await readNewestFirst(source, halfYear, 200))).toEqual([0, 1]);
  });

  test("a clock of the vendor's that is ahead of ours hides nothing", async () => {
    const { source } = vendor([
      { id: 0, atMs: now + 90 * minute },
      { id: 1, atMs: ago(5) },
    ]);
    expect(idsOf(await readNewestFirst(source, halfYear, 200))).toEqual([0, 1]);
  });
});

describe("a vendor that is not as it should be", () => {
  test("a page that repeats for ever ends the reading", async () => {
    const { source, calls } = vendor(spread(250, 10), { repeats: true });
    const read = await readNewestFirst(source, halfYear, 200);
    expect(read).toMatchObject({ items: [], ended: { because: "error", error: new Error("stuck") } });
    expect(calls()).toBe(2);
  });

  test.each([1_000_000, 250, -250, -1_000_000])(
    "a total that is off by %i changes nothing",
    async (totalOff) => {
      const { source, calls } = vendor(shuffled(spread(250, 100)), { totalOff });
      const read = await readNewestFirst(source, halfYear, 250);
      expect(idsOf(read)).toEqual(upTo(250));
      expect(calls()).toBeLessThan(40);
    },
  );

  test("more in one minute than is read is told", async () => {
    const kept = Array.from({ length: 2_500 }, (_, id) => ({ id, atMs: ago(1) + (id % 900) }));
    const read = await readNewestFirst(vendor(kept).source, halfYear, 200);
    expect(read.items).toHaveLength(2_000);
    expect(read.ended).toEqual({ because: "crowded" });
  });

  test("it costs a limited number of pages, and says how far it came", async () => {
    const kept = spread(3_000, 60);
    const { source, calls } = vendor(kept, { pageSize: 10 });
    const read = await readNewestFirst(source, halfYear, 1_000_000);
    expect(calls()).toBe(40);
    expect(read.ended).toEqual({ because: "cap" });
    expect(idsOf(read)).toEqual(kept.filter(({ atMs }) => atMs >= read.sinceMs).map(({ id }) => id));
    expect(read.items.length).toBeGreaterThan(0);
  });

  test("what was read before a trouble is handed out with it", async () => {
    const { source } = vendor(shuffled(spread(2_000, 30)), { failsAt: 9 });
    const read = await readNewestFirst(source, halfYear, 1_000_000);
    expect(read.ended).toEqual({ because: "error", error: new Error("away") });
    expect(read.items.length).toBeGreaterThan(0);
    expect(idsOf(read)).toEqual(upTo(read.items.length));
  });

  test("that refuses to look back so far is asked for less", async () => {
    const kept = spread(90, 24 * 60);
    const { source } = vendor(kept, { refusesBeforeMs: ago(100 * 24 * 60) });
    const read = await readNewestFirst(source, halfYear, 1_000);
    expect(read.ended).toEqual({ because: "refused" });
    expect(idsOf(read)).toEqual(kept.filter(({ atMs }) => atMs >= read.sinceMs).map(({ id }) => id));
    expect(read.items.length).toBeGreaterThan(80);
  });

  test("that refuses everything has refused", async () => {
    const { source, calls } = vendor([], { refusesBeforeMs: Infinity });
    const read = await readNewestFirst(source, halfYear, 200);
    expect(read.ended).toEqual({ because: "error", error: refusal });
    expect(calls()).toBe(4);
  });
});
