"use client";

import { outcomeKind, outcomeWord } from "@/components/patterns/outcome";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { Section } from "@/components/patterns/section";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { Timeline } from "@/components/patterns/timeline";
import { Link } from "@/components/ui/link";
import { Spinner } from "@/components/ui/spinner";
import { deviceActs } from "../activity-entries";
import { tagActsRead, useDeviceActivity } from "../queries";

/** What was done to the device through this console. */
export function DeviceActivity({ rotPublicUid }: { rotPublicUid: string }) {
  const reads = useDeviceActivity(rotPublicUid);
  const error = reads.find((read) => read.error)?.error;
  const loading = reads.some((read) => read.isPending);
  const acts = deviceActs(
    reads.flatMap((read) => read.data?.value.items ?? []),
    rotPublicUid,
  );
  const partly = reads.some((read) => read.data?.value.nextCursor);
  return (
    <Section title="Activity" description="What was done to it through this console.">
      {error && <ProblemMessage problem={problemOf(error)} />}
      {loading && !error && <Spinner />}
      {!loading && !error && acts.length === 0 && (
        <p className="text-13 text-muted">Nothing is recorded of this device.</p>
      )}
      {acts.length > 0 && (
        <Timeline
          label="Activity of this device"
          entries={acts.map(({ id, title, outcome, actorName, at }) => ({
            id,
            kind: outcomeKind(outcome),
            title: <Link href={`/audit/${id}`}>{title}</Link>,
            time: <RelativeTime value={at} />,
            detail: outcome === "succeeded" ? actorName : `${actorName} · ${outcomeWord(outcome)}`,
          }))}
        />
      )}
      <p className="text-12 text-muted">
        {partly && `Of tags, the newest ${tagActsRead} acts were looked through. `}
        Acts on several devices at once are recorded as one and stand in the{" "}
        <Link href="/audit?subjectType=tag">audit history</Link>.
      </p>
    </Section>
  );
}
