"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { z } from "zod";
import { type Problem, problemOf } from "@/components/patterns/problem";
import { call } from "@/lib/browser/call";
import { invalidate } from "@/lib/browser/queries";
import { upload } from "@/lib/browser/upload";
import type { jobPlan } from "@/lib/contract/job-kinds";
import { jobs } from "@/lib/contract/jobs";

/** What a plan is asked for with: the kind, what its rows share, where its targets come from. */
export type PlanInput = z.input<typeof jobPlan>;

export type Making =
  /** The plan is asked for. */
  | { stage: "asking" }
  /** Its file of targets is on the way. */
  | { stage: "sending"; jobId: string; sentBytes: number }
  /** It is there, and prepared by the server. */
  | { stage: "made"; jobId: string }
  | { stage: "refused"; problem: Problem };

/**
 * Makes a plan, once, and sends its file. `abandon` stops sending and takes back what was made so far, even what is
 * still on its way.
 */
export function useMaking(plan: PlanInput, file: File | undefined) {
  const client = useQueryClient();
  const [making, setMaking] = useState<Making>({ stage: "asking" });
  const made = useRef<string>(undefined);
  const [leaving] = useState(() => new AbortController());
  const begun = useRef(false);

  const discard = async (jobId: string) => {
    // Whoever leaves does not wait for it; a plan that stays is removed after a day.
    await call(jobs.discard, { params: { jobId } }).catch(() => undefined);
    await invalidate(client, [jobs.list]);
  };
  const make = async () => {
    try {
      const { jobId } = (await call(jobs.preview, { body: plan })).value;
      made.current = jobId;
      if (leaving.signal.aborted) return await discard(jobId);
      if (file !== undefined) {
        setMaking({ stage: "sending", jobId, sentBytes: 0 });
        const onSent = (sentBytes: number) => setMaking({ stage: "sending", jobId, sentBytes });
        await upload(jobs.upload, { params: { jobId }, file }, onSent, leaving.signal);
      }
      setMaking({ stage: "made", jobId });
      await invalidate(client, [jobs.list, jobs.get]);
    } catch (thrown) {
      if (leaving.signal.aborted) return;
      setMaking({ stage: "refused", problem: problemOf(thrown) });
      // A plan whose file was refused would wait for another one.
      if (made.current !== undefined) await discard(made.current);
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a plan is made once, as it was when the dialog opened
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void make();
  }, []);

  const abandon = () => {
    leaving.abort();
    if (made.current !== undefined) void discard(made.current);
  };
  return { making, abandon };
}
