"use client";

import { useState } from "react";
import { type Problem, problemOf } from "@/components/patterns/problem";
import { announce } from "@/components/ui/live-region";
import type { JobSummary } from "@/lib/contract/jobs";
import { usePause, useResume, useRetry } from "./queries";

/** What acts at once. Stop and discard ask first: their dialogs carry them out. */
export type QuickAct = "pause" | "resume" | "retryFailed" | "retryUnfinished";
/** What asks first. */
export type AskedAct = "stop" | "discard";

export interface JobActs {
  run: (act: QuickAct, job: JobSummary) => void;
  /** What is being carried out for a job at the moment. */
  busyWith: (jobId: string) => QuickAct | undefined;
  ask: (act: AskedAct, job: JobSummary) => void;
  asking: { act: AskedAct; job: JobSummary } | undefined;
  closeQuestion: () => void;
  /** Why the last act failed. */
  problem: Problem | undefined;
  forgetProblem: () => void;
}

const said: Record<QuickAct, string> = {
  pause: "Paused",
  resume: "Resumed",
  retryFailed: "Started again for the rows that failed",
  retryUnfinished: "Started again for what is unfinished",
};

/** Everything a person does with a job but starting it, for lists, the header and its page alike. */
export function useJobActs(): JobActs {
  const pause = usePause();
  const resume = useResume();
  const retry = useRetry();
  const [busy, setBusy] = useState<{ jobId: string; act: QuickAct }>();
  const [asking, setAsking] = useState<JobActs["asking"]>();
  const [problem, setProblem] = useState<Problem>();

  const carryOut = (act: QuickAct, jobId: string) => {
    const params = { jobId };
    switch (act) {
      case "pause":
        return pause.mutateAsync({ params });
      case "resume":
        return resume.mutateAsync({ params });
      case "retryFailed":
        return retry.mutateAsync({ params, body: { rows: "failed" } });
      case "retryUnfinished":
        return retry.mutateAsync({ params, body: { rows: "unfinished" } });
    }
  };
  const run = async (act: QuickAct, { jobId, title }: JobSummary) => {
    if (busy !== undefined) return;
    setBusy({ jobId, act });
    setProblem(undefined);
    try {
      await carryOut(act, jobId);
      announce(`${said[act]}: ${title}`);
    } catch (thrown) {
      setProblem(problemOf(thrown));
    } finally {
      setBusy(undefined);
    }
  };
  return {
    run: (act, job) => void run(act, job),
    busyWith: (jobId) => (busy?.jobId === jobId ? busy.act : undefined),
    ask: (act, job) => setAsking({ act, job }),
    asking,
    closeQuestion: () => setAsking(undefined),
    problem,
    forgetProblem: () => setProblem(undefined),
  };
}
