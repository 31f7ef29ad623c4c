"use client";

import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { announce } from "@/components/ui/live-region";
import type { JobSummary } from "@/lib/contract/jobs";
import { useDiscard, useStop } from "./queries";
import type { JobActs } from "./use-job-acts";
import { countOf } from "./words/counting";
import { stopConsequence, stopFacts } from "./words/stopping";

interface QuestionProps {
  job: JobSummary;
  open: boolean;
  onClose: () => void;
}

function StopDialog({ job, open, onClose }: QuestionProps) {
  const stop = useStop();
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      level={1}
      title="Stop job"
      subject={job.title}
      consequence={stopConsequence(job)}
      doesNot="Stopping takes nothing back. What is unfinished can be retried later."
      onConfirm={async () => {
        const { title } = await stop.mutateAsync({ params: { jobId: job.jobId } });
        announce(`Stopped: ${title}`);
      }}
    >
      <div>
        <p className="font-medium">What has happened already, and stays</p>
        <ul className="mt-1 list-disc pl-4 text-soft">
          {stopFacts(job).map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      </div>
    </ConfirmDialog>
  );
}

function DiscardDialog({ job, open, onClose, onDiscarded }: QuestionProps & { onDiscarded?: () => void }) {
  const discard = useDiscard();
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      level={1}
      title="Discard plan"
      subject={job.title}
      consequence={`The frozen list of ${countOf(job.rows.total, job.unit)} is removed.`}
      doesNot="Nothing was sent, and nothing will be."
      onConfirm={async () => {
        await discard.mutateAsync({ params: { jobId: job.jobId } });
        announce(`Discarded: ${job.title}`);
        onDiscarded?.();
      }}
    />
  );
}

/**
 * The questions that `acts.ask` asks. `jobs` are the rows in view: the numbers in a question go on changing while
 * somebody reads them.
 */
export function JobQuestions({
  acts,
  jobs,
  onDiscarded,
}: {
  acts: JobActs;
  jobs: readonly JobSummary[];
  onDiscarded?: () => void;
}) {
  // A dialog that closes keeps its words until it is gone.
  const [last, setLast] = useState(acts.asking);
  if (acts.asking !== undefined && acts.asking !== last) setLast(acts.asking);
  if (last === undefined) return null;
  const job = jobs.find(({ jobId }) => jobId === last.job.jobId) ?? last.job;
  const question = { job, open: acts.asking !== undefined, onClose: acts.closeQuestion };
  return last.act === "stop" ? (
    <StopDialog {...question} />
  ) : (
    <DiscardDialog {...question} onDiscarded={onDiscarded} />
  );
}
