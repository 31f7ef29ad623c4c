"use client";

import { readFailure } from "@/components/patterns/answer";
import { fileSize } from "@/components/patterns/file-size";
import { Section } from "@/components/patterns/section";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { Timeline } from "@/components/patterns/timeline";
import { useCan } from "@/components/patterns/who";
import { Link } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import type { AuditEntry } from "@/lib/contract/audit";
import type { Batch } from "@/lib/contract/batches";
import { historyKinds, oneLife, sentenceOf } from "./history";
import { useBatchHistory } from "./queries";

/** Who did it, and what a download left behind. */
function Detail({ entry }: { entry: AuditEntry }) {
  const { bytes, sha256 } = entry.detail;
  return (
    <>
      {entry.actorName}
      {typeof bytes === "number" && ` · ${fileSize(bytes)} sent`}
      {typeof sha256 === "string" && <span className="block font-mono">SHA-256 {sha256}</span>}
    </>
  );
}

/** What was done with the batch through Muniment. An order is filed under the batch's name, a download under its number. */
export function BatchActivity({ batch, pollEveryMs }: { batch: Batch; pollEveryMs: number | false }) {
  const mayRead = useCan()("audit:read");
  const orders = useBatchHistory(batch.batchName, mayRead && batch.batchName !== "", pollEveryMs);
  const downloads = useBatchHistory(String(batch.batchId), mayRead, pollEveryMs);
  if (!mayRead) {
    return (
      <Section title="Activity">
        <p className="text-13 text-muted">
          Who ordered and who downloaded it is in the audit history, which administrators and auditors read.
        </p>
      </Section>
    );
  }
  const failure = readFailure(downloads) ?? readFailure(orders);
  const entries = oneLife([orders.data?.value.items ?? [], downloads.data?.value.items ?? []]);
  return (
    <Section
      title="Activity"
      actions={
        <Link className="text-13" href={`/audit?subjectType=batch&subjectId=${batch.batchId}`}>
          Downloads in the audit history
        </Link>
      }
    >
      {failure}
      {!failure && downloads.data === undefined && <Skeleton className="h-16 w-full" />}
      {downloads.data && entries.length === 0 && (
        <p className="text-13 text-muted">
          Nothing yet: it was ordered elsewhere or from CSRs, and not downloaded through Muniment.
        </p>
      )}
      <Timeline
        label="Activity of this batch"
        entries={entries.map((entry) => ({
          id: entry.entryId,
          kind: historyKinds[entry.outcome],
          title: <Link href={`/audit/${entry.entryId}`}>{sentenceOf(entry)}</Link>,
          time: <RelativeTime value={entry.at} />,
          detail: <Detail entry={entry} />,
        }))}
      />
    </Section>
  );
}
