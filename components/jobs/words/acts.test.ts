import { describe, expect, test } from "vitest";
import { can, roles } from "@/lib/access/permissions";
import { jobKindNames } from "@/lib/contract/job-kinds";
import { jobState } from "@/lib/contract/jobs";
import { jobSummary, rowCounts } from "../testing";
import { actsOf, isMoving, isUnderWay, jobRights } from "./acts";
import { retryLabel } from "./retrying";
import { canStart, failureLimits, percentOf, startLabel, startLevel } from "./starting";
import { stopConsequence, stopFacts } from "./stopping";

const everything = { mayRun: true, mayRead: true };
const acts = (given: Parameters<typeof jobSummary>[0], rights = everything) =>
  [...actsOf(jobSummary(given), rights)].sort();

describe("what is offered", () => {
  test.each([
    ["preparing", ["discard"]],
    ["ready", ["discard", "download", "start"]],
    ["running", ["download", "pause", "stop"]],
    ["paused", ["download", "resume", "stop"]],
    ["done", ["download"]],
    ["stopped", ["download", "retryUnfinished"]],
    ["failed", ["discard"]],
  ] as const)("%s: %j", (state, offered) => {
    expect(acts({ state })).toEqual(offered);
  });

  test("a job that waits for its vendor can be paused, so that it does not go on by itself", () => {
    const reason = { code: "vendor_away" as const, words: "" };
    expect(acts({ state: "paused", reason })).toEqual(["download", "pause", "resume", "stop"]);
  });

  test("retries only what failed, once the job is over", () => {
    const rows = rowCounts({ done: 5, failed: 2 });
    expect(acts({ state: "done", rows })).toContain("retryFailed");
    expect(acts({ state: "running", rows })).not.toContain("retryFailed");
    expect(acts({ state: "done", rows: rowCounts({ done: 5, unknown: 1 }) })).toContain("retryUnfinished");
  });

  test("nothing but looking to those who may not run it, and no rows to those who may not read them", () => {
    for (const state of jobState.options) {
      const rows = rowCounts({ failed: 1, unknown: 1 });
      expect(acts({ state, rows }, { mayRun: false, mayRead: false })).toEqual([]);
    }
    expect(acts({ state: "running" }, { mayRun: false, mayRead: true })).toEqual(["download"]);
  });

  test("an export's file is there when it is complete", () => {
    expect(acts({ kind: "devices.export", state: "running" })).not.toContain("download");
    expect(acts({ kind: "devices.export", state: "done" })).toContain("download");
  });

  test("nobody without the right to run jobs may run one, whatever else the role holds", () => {
    for (const kind of jobKindNames) {
      for (const role of roles) {
        const withoutRun = jobRights((held) => held !== "jobs:run" && can(role, held), kind);
        expect(withoutRun.mayRun, `${role} ${kind}`).toBe(false);
      }
    }
    expect(jobRights((held) => can("auditor", held), "tags.assign")).toEqual({
      mayRun: false,
      mayRead: true,
    });
    expect(jobRights((held) => can("admin", held), "tags.assign")).toEqual({ mayRun: true, mayRead: true });
  });
});

test("a paused job is under way, and moves only when it goes on by itself", () => {
  expect(isUnderWay({ state: "paused" })).toBe(true);
  expect(isUnderWay({ state: "ready" })).toBe(false);
  expect(isMoving({ state: "paused", resumesAt: null })).toBe(false);
  expect(isMoving({ state: "paused", resumesAt: "2026-11-22T12:00:00Z" })).toBe(true);
});

describe("starting", () => {
  test.each(jobKindNames)("%s: the button names the act and how many", (kind) => {
    const rows = rowCounts({ planned: 1_204, skipped: 96 });
    expect(startLabel(jobSummary({ kind, rows }))).toMatch(/^[A-Z].*1,204 devices/);
  });

  test("the number is typed where many things lose something, and not for one", () => {
    const level = (kind: (typeof jobKindNames)[number], planned: number) =>
      startLevel(jobSummary({ kind, rows: rowCounts({ planned, skipped: 3 }) }));
    expect(level("whitelist.remove", 1_204)).toEqual({ danger: true, typed: "1204" });
    expect(level("whitelist.remove", 1)).toEqual({ danger: true, typed: undefined });
    expect(level("tags.unassign", 2)).toEqual({ danger: true, typed: "2" });
    // The file itself says which entries are removed.
    expect(level("whitelist.import", 2)).toEqual({ danger: false, typed: "2" });
    expect(level("tags.assign", 1_204)).toEqual({ danger: false, typed: undefined });
  });

  test("needs something to do; an empty list still makes a file", () => {
    const rows = rowCounts({ skipped: 96 });
    expect(canStart(jobSummary({ rows }))).toBe(false);
    expect(canStart(jobSummary({ rows: rowCounts({ planned: 1 }) }))).toBe(true);
    expect(canStart(jobSummary({ kind: "tags.export", rows: rowCounts() }))).toBe(true);
  });

  test("every failure limit means what it says; the first is the usual 20 %", () => {
    expect(failureLimits[0].percent).toBe(20);
    for (const { value, percent, label } of failureLimits) {
      expect(percentOf(value)).toBe(percent);
      if (percent !== null) expect(label).toContain(`${percent} %`);
    }
    expect(percentOf("never")).toBeNull();
  });
});

describe("stopping says", () => {
  test("what will not happen, and exactly what has", () => {
    const job = jobSummary({
      rows: rowCounts({ done: 3_120, sent: 1, failed: 2, accepted: 4, unknown: 5, planned: 6_868 }),
    });
    expect(stopConsequence(job)).toBe("6,868 devices were not begun and will be skipped.");
    expect(stopFacts(job)).toEqual([
      "3,120 devices are done.",
      "4 devices are accepted by u-blox, which finishes by itself.",
      "1 device is on the way: what was sent comes to its end.",
      "2 devices failed.",
      "5 devices are of unknown outcome.",
    ]);
  });

  test("nothing happened where nothing did, and nothing is left where nothing is", () => {
    expect(stopFacts(jobSummary({ rows: rowCounts({ planned: 9 }) }))).toEqual([
      "Nothing has been carried out yet.",
    ]);
    expect(stopConsequence(jobSummary({ rows: rowCounts({ sent: 9 }) }))).toContain("Nothing is left");
  });

  test("how much of a file there is", () => {
    const job = jobSummary({ kind: "devices.export", rows: rowCounts({ done: 200, planned: 800 }) });
    expect(stopConsequence(job)).toContain("incomplete");
    expect(stopFacts(job)).toEqual(["200 of 1,000 devices are in the file so far."]);
  });
});

test("what is unfinished is counted only where nothing was left out on purpose", () => {
  const rows = rowCounts({ done: 5, failed: 1_000, unknown: 2, skipped: 7 });
  expect(retryLabel("retryFailed", jobSummary({ state: "done", rows }))).toBe("Retry failed (1,000)");
  expect(retryLabel("retryUnfinished", jobSummary({ state: "done", rows }))).toBe("Retry unfinished (1,002)");
  expect(retryLabel("retryUnfinished", jobSummary({ state: "stopped", rows }))).toBe("Retry unfinished");
});
