"use client";

import { useShownJob } from "./job-context";
import { PlanOverview } from "./plan-overview";
import { RunOverview } from "./run-overview";
import { useJobTitle } from "./use-job-title";

/** The first tab: a plan before it is started, a job after that. */
export function JobOverview() {
  const { job } = useShownJob();
  useJobTitle();
  return job.startedAt === null ? <PlanOverview job={job} /> : <RunOverview job={job} />;
}
