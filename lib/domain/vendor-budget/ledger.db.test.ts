import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { type Connection, connect, db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import type { CallLane } from "@/lib/vendors/http/admission";
import { ledgerAdmission } from "./juniper-budget";
import { sharesOf, windowMs } from "./lanes";
import { type Decision, freeze, giveCallBack, readLedger, sweepLedger, takeCall } from "./ledger";

const { url, owner } = await testDatabase();
const hourMs = 3_600_000;
const startMs = Date.parse("2026-11-22T10:00:00Z");

/** Two processes, as far as the database can tell. */
const processes: [Connection, Connection] = [connect({ url }), connect({ url })];
afterAll(() => Promise.all(processes.map(({ close }) => close())));

let holder: string;
beforeEach(() => {
  holder = randomUUID();
});

const attempt = (lane: CallLane) => ({ lane, call: `POST /${lane}`, requestId: "req_1" });
const take = (lane: CallLane, limit: number, atMs: number, by = 0) =>
  takeCall((processes[by] ?? processes[0]).database, { holder, limit }, attempt(lane), atMs);

/** Takes one after another at the same moment. */
async function takeMany(times: number, lane: CallLane, limit: number, atMs: number): Promise<Decision[]> {
  const decisions: Decision[] = [];
  for (let number = 0; number < times; number++) decisions.push(await take(lane, limit, atMs));
  return decisions;
}

const counted = (decisions: readonly Decision[]) => decisions.filter(({ mayGo }) => mayGo).length;

describe("a budget", () => {
  test("lets the limit go in an hour, and the next when the first stops counting", async () => {
    expect(counted(await takeMany(7, "change", 5, startMs))).toBe(5);
    const refused = await take("change", 5, startMs + hourMs);
    expect(refused).toEqual({
      mayGo: false,
      because: "used up",
      nowMs: startMs + hourMs,
      nextAtMs: startMs + windowMs,
    });
    expect(await take("change", 5, startMs + windowMs)).toMatchObject({ mayGo: true });
  });

  test("is each client's own", async () => {
    await takeMany(5, "change", 5, startMs);
    holder = randomUUID();
    expect(await take("change", 5, startMs)).toMatchObject({ mayGo: true });
  });

  test("counts a call that was given back no more", async () => {
    const [only] = await takeMany(1, "change", 1, startMs);
    expect(await take("change", 1, startMs)).toMatchObject({ mayGo: false });
    if (only?.mayGo) await giveCallBack(db(), only.id);
    expect(await take("change", 1, startMs)).toMatchObject({ mayGo: true });
  });

  test("goes by the database's clock, and survives whoever used it", async () => {
    const admission = ledgerAdmission(() => ({ holder, limit: 2 }));
    const first = await admission.take(attempt("change"));
    expect(first).toMatchObject({ admitted: true, beginWithinMs: 5_000 });
    await takeCall(processes[1].database, { holder, limit: 2 }, attempt("change"));
    expect(await admission.take(attempt("change"))).toMatchObject({
      admitted: false,
      retryAfterMs: expect.closeTo(windowMs, -4),
      detail: "the calls of this hour are used up",
    });
    if (first.admitted) await first.giveBack();
    expect(await admission.take(attempt("change"))).toMatchObject({ admitted: true });
  });

  test("is read out: used, left, by whom, when the next ones come", async () => {
    await take("change", 20, startMs);
    await takeMany(12, "read", 20, startMs + 1_000);
    await takeCall(
      db(),
      { holder, limit: 20 },
      { ...attempt("read"), askedBy: "ana@example.com" },
      startMs + 400_000,
    );
    const nowMs = startMs + 400_000;
    expect(await readLedger(db(), { holder, limit: 20 }, nowMs)).toEqual({
      limit: 20,
      used: 14,
      left: 6,
      nextFreeAt: new Date(startMs + windowMs),
      freeing: Array.from({ length: 12 }, (_, step) => ({
        until: new Date(step === 11 ? nowMs + windowMs : nowMs + (step + 1) * 300_000),
        calls: { 10: 13, 11: 1 }[step] ?? 0,
        lanes: { change: step === 10 ? 1 : 0, read: { 10: 12, 11: 1 }[step] ?? 0, job: 0 },
      })),
      lanes: {
        change: { share: 4, used: 1, left: 6, nextAt: null },
        read: { share: 4, used: 13, left: 0, nextAt: new Date(startMs + windowMs) },
        job: { share: 2, used: 0, left: 2, nextAt: null },
      },
      byWhom: [
        { lane: "read", call: "POST /read", askedBy: null, calls: 12, lastAt: new Date(startMs + 1_000) },
        { lane: "read", call: "POST /read", askedBy: "ana@example.com", calls: 1, lastAt: new Date(nowMs) },
        { lane: "change", call: "POST /change", askedBy: null, calls: 1, lastAt: new Date(startMs) },
      ],
      frozenUntil: null,
    });
  });

  test("that nobody has used is read out whole", async () => {
    const unused = await readLedger(db(), { holder: "nobody", limit: 20 });
    expect(unused).toMatchObject({ used: 0, left: 20, nextFreeAt: null, byWhom: [], frozenUntil: null });
    expect(unused.freeing.every(({ calls }) => calls === 0)).toBe(true);
    expect(Math.abs((unused.freeing.at(-1)?.until.getTime() ?? 0) - windowMs - Date.now())).toBeLessThan(
      5_000,
    );
  });

  test("is read out with exactly the calls that count at that moment, frozen or not", async () => {
    await take("read", 20, startMs);
    await freeze(db(), holder, 60_000, startMs);
    const at = (nowMs: number) => readLedger(db(), { holder, limit: 20 }, nowMs);
    expect(await at(startMs + windowMs - 1)).toMatchObject({ used: 1, frozenUntil: null });
    expect(await at(startMs + windowMs)).toMatchObject({ used: 0, nextFreeAt: null });
    expect(await at(startMs + 59_999)).toMatchObject({
      frozenUntil: new Date(startMs + 60_000),
      lanes: { read: { left: 0, nextAt: new Date(startMs + 60_000) }, change: { left: 19, nextAt: null } },
    });
    expect(await at(startMs + 60_000)).toMatchObject({
      frozenUntil: null,
      lanes: { read: { nextAt: null } },
    });
  });

  test("forgets calls of the day before", async () => {
    await take("change", 5, Date.now() - 25 * hourMs);
    await take("change", 5, Date.now() - 23 * hourMs);
    await sweepLedger(db());
    expect(await owner`select from vendor_calls where holder = ${holder}`).toHaveLength(1);
  });
});

describe("a vendor that has had too many", () => {
  test.each([
    ["until the time it names", 90_000, 90_000],
    ["for an hour when it names none", undefined, hourMs],
    ["for an hour when it names a longer one", 10 * hourMs, hourMs],
  ])("is left alone by lookups and jobs %s", async (_name, retryAfterMs, frozenForMs) => {
    await freeze(db(), holder, retryAfterMs, startMs);
    for (const lane of ["read", "job"] as const) {
      expect(await take(lane, 300, startMs + 1)).toMatchObject({
        mayGo: false,
        because: "frozen",
        nextAtMs: startMs + frozenForMs,
      });
      expect(await take(lane, 300, startMs + frozenForMs)).toMatchObject({ mayGo: true });
    }
    expect(await take("change", 300, startMs + 1)).toMatchObject({ mayGo: true });
  });

  test("is told by every process, and a shorter wish does not shorten it", async () => {
    const admission = ledgerAdmission(() => ({ holder, limit: 300 }));
    await admission.tooMany(600_000);
    await admission.tooMany(1_000);
    const { frozenUntil, lanes } = await readLedger(processes[1].database, { holder, limit: 300 });
    expect((frozenUntil?.getTime() ?? 0) - Date.now()).toBeGreaterThan(590_000);
    expect(lanes).toMatchObject({ change: { left: 300 }, read: { left: 0, nextAt: frozenUntil } });
  });
});

test("whoever cannot count calls nobody", async () => {
  const admission = ledgerAdmission(() => ({ holder, limit: 300 }));
  await owner`alter table vendor_calls rename to vendor_calls_away`;
  try {
    await expect(admission.take(attempt("read"))).rejects.toThrow();
  } finally {
    await owner`alter table vendor_calls_away rename to vendor_calls`;
  }
});

test("two processes that ask at once get no more than the limit together", async () => {
  const asked = Array.from({ length: 40 }, (_, index) =>
    takeCall((processes[index % 2] ?? processes[0]).database, { holder, limit: 15 }, attempt("change")),
  );
  expect(counted(await Promise.all(asked))).toBe(15);
});

interface Taken {
  atMs: number;
  lane: CallLane;
}

/** The most calls that any hour holds: the fullest one ends with a call. */
function fullestHour(calls: readonly Taken[]): number {
  return Math.max(
    0,
    ...calls.map(({ atMs }) => calls.filter((call) => call.atMs > atMs - hourMs && call.atMs <= atMs).length),
  );
}

test("over any schedule, two processes and a restart: never more than the limit in any hour, and changes go", async () => {
  const step = fc.record({
    afterMs: fc.oneof(
      fc.integer({ min: 0, max: 5_000 }),
      fc.integer({ min: 0, max: hourMs / 2 }),
      // A step takes 20 ms: these end just inside and just outside of an hour, and of what counts as one.
      fc.constantFrom(hourMs - 1_000, hourMs - 21, hourMs, windowMs - 21, windowMs),
    ),
    // All of a step ask at the same time, with clocks that may be a little apart.
    asks: fc.array(
      fc.record({
        lane: fc.constantFrom<CallLane>("read", "read", "job", "change"),
        by: fc.constantFrom(0, 1),
        lateMs: fc.integer({ min: 0, max: 20 }),
      }),
      { minLength: 1, maxLength: 12 },
    ),
    restarts: fc.constantFrom(false, false, false, false, true),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 12 }),
      fc.array(step, { minLength: 1, maxLength: 12 }),
      async (limit, steps) => {
        holder = randomUUID();
        const taken: Taken[] = [];
        let nowMs = startMs;
        for (const { afterMs, asks, restarts } of steps) {
          if (restarts) {
            await processes[1].close();
            processes[1] = connect({ url });
          }
          nowMs += afterMs;
          const decisions = await Promise.all(
            asks.map(async ({ lane, by, lateMs }) => ({
              lane,
              decision: await take(lane, limit, nowMs + lateMs, by),
            })),
          );
          for (const { lane, decision } of decisions) {
            if (decision.mayGo) taken.push({ atMs: decision.atMs, lane });
          }
          for (const { lane, decision } of decisions) {
            if (decision.mayGo || lane !== "change") continue;
            // Others have left its share alone: a change waits for changes only.
            const counting = taken.filter(({ atMs }) => atMs > decision.nowMs - windowMs);
            // At least: of those that asked at the same time, one with a later clock may have been let go.
            expect(counting.length).toBeGreaterThanOrEqual(limit);
            expect(counting.filter((call) => call.lane === "change").length).toBeGreaterThanOrEqual(
              sharesOf(limit).change,
            );
          }
          nowMs += 20;
        }
        expect(fullestHour(taken)).toBeLessThanOrEqual(limit);
        expect(fullestHour(taken.filter(({ lane }) => lane !== "change"))).toBeLessThanOrEqual(
          limit - sharesOf(limit).change,
        );
      },
    ),
    { numRuns: 40 },
  );
}, 120_000);

test("nothing but the limit stands in the way: a full hour of lookups leaves changes their share", async () => {
  const readers = await takeMany(25, "read", 20, startMs);
  const changes = await takeMany(10, "change", 20, startMs);
  expect([counted(readers), counted(changes)]).toEqual([14, 6]);
});
