import { expect, test } from "vitest";
import { audit } from "@/lib/contract/audit";
import { jobPlan } from "@/lib/contract/job-kinds";
import { auditFilters, exportAddress, type FilterValues } from "./queries";

const none: FilterValues = {
  actor: null,
  action: null,
  outcome: null,
  subjectType: null,
  subjectId: null,
  requestId: null,
  jobId: null,
  time: null,
  cursor: null,
};
const jobId = "job_0196f3a2b1c2d3e4f5061728394a5b6c";
const values: FilterValues = {
  ...none,
  jobId,
  time: { from: "2026-03-01", to: "2026-03-02" },
  cursor: "b120",
};

test("days become instants that hold both of them whole, and the place in the list is no filter", () => {
  expect(auditFilters(values)).toEqual({
    jobId,
    from: "2026-03-01T00:00:00Z",
    to: "2026-03-03T00:00:00.000Z",
  });
  expect(auditFilters(none)).toEqual({});
});

test("a download and a job are asked for the same entries", () => {
  const filters = auditFilters(values);
  const query = Object.fromEntries(new URL(exportAddress(values, "csv"), "http://x").searchParams);
  expect(audit.export.query.parse(query)).toEqual({ ...filters, format: "csv" });
  const plan = { kind: "audit.export", input: { filters, format: "csv" } };
  expect(jobPlan.parse(plan)).toEqual(plan);
});
