"use client";

import { Section } from "@/components/patterns/section";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { Timeline } from "@/components/patterns/timeline";
import { useNow } from "@/components/ui/use-now";
import type { Credential, JuniperCredentials } from "@/lib/contract/juniper-access";
import { dueDates, reminderWords } from "./due-dates";

const minuteMs = 60_000;

/** When the credentials in use have to be replaced, and who is told. */
export function DueSection({ current, answer }: { current: Credential; answer: JuniperCredentials }) {
  const nowMs = useNow(minuteMs) ?? 0;
  const dates = dueDates(current, answer, nowMs);
  return (
    <Section title="When it is due">
      {dates.length > 0 && (
        <Timeline
          label="Dates of the credentials in use"
          entries={dates.map(({ at, ...entry }) => ({ ...entry, detail: <ExactTime value={at} /> }))}
        />
      )}
      <p className="text-13 text-soft">{reminderWords[current.kind]}</p>
    </Section>
  );
}
