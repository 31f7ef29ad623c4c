import { describe, expect, test } from "vitest";
import { type Job, type JobState, jobState } from "@/lib/contract/jobs";
import { jobSummary } from "../testing";
import { leavingQuestion, planView } from "./plan-view";

const made = { stage: "made", jobId: "job_1" } as const;
const gone = { title: "There is no such thing", code: "not_found" };
const away = { title: "The console does not answer", code: "internal" };

function plan(state: JobState): Job {
  return {
    ...jobSummary({ state }),
    digest: null,
    targets: "37 chosen devices",
    facts: [],
    consequence: null,
    cost: { callsPerMinute: null, expectedMs: null, hourly: null },
    skipped: [],
    failures: [],
    stopAtFailurePercent: 20,
    file: null,
    expiresAt: null,
  };
}

describe("the plan dialog shows", () => {
  test.each([
    ["preparing", "preparing"],
    ["ready", "ready"],
    ["failed", "over"],
    ["running", "over"],
    ["done", "over"],
  ] as const)("a plan that is %s as %s", (state, shows) => {
    expect(planView(made, plan(state), undefined).shows).toBe(shows);
  });

  test("its last answer while reading fails, but not a plan that is gone", () => {
    expect(planView(made, plan("ready"), away).shows).toBe("ready");
    expect(planView(made, plan("ready"), gone)).toEqual({ shows: "refused", problem: gone });
    expect(planView(made, undefined, away)).toEqual({ shows: "refused", problem: away });
    expect(planView(made, undefined, undefined).shows).toBe("preparing");
  });

  test("how much of a file was sent", () => {
    const sending = { stage: "sending", jobId: "job_1", sentBytes: 12 } as const;
    expect(planView(sending, undefined, undefined)).toEqual({ shows: "sending", sentBytes: 12 });
  });
});

describe("closing asks", () => {
  test("whether to keep a plan that is there or on its way", () => {
    expect(leavingQuestion(planView(made, plan("ready"), undefined))?.mayKeep).toBe(true);
    expect(leavingQuestion(planView(made, plan("preparing"), undefined))?.mayKeep).toBe(true);
  });

  test("before a file is thrown away half sent, which cannot be kept", () => {
    expect(leavingQuestion({ shows: "sending", sentBytes: 1 })?.mayKeep).toBe(false);
  });

  test("nothing where nothing would be lost", () => {
    expect(leavingQuestion({ shows: "asking" })).toBeUndefined();
    expect(leavingQuestion({ shows: "refused", problem: gone })).toBeUndefined();
    for (const state of jobState.options.filter((each) => each !== "ready" && each !== "preparing")) {
      expect(leavingQuestion(planView(made, plan(state), undefined))).toBeUndefined();
    }
  });
});
