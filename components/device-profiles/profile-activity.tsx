"use client";

import { outcomeKind, outcomeWord } from "@/components/patterns/outcome";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { Section } from "@/components/patterns/section";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { Timeline } from "@/components/patterns/timeline";
import { Link } from "@/components/ui/link";
import type { AuditEntry } from "@/lib/contract/audit";
import { useProfileActs } from "./queries";

const titles: Readonly<Record<string, string>> = {
  "deviceProfiles.setBootstrap": "Set bootstrap provisioning",
  "deviceProfiles.deleteBootstrap": "Delete bootstrap provisioning",
};

/** One entry an act: an intent whose outcome is known gives way to it. */
function actsIn(entries: readonly AuditEntry[]): AuditEntry[] {
  const closed = new Set(entries.flatMap(({ intentId }) => intentId ?? []));
  return entries.filter(({ entryId }) => !closed.has(entryId));
}

/** What was done to a profile's bootstrap provisioning through this console. */
export function ProfileActivity({ deviceProfileUid }: { deviceProfileUid: string }) {
  const read = useProfileActs(deviceProfileUid);
  const acts = actsIn(read.data?.value.items ?? []);
  return (
    <Section title="Activity" description="What was done to it through this console.">
      {read.error && <ProblemMessage problem={problemOf(read.error)} />}
      {read.data && acts.length === 0 && (
        <p className="text-13 text-muted">Nothing is recorded of this device profile.</p>
      )}
      {acts.length > 0 && (
        <Timeline
          label="Activity of this device profile"
          entries={acts.map(({ entryId, action, outcome, actorName, at, fields }) => ({
            id: entryId,
            kind: outcomeKind(outcome),
            title: <Link href={`/audit/${entryId}`}>{titles[action] ?? action}</Link>,
            time: <RelativeTime value={at} />,
            detail: [actorName, outcome !== "succeeded" && outcomeWord(outcome), fields.join(", ")]
              .filter(Boolean)
              .join(" · "),
          }))}
        />
      )}
    </Section>
  );
}
