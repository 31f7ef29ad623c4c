"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Job } from "@/lib/contract/jobs";
import type { Renewal } from "../queries";
import type { JobActs } from "../use-job-acts";

/** The job in view, read once by the frame of its page for all tabs. */
export interface ShownJob {
  job: Job;
  /** How what a tab reads beside it keeps up with it. */
  renewal: Renewal;
  acts: JobActs;
}

const JobContext = createContext<ShownJob | undefined>(undefined);

export function JobProvider({ shown, children }: { shown: ShownJob; children: ReactNode }) {
  return <JobContext value={shown}>{children}</JobContext>;
}

/** The job of the page. */
export function useShownJob(): ShownJob {
  const shown = useContext(JobContext);
  if (shown === undefined) throw new Error("This is shown outside of a job's page.");
  return shown;
}
