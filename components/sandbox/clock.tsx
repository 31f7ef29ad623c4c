"use client";

import { Section } from "@/components/patterns/section";
import { exactTime } from "@/components/patterns/time/format-time";
import { Button } from "@/components/ui/button";
import type { SandboxState } from "@/lib/contract/sandbox";
import { useAdvanceClock } from "./queries";

const minuteMs = 60_000;
const steps = [
  { label: "1 minute", ms: minuteMs },
  { label: "1 hour", ms: 60 * minuteMs },
  { label: "1 day", ms: 24 * 60 * minuteMs },
  { label: "1 week", ms: 7 * 24 * 60 * minuteMs },
];

/** How far the sandbox's clock runs ahead, in the largest unit that says it. */
function aheadWords(offsetMs: number): string {
  const minutes = Math.round(offsetMs / minuteMs);
  if (minutes === 0) return "Real time.";
  if (minutes < 120) return `${minutes} min ahead of real time.`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h ahead of real time.` : `${Math.round(hours / 24)} d ahead of real time.`;
}

export function SandboxClock({ clock }: { clock: SandboxState["clock"] }) {
  const advance = useAdvanceClock();
  return (
    <Section
      title="Clock"
      description="Batches become ready, devices get in contact and calls cease to count by this clock. It only goes forward."
    >
      <p className="tabular text-16">{exactTime(clock.now, true)}</p>
      <p className="text-13 text-muted">{aheadWords(clock.offsetMs)}</p>
      <div className="flex flex-wrap gap-2">
        {steps.map(({ label, ms }) => (
          <Button
            key={label}
            loading={advance.isPending && advance.variables?.body?.advanceMs === ms}
            onClick={() => advance.mutate({ body: { advanceMs: ms } })}
          >
            Forward {label}
          </Button>
        ))}
      </div>
    </Section>
  );
}
