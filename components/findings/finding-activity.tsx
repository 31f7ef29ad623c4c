"use client";

import { outcomeKind, outcomeWord } from "@/components/patterns/outcome";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { Section } from "@/components/patterns/section";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { Timeline } from "@/components/patterns/timeline";
import { Link } from "@/components/ui/link";
import { Spinner } from "@/components/ui/spinner";
import type { AuditEntry } from "@/lib/contract/audit";
import { useFindingActivity } from "./queries";

const fieldWords: Record<string, string> = { status: "status", ownerId: "owner", note: "note" };

function titleOf({ actorType, fields }: AuditEntry): string {
  if (actorType === "system") return "Opened again: u-blox reported it anew";
  const words = fields.map((field) => fieldWords[field] ?? field);
  return words.length === 0 ? "Changed nothing" : `Changed ${words.join(", ")}`;
}

/** What was done about it, from the audit history. */
export function FindingActivity({ findingId }: { findingId: string }) {
  const read = useFindingActivity(findingId);
  const entries = read.data?.value.items;
  return (
    <Section title="Activity" description="What was made of it here.">
      {read.error && !entries && <ProblemMessage problem={problemOf(read.error)} />}
      {read.isPending && <Spinner />}
      {entries?.length === 0 && <p className="text-13 text-muted">Nobody has changed it yet.</p>}
      {entries && entries.length > 0 && (
        <Timeline
          label="Activity of this finding"
          entries={entries.map((entry) => ({
            id: entry.entryId,
            kind: outcomeKind(entry.outcome),
            title: <Link href={`/audit/${entry.entryId}`}>{titleOf(entry)}</Link>,
            time: <RelativeTime value={entry.at} />,
            detail:
              entry.outcome === "succeeded"
                ? entry.actorName
                : `${entry.actorName} · ${outcomeWord(entry.outcome)}`,
          }))}
        />
      )}
    </Section>
  );
}
