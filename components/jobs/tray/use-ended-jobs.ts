"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { invalidate } from "@/lib/browser/queries";
import type { JobSummary } from "@/lib/contract/jobs";
import { readsChangedBy } from "../queries";
import { justEnded } from "./tray-words";

/** Has what a job may have changed read anew when it ends, whatever page shows it. */
export function useEndedJobs(jobs: readonly JobSummary[] | undefined): void {
  const client = useQueryClient();
  const before = useRef(new Map<string, JobSummary["state"]>());
  useEffect(() => {
    if (jobs === undefined) return;
    const ended = justEnded(before.current, jobs);
    before.current = new Map(jobs.map(({ jobId, state }) => [jobId, state]));
    const reads = new Set(ended.flatMap(({ kind }) => readsChangedBy(kind)));
    if (reads.size > 0) void invalidate(client, [...reads]);
  }, [client, jobs]);
}
