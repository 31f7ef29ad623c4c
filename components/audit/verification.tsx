"use client";

import { Notice } from "@/components/patterns/notice";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { CopyButton } from "@/components/ui/copy-button";
import { Spinner } from "@/components/ui/spinner";
import type { ReadResult } from "@/lib/browser/queries";
import type { AuditVerification } from "@/lib/contract/audit";

const number = (value: number) => value.toLocaleString("en-US");

/** What the check of the whole chain found, and the head to keep elsewhere. */
export function VerificationResult({ read }: { read: ReadResult<AuditVerification> }) {
  if (read.isFetching) {
    return (
      <Notice kind="waiting" title="Reading every entry and recomputing the chain">
        <Spinner label="Verifying" />
      </Notice>
    );
  }
  if (read.error) return <ProblemMessage problem={problemOf(read.error)} />;
  const result = read.data?.value;
  if (result === undefined) return null;
  if (!result.intact) {
    return (
      <Notice kind="failed" alert title="The audit history does not hold">
        <p>{result.problem?.words ?? "An entry does not give its hash."}</p>
        <p>
          Export it now, keep the file, and compare with the last head you kept. Nothing on this page repairs
          it.
        </p>
      </Notice>
    );
  }
  return (
    <Notice
      kind="ok"
      alert
      title={`The audit history holds: ${number(result.entries)} entries, none missing, none changed`}
    >
      <p>
        Checked in {number(result.durationMs)} ms.
        {result.unsealed > 0 && ` ${number(result.unsealed)} newer entries are being sealed.`}
      </p>
      {result.headHash !== null && (
        <p className="mt-1 flex flex-wrap items-center gap-1">
          Head to keep elsewhere:
          <span className="font-mono text-12 [overflow-wrap:anywhere]">
            {result.headSequence}:{result.headHash}
          </span>
          <CopyButton value={`${result.headSequence}:${result.headHash}`} label="Copy head" />
        </p>
      )}
    </Notice>
  );
}
