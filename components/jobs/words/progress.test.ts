import { describe, expect, test } from "vitest";
import { jobSummary, rowCounts } from "../testing";
import { costText } from "./cost";
import { countOf, roughly } from "./counting";
import { callsText, paceText, progressOf, rateText, restText } from "./progress";

const noon = Date.parse("2026-11-22T12:00:00Z");

test.each([
  [0, "0 devices"],
  [1, "1 device"],
  [1_204, "1,204 devices"],
])("%i is counted as %s", (count, words) => {
  expect(countOf(count, { one: "device", many: "devices" })).toBe(words);
});

test.each([
  [0, "less than a minute"],
  [59_999, "less than a minute"],
  [60_000, "about 1 min"],
  [89 * 60_000, "about 89 min"],
  [128 * 60_000, "about 2 h 10 min"],
  [179 * 60_000, "about 3 h"],
  [35 * 3_600_000, "about 35 h"],
  [72 * 3_600_000, "about 3 days"],
])("%i ms are %s", (ms, words) => {
  expect(roughly(ms)).toBe(words);
});

describe("progress", () => {
  test("of a running job counts rows that came to their end, in their unit", () => {
    expect(progressOf(jobSummary())).toEqual({ value: 3_120, max: 10_000, text: "3,120 of 10,000 devices" });
  });

  test("leaves rows that the plan skips out of the whole", () => {
    const rows = rowCounts({ done: 4, planned: 6, skipped: 90 });
    expect(progressOf(jobSummary({ rows }))).toMatchObject({ value: 4, max: 10 });
  });

  test("counts what the vendor finishes by itself, and not what waits or was lost", () => {
    const rows = rowCounts({ accepted: 3, failed: 2, waiting: 4, unknown: 1 });
    expect(progressOf(jobSummary({ rows }))).toEqual({
      value: 5,
      max: 10,
      text: "5 of 10 devices, 2 failed, 1 unknown",
    });
  });

  test("of a stopped job keeps the rows that were not begun in the whole", () => {
    const rows = rowCounts({ done: 4, skipped: 6 });
    expect(progressOf(jobSummary({ state: "stopped", rows })).text).toBe("4 of 10 devices");
  });

  test("of a finished job is the whole, with what went wrong", () => {
    expect(progressOf(jobSummary({ state: "done", rows: rowCounts({ done: 10 }) })).text).toBe("10 devices");
    expect(progressOf(jobSummary({ state: "done", rows: rowCounts({ done: 8, failed: 2 }) })).text).toBe(
      "10 devices, 2 failed",
    );
    expect(progressOf(jobSummary({ state: "done", rows: rowCounts({ done: 8, unknown: 2 }) })).text).toBe(
      "8 of 10 devices, 2 unknown",
    );
  });

  test("of a plan in preparation has no known whole, and counts what was found", () => {
    const preparing = jobSummary({ state: "preparing", rows: rowCounts() });
    expect(progressOf(preparing)).toMatchObject({ value: null, text: "Looking for devices" });
    expect(progressOf({ ...preparing, rows: rowCounts({ planned: 300, skipped: 4 }) }).text).toBe(
      "304 devices so far",
    );
    expect(progressOf({ ...preparing, kind: "devices.export" }).text).toBe("Measuring the list");
  });

  test("of a plan that is ready tells what it leaves out", () => {
    const rows = rowCounts({ planned: 1_204, skipped: 96 });
    expect(progressOf(jobSummary({ state: "ready", rows })).text).toBe("1,204 devices, 96 skipped");
  });
});

describe("calls", () => {
  test("name the vendor; a file has pages", () => {
    expect(callsText(jobSummary())).toBe("31 of 100 calls to u-blox");
    expect(callsText(jobSummary({ calls: { total: 1, made: 0 } }))).toBe("0 of 1 call to u-blox");
    expect(callsText(jobSummary({ kind: "batches.export" }))).toBe("31 of 100 pages");
  });

  test("cost time at the vendor's budget, where both are known", () => {
    const plan = { kind: "tags.assign" as const, calls: { total: 240, made: 0 } };
    expect(costText({ ...plan, cost: { callsPerMinute: 60, expectedMs: 240_000, hourly: null } })).toBe(
      "240 calls to u-blox, about 4 min at 60 calls a minute",
    );
    expect(costText({ ...plan, cost: { callsPerMinute: null, expectedMs: 240_000, hourly: null } })).toBe(
      "240 calls to u-blox, about 4 min",
    );
    expect(costText({ ...plan, cost: { callsPerMinute: 60, expectedMs: null, hourly: null } })).toBe(
      "240 calls to u-blox",
    );
    expect(
      costText({
        ...plan,
        kind: "audit.export",
        cost: { callsPerMinute: null, expectedMs: null, hourly: null },
      }),
    ).toBe("No call to a vendor");
    expect(
      costText({
        ...plan,
        calls: { total: 0, made: 0 },
        cost: { callsPerMinute: 60, expectedMs: 0, hourly: null },
      }),
    ).toBe("No call to u-blox");
  });
});

describe("a plan for a vendor that allows only so many calls in an hour", () => {
  const plan = (calls: number, expectedMs: number, leftNow: number) =>
    costText({
      kind: "licenses.activate",
      calls: { total: calls, made: 0 },
      cost: { callsPerMinute: 20, expectedMs, hourly: { limit: 300, leftNow } },
    });

  test.each([
    [10, 30_000, 212, "10 calls to Juniper of 212 that may go now, less than a minute"],
    [
      400,
      2 * 3_600_000,
      180,
      "400 calls to Juniper, of which 180 may go now, about 2 h at 300 calls an hour for everybody",
    ],
    [
      10,
      20 * 60_000,
      0,
      "10 calls to Juniper, of which none may go now, about 20 min at 300 calls an hour for everybody",
    ],
  ])("of %d says how long that takes", (calls, expectedMs, leftNow, words) => {
    expect(plan(calls, expectedMs, leftNow)).toBe(words);
  });
});

describe("pace", () => {
  test("is rate and rest while a job runs", () => {
    expect(paceText(jobSummary(), noon)).toBe("540 a minute, about 13 min left");
  });

  test("is one line in every state after the start, so that nothing moves when it changes", () => {
    expect(paceText(jobSummary({ state: "paused" }), noon)).toBe("No call is begun while it is paused");
    const reason = { code: "vendor_budget" as const, words: "" };
    expect(paceText(jobSummary({ state: "paused", reason }), noon)).toBe("about 13 min left");
    for (const state of ["done", "stopped"] as const) {
      expect(paceText(jobSummary({ state, endedAt: "2026-11-22T11:59:00Z" }), noon)).toBe("Took about 4 min");
    }
    expect(paceText(jobSummary({ state: "ready", startedAt: null }), noon)).toBeNull();
  });

  test("leaves out what is not known, on the server also the time", () => {
    expect(paceText(jobSummary({ expectedEndAt: null }), noon)).toBe("540 a minute");
    expect(paceText(jobSummary({ ratePerMinute: null }), noon)).toBe("about 13 min left");
    expect(paceText(jobSummary(), null)).toBe("540 a minute");
    expect(paceText(jobSummary({ ratePerMinute: null, expectedEndAt: null }), noon)).toBe(
      "Its pace is not known yet",
    );
  });

  test("never shows a rate of nothing, or an end that has passed", () => {
    expect(rateText(0)).toBeNull();
    expect(rateText(0.4)).toBe("less than 1 a minute");
    expect(restText("2026-11-22T11:59:00Z", noon)).toBe("nearly there");
  });
});
