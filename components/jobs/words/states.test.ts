import { describe, expect, test } from "vitest";
import { jobReason, jobState, rowState } from "@/lib/contract/jobs";
import { jobSummary, rowCounts } from "../testing";
import { jobNews } from "./news";
import { troubleOf } from "./reasons";
import { jobLook, rowLook, rowStateMeaning } from "./states";

const noon = Date.parse("2026-11-22T12:00:00Z");
const because = (code: (typeof jobReason.options)[number], words = "") => ({ code, words });

describe("a job's state", () => {
  test("never calls a job simply done while rows failed or are unknown", () => {
    const done = (rows: Parameters<typeof rowCounts>[0]) =>
      jobLook(jobSummary({ state: "done", rows: rowCounts(rows) }));
    expect(done({ done: 5 })).toEqual({ kind: "ok", word: "Done" });
    expect(done({ done: 5, failed: 1_200 })).toEqual({ kind: "attention", word: "Done, 1,200 failed" });
    expect(done({ done: 5, unknown: 2 })).toEqual({ kind: "unknown", word: "Done, 2 unknown" });
  });

  test("shows no trouble where a person pressed Pause or Stop", () => {
    for (const state of ["paused", "stopped"] as const) {
      expect(jobLook(jobSummary({ state, reason: because("person") })).kind).toBe("neutral");
      expect(jobLook(jobSummary({ state, reason: because("failures") })).kind).not.toBe("neutral");
    }
  });
});

describe("a row's state", () => {
  test("names who accepted it", () => {
    expect(rowLook("accepted", "tags.assign").word).toBe("Accepted by u-blox");
    expect(rowLook("accepted", "audit.export").word).toBe("Accepted");
  });

  test("has a word and a meaning of its own each", () => {
    const words = rowState.options.map((state) => rowLook(state, "tags.assign").word);
    const meanings = rowState.options.map((state) => rowStateMeaning(state, "tags.assign"));
    expect(new Set(words).size).toBe(words.length);
    expect(new Set(meanings).size).toBe(meanings.length);
  });
});

describe("trouble", () => {
  test("is none while a job runs, waits for its start or is done", () => {
    for (const state of ["running", "ready", "done"] as const) {
      expect(troubleOf(jobSummary({ state, reason: because("failures") }), noon)).toBeUndefined();
    }
    expect(troubleOf(jobSummary({ state: "preparing" }), noon)).toBeUndefined();
  });

  test.each(
    jobReason.options.flatMap((code) =>
      (["paused", "stopped", "failed"] as const).map((state) => [code, state] as const),
    ),
  )("%s, %s: says what happened and what comes next, in sentences", (code, state) => {
    const trouble = troubleOf(jobSummary({ state, reason: because(code) }), noon);
    expect(trouble?.title).toMatch(/^(u-blox|[A-Z]).*[^.]$/);
    expect(trouble?.next).toMatch(/^[A-Z].*\.$/);
    expect(trouble?.words).toBeUndefined();
  });

  test("of a vendor that is away says when the next try is", () => {
    const paused = jobSummary({ state: "paused", reason: because("vendor_away", "It answered 503.") });
    const at = (resumesAt: string | null) => troubleOf({ ...paused, resumesAt }, noon);
    expect(at("2026-11-22T12:02:00Z")).toEqual({
      kind: "attention",
      title: "u-blox is away, or asks for a rest",
      words: "It answered 503.",
      next: "It goes on by itself: the next try is at 12:02 UTC.",
    });
    expect(at("2026-11-22T11:59:00Z")?.next).toContain("due now");
    expect(at(null)?.next).toBe("It goes on by itself as soon as that works again.");
  });

  test("of an hour whose calls are used up says when it goes on, and is no trouble", () => {
    const kind = "licenses.activate" as const;
    const resumesAt = "2026-11-22T15:40:00Z";
    const paused = jobSummary({ kind, state: "paused", reason: because("vendor_budget"), resumesAt });
    expect(troubleOf(paused, noon)).toMatchObject({
      kind: "waiting",
      title: "Waits for the hour's calls to Juniper",
      next: "It goes on by itself at 15:40 UTC. What people change goes first.",
    });
    expect(troubleOf({ ...paused, state: "preparing" }, noon)?.next).toMatch(
      /^The list is read on at 15:40 UTC\./,
    );
    expect(jobLook(paused)).toEqual({ kind: "waiting", word: "Waits for calls" });
  });

  test("of a plan that waits for the vendor is told without a reason code", () => {
    const waiting = jobSummary({ state: "preparing", resumesAt: "2026-11-22T12:02:00Z" });
    expect(troubleOf(waiting, noon)?.next).toContain("The list is read on by itself");
  });

  test("of a starter names the person", () => {
    const stopped = jobSummary({ state: "stopped", reason: because("starter"), startedBy: "Sam Support" });
    expect(troubleOf(stopped, noon)?.title).toBe("Sam Support may not do this any more");
  });
});

describe("news of the job in view", () => {
  const before = jobSummary();

  test("is told at its end, never while it only goes on", () => {
    expect(jobNews(before, jobSummary({ rows: rowCounts({ done: 9_000, planned: 1_000 }) }))).toBeUndefined();
    expect(jobNews(before, jobSummary({ state: "done", rows: rowCounts({ done: 9_990, failed: 10 }) }))).toBe(
      "Done, 10 failed: Assign downtown to 10,000 devices, 10,000 devices, 10 failed",
    );
  });

  test("leaves out what a person did", () => {
    for (const state of ["paused", "stopped"] as const) {
      expect(jobNews(before, jobSummary({ state, reason: because("person") }))).toBeUndefined();
      expect(jobNews(before, jobSummary({ state, reason: because("vendor_denied") }))).toContain("by itself");
    }
  });

  test("every other state is silent or a sentence about this job", () => {
    for (const state of jobState.options) {
      const news = jobNews({ ...before, state: "preparing" }, jobSummary({ state }));
      if (news !== undefined) expect(news).toContain(before.title);
    }
  });
});
