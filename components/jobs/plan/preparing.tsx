"use client";

import { Progress } from "@/components/ui/progress";
import { jobKinds } from "@/lib/contract/job-kinds";
import type { Job } from "@/lib/contract/jobs";
import { progressOf } from "../words/progress";

/** A plan on its way: what happens with its targets, and how many there are so far. */
export function Preparing({ job }: { job: Job }) {
  const { value, max, text } = progressOf(job);
  return (
    <div className="flex flex-col gap-3">
      <Progress label="Preparing the plan" value={value} max={max} text={text} />
      <p className="text-13">Targets: {job.targets}</p>
      <p className="text-13 text-muted">
        {jobKinds[job.kind].makes === "file"
          ? "The list is measured. Nothing is kept of it before you start."
          : "The targets are collected, looked at and frozen: what is shown here later is what runs. Nothing is sent before you start."}
      </p>
    </div>
  );
}
