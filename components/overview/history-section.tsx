import { readFailure } from "@/components/patterns/answer";
import { outcomeKind, outcomeWord } from "@/components/patterns/outcome";
import { Section } from "@/components/patterns/section";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { Timeline, type TimelineEntry } from "@/components/patterns/timeline";
import { Link } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import type { ReadResult } from "@/lib/browser/queries";
import type { AuditEntry } from "@/lib/contract/audit";

function lineOf(entry: AuditEntry): TimelineEntry {
  return {
    id: entry.entryId,
    kind: outcomeKind(entry.outcome),
    title: (
      <span className="flex flex-wrap gap-x-2">
        <Link href={`/audit/${entry.entryId}`}>{entry.action}</Link>
        <span>{outcomeWord(entry.outcome).toLowerCase()}</span>
      </span>
    ),
    time: <RelativeTime value={entry.at} />,
    detail: `${entry.actorName} · ${entry.subjectType} ${entry.subjectId}`,
  };
}

/** The newest rows of the audit history. */
export function HistorySection({ read }: { read: ReadResult<{ items: AuditEntry[] }> }) {
  return (
    <Section title="Latest in the audit history" actions={<Link href="/audit">Audit history</Link>}>
      {readFailure(read) ??
        (read.data === undefined ? (
          <Skeleton className="h-48 w-full" />
        ) : (
          <Timeline label="Latest audit entries" entries={read.data.value.items.map(lineOf)} />
        ))}
    </Section>
  );
}
