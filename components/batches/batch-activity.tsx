"use client";

import { readFailure } from "@/components/patterns/answer";
import { fileSize } from "@/components/patterns/file-size";
import { Identifier } from "@/components/patterns/identifier";
import { Section } from "@/components/patterns/section";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { Timeline } from "@/components/patterns/timeline";
import { useCan } from "@/components/patterns/who";
import { Link } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import type { AuditEntry } from "@/lib/contract/audit";
import type { Batch } from "@/lib/contract/batches";
import { csrOrderSubject, historyKinds, isAbout, oneLife, sentenceOf } from "./history";
import { useBatchHistory, useCertificateProfiles } from "./queries";

/** Who did it, and what a download left behind. */
function Detail({ entry }: { entry: AuditEntry }) {
  const { bytes, sha256 } = entry.detail;
  return (
    <>
      {entry.actorName}
      {typeof bytes === "number" && ` · ${fileSize(bytes)} sent`}
      {typeof sha256 === "string" && (
        <span className="flex items-center gap-1.5">
          SHA-256 <Identifier value={sha256} label="SHA-256" />
        </span>
      )}
    </>
  );
}

/**
 * The rows about one batch. An order with generated keys is filed under the batch's name and a download under its
 * number; an order from CSRs, which has neither yet, under its certificate profile.
 */
function useActivity(batch: Batch, mayRead: boolean, paused: boolean) {
  const fromCsrs = mayRead && batch.generatorParameters === null;
  const profiles = useCertificateProfiles().data?.value.items;
  const profile = profiles?.find(({ name }) => name === batch.profileName);
  const orders = useBatchHistory(
    fromCsrs ? csrOrderSubject(profile?.certificateProfileId ?? 0) : batch.batchName,
    mayRead && (fromCsrs ? profile !== undefined : batch.batchName !== ""),
    paused,
  );
  const downloads = useBatchHistory(String(batch.batchId), mayRead, paused);
  const ordered = (orders.data?.value.items ?? []).filter((entry) => isAbout(batch, entry));
  return {
    failure: readFailure(downloads) ?? readFailure(orders),
    loading: downloads.data === undefined,
    entries: oneLife([ordered, downloads.data?.value.items ?? []]),
  };
}

/** What was done with the batch through Muniment. */
export function BatchActivity({ batch, paused }: { batch: Batch; paused: boolean }) {
  const mayRead = useCan()("audit:read");
  const { failure, loading, entries } = useActivity(batch, mayRead, paused);
  if (!mayRead) {
    return (
      <Section title="Activity">
        <p className="text-13 text-muted">
          Who ordered and who downloaded it is in the audit history, which administrators and auditors read.
        </p>
      </Section>
    );
  }
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
      {!failure && loading && <Skeleton className="h-16 w-full" />}
      {!failure && !loading && entries.length === 0 && (
        <p className="text-13 text-muted">
          Nothing yet: it was ordered elsewhere, and not downloaded through Muniment.
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
