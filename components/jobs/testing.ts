import type { JobSummary, RowCounts } from "@/lib/contract/jobs";

/** Counts for tests: those given, the others 0, and their sum. */
export function rowCounts(given: Partial<Omit<RowCounts, "total">> = {}): RowCounts {
  const counts = {
    planned: 0,
    sent: 0,
    accepted: 0,
    waiting: 0,
    done: 0,
    failed: 0,
    unknown: 0,
    skipped: 0,
    ...given,
  };
  return { ...counts, total: Object.values(counts).reduce((sum, count) => sum + count, 0) };
}

/** A running job for tests: 3,120 of 10,000 devices have got their tags. */
export function jobSummary(given: Partial<JobSummary> = {}): JobSummary {
  return {
    jobId: "job_0123456789abcdef0123456789abcdef",
    kind: "tags.assign",
    title: "Assign downtown to 10,000 devices",
    state: "running",
    reason: null,
    resumesAt: null,
    unit: { one: "device", many: "devices" },
    rows: rowCounts({ done: 3_120, sent: 100, planned: 6_780 }),
    calls: { total: 100, made: 31 },
    ratePerMinute: 540,
    expectedEndAt: "2026-11-22T12:13:00Z",
    createdAt: "2026-11-22T11:50:00Z",
    createdBy: "Ada Admin",
    startedAt: "2026-11-22T11:55:00Z",
    startedBy: "Ada Admin",
    endedAt: null,
    mine: true,
    ...given,
  };
}
