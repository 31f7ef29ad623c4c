"use client";

import { useRef, useState } from "react";
import { ConfirmForm } from "@/components/patterns/confirm-form";
import { Field } from "@/components/ui/field";
import { announce } from "@/components/ui/live-region";
import { Select } from "@/components/ui/select";
import { jobKinds } from "@/lib/contract/job-kinds";
import type { Job } from "@/lib/contract/jobs";
import { useStart } from "../queries";
import { type FailureLimit, failureLimits, percentOf, startLevel } from "../words/starting";

/**
 * What is asked before a plan starts: when it stops by itself and, where many things lose something, their number. Its
 * button stands elsewhere, with `form` set to `id`.
 */
export function StartForm({
  id,
  job,
  onBusyChange,
  onStarted,
}: {
  id: string;
  job: Job;
  onBusyChange: (busy: boolean) => void;
  onStarted: () => void;
}) {
  const start = useStart();
  const [limit, setLimit] = useState<FailureLimit>(failureLimits[0].value);
  const typedField = useRef<HTMLInputElement>(null);
  const { typed } = startLevel(job);
  const { jobId, digest, unit } = job;
  return (
    <div className="flex flex-col gap-4">
      {jobKinds[job.kind].makes === "rows" && (
        <Field
          label="Stop by itself when"
          description="What happened until then stays, and the rest can be retried."
          className="max-w-100"
        >
          <Select items={failureLimits} value={limit} onValueChange={setLimit} />
        </Field>
      )}
      <div className="max-w-100">
        <ConfirmForm
          id={id}
          level={typed === undefined ? 1 : 2}
          typed={typed === undefined ? undefined : { word: typed, label: `Type the number of ${unit.many}:` }}
          typedRef={typedField}
          onBusyChange={onBusyChange}
          onConfirm={async () => {
            await start.mutateAsync({
              params: { jobId },
              body: { digest: digest ?? "", stopAtFailurePercent: percentOf(limit) },
            });
            announce(`Started: ${job.title}`);
            onStarted();
          }}
        />
      </div>
    </div>
  );
}
