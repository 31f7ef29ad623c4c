import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { Section } from "@/components/patterns/section";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { Link } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import { Status } from "@/components/ui/status";
import type { StatusKind } from "@/components/ui/status-icon";
import type { ReadResult } from "@/lib/browser/queries";
import type { Batch } from "@/lib/contract/batches";

const shownMax = 8;

function kindOf(batch: Batch): StatusKind {
  if (batch.needsAttention) return "attention";
  return batch.downloadable ? "ok" : "waiting";
}

/** Batches that somebody waits for: those that need a look first, then those that are ready. */
export function BatchesSection({ read }: { read: ReadResult<{ items: Batch[]; examined: number }> }) {
  const answer = read.data?.value;
  const rest = (answer?.items.length ?? 0) - shownMax;
  return (
    <Section
      title="Certificate batches"
      description="Ready to download, being issued, or in need of a look."
      actions={<Link href="/batches">All batches</Link>}
    >
      <StaleNotice read={read} vendor="Sectigo" what="the batches" />
      {readFailure(read) ?? (
        <>
          {answer === undefined && <Skeleton className="h-40 w-full" />}
          {answer?.items.length === 0 && (
            <p className="text-13 text-muted">
              {answer.examined === 0
                ? "There are no batches yet."
                : `None of the ${answer.examined.toLocaleString("en-US")} newest batches waits for anybody.`}
            </p>
          )}
          <ul className="text-13">
            {answer?.items.slice(0, shownMax).map((batch) => (
              <li
                key={batch.batchId}
                className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t border-line py-2 first:border-t-0"
              >
                <span className="flex min-w-0 flex-wrap gap-x-2 [overflow-wrap:anywhere]">
                  <Link href={`/batches/${batch.batchId}`}>{batch.batchName}</Link>
                  <span className="tabular text-muted">
                    {batch.batchId} · {batch.size.toLocaleString("en-US")}{" "}
                    {batch.size === 1 ? "certificate" : "certificates"} ·{" "}
                    <RelativeTime value={batch.createdAt} />
                  </span>
                </span>
                <Status kind={kindOf(batch)}>
                  {batch.needsAttention ? `${batch.vendorStatus}: needs attention` : batch.vendorStatus}
                </Status>
              </li>
            ))}
          </ul>
          {rest > 0 && (
            <p className="text-13 text-muted">
              and {rest.toLocaleString("en-US")} more under <Link href="/batches">Batches</Link>
            </p>
          )}
        </>
      )}
    </Section>
  );
}
