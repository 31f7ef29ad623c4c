import { Notice } from "@/components/patterns/notice";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { Link } from "@/components/ui/link";
import type { AuditEntry } from "@/lib/contract/audit";

/** Acts whose answer was lost, above everything else: somebody has to look whether they happened. */
export function UnknownOutcomes({ entries }: { entries: readonly AuditEntry[] }) {
  if (entries.length === 0) return null;
  return (
    <Notice kind="unknown" title="Acts with an unknown outcome">
      <p>The vendor may have carried these out; its answer was lost. Look before anybody does them again.</p>
      <ul className="mt-1">
        {entries.map((entry) => (
          <li key={entry.entryId} className="flex flex-wrap gap-x-2">
            <Link href={`/audit/${entry.entryId}`}>
              {entry.action} · {entry.subjectId}
            </Link>
            <span>
              by {entry.actorName}, <RelativeTime value={entry.at} />
            </span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
