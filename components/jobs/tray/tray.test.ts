import { describe, expect, test } from "vitest";
import type { JobState } from "@/lib/contract/jobs";
import type { Notice } from "@/lib/contract/notices";
import { jobSummary } from "../testing";
import { tabTitle } from "./tab-title";
import { freshNotices, justEnded, runningMine, trayJobs, trayLabel } from "./tray-words";

const job = (jobId: string, state: JobState, mine = true, resumesAt: string | null = null) =>
  jobSummary({ jobId, state, mine, resumesAt });

describe("the tab's title", () => {
  const own = "Devices · Muniment";

  test("is the page's own while there is no news", () => {
    expect(tabTitle(own, { ended: null, running: 0 })).toBe(own);
  });

  test("counts the reader's running jobs", () => {
    expect(tabTitle(own, { ended: null, running: 2 })).toBe("(2) Devices · Muniment");
  });

  test("tells what ended before anything else", () => {
    expect(tabTitle(own, { ended: "Tags assigned", running: 2 })).toBe("● Tags assigned");
  });
});

describe("the tray", () => {
  test("lists what is under way, then plans, the reader's own first, and nothing that is over", () => {
    const listed = trayJobs([
      job("plan of another", "ready", false),
      job("newest of another", "running", false),
      job("own plan", "ready"),
      job("own, newer", "paused"),
      job("over", "done"),
      job("stopped", "stopped"),
      job("own, older", "preparing"),
    ]);
    expect(listed.map(({ jobId }) => jobId)).toEqual([
      "own, newer",
      "own, older",
      "newest of another",
      "own plan",
      "plan of another",
    ]);
  });

  test("counts as running what goes on by itself, of the reader's own", () => {
    expect(
      runningMine([
        job("1", "running"),
        job("2", "running", false),
        job("3", "paused"),
        job("4", "paused", true, "2026-11-22T12:00:00Z"),
        job("5", "ready"),
      ]),
    ).toBe(2);
  });

  test("names its button by what it counts", () => {
    expect(trayLabel(0, 0)).toBe("Jobs");
    expect(trayLabel(2, 0)).toBe("Jobs, 2 under way");
    expect(trayLabel(0, 1)).toBe("Jobs, 1 new notice");
    expect(trayLabel(1, 12)).toBe("Jobs, 1 under way, 12 new notices");
  });
});

describe("news", () => {
  const notice = (noticeId: string, read = false): Notice => ({
    noticeId,
    read,
    kind: "good",
    title: noticeId,
    words: "",
    href: "/jobs",
    at: "2026-11-22T12:00:00Z",
  });

  test("is nothing at the first look, and afterwards each new notice once, oldest first", () => {
    const items = [notice("c"), notice("b"), notice("a")];
    expect(freshNotices(undefined, items)).toEqual([]);
    expect(freshNotices(new Set(["a"]), items).map(({ noticeId }) => noticeId)).toEqual(["b", "c"]);
    expect(freshNotices(new Set(["a", "b", "c"]), items)).toEqual([]);
  });

  test("is not what was read elsewhere before it came here", () => {
    expect(freshNotices(new Set(), [notice("a", true)])).toEqual([]);
  });

  test("tells a job that has just ended from one that was over before, or only paused", () => {
    const before = new Map<string, JobState>([
      ["ends", "running"],
      ["stops", "paused"],
      ["pauses", "running"],
      ["over", "done"],
      ["started", "ready"],
    ]);
    const now = [
      job("ends", "done"),
      job("stops", "stopped"),
      job("pauses", "paused"),
      job("over", "done"),
      job("started", "running"),
      job("never seen", "done"),
    ];
    expect(justEnded(before, now).map(({ jobId }) => jobId)).toEqual(["ends", "stops"]);
  });
});
