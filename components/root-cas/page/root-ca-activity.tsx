"use client";

import { readFailure } from "@/components/patterns/answer";
import { outcomeKind, outcomeWord } from "@/components/patterns/outcome";
import { Section } from "@/components/patterns/section";
import { NoPermission } from "@/components/patterns/states";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { Timeline } from "@/components/patterns/timeline";
import { useCan } from "@/components/patterns/who";
import { Link } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import { auditOfRootCa } from "../paths";
import { useRootCaActivity } from "../queries";
import { actsIn } from "./activity-entries";
import { useShownRootCa } from "./root-ca-context";

/** What was done to it through this console. */
export function RootCaActivity() {
  const { caName } = useShownRootCa();
  const mayRead = useCan()("audit:read");
  const read = useRootCaActivity(caName, mayRead);
  if (!mayRead) return <NoPermission permission="audit:read" what="see the audit history" />;
  const failure = readFailure(read);
  const answer = read.isPlaceholderData ? undefined : read.data?.value;
  const acts = answer && actsIn(answer.items);
  return (
    <Section
      title="Activity"
      description="What was done to it through this console. Acts on certificates of its devices stand with the devices."
      actions={
        <Link className="text-13" href={auditOfRootCa(caName)}>
          Open in the audit history
        </Link>
      }
    >
      {failure}
      {!failure && acts === undefined && <Skeleton className="h-40 w-full" />}
      {acts?.length === 0 && (
        <p className="text-13 text-muted">Nothing is recorded: it was created elsewhere.</p>
      )}
      {acts !== undefined && acts.length > 0 && (
        <Timeline
          label="Activity of this root CA"
          entries={acts.map(({ id, title, outcome, actorName, at }) => ({
            id,
            kind: outcomeKind(outcome),
            title: <Link href={`/audit/${id}`}>{title}</Link>,
            time: <RelativeTime value={at} />,
            detail: outcome === "succeeded" ? actorName : `${actorName} · ${outcomeWord(outcome)}`,
          }))}
        />
      )}
      {answer?.nextCursor && (
        <p className="text-13 text-muted">The latest {answer.items.length} entries are shown.</p>
      )}
    </Section>
  );
}
