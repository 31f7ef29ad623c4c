import type { UbloxClient } from "@/lib/vendors/ublox/client";
import { endedAgo } from "./days";

/** The vendor is minutes behind; a day that ended before this is told whole. */
const settledAfterMs = 60 * 60_000;
/** Devices may be given or lose a tag, which changes what is counted under it. */
const keptForMs = 60 * 60_000;
const entriesMax = 5_000;

interface Kept {
  counts: ReadonlyMap<string, number>;
  untilMs: number;
}

const memories = new WeakMap<UbloxClient, Map<string, Kept>>();

/**
 * The sums of past days, which do not change any more: a page that is opened again asks about today only.
 * @param devices names what was asked about
 */
export function dayMemory(ublox: UbloxClient, devices: string, now: () => number = Date.now) {
  const memory = memories.get(ublox) ?? new Map<string, Kept>();
  memories.set(ublox, memory);
  return {
    recall(day: string): ReadonlyMap<string, number> | undefined {
      const kept = memory.get(`${day} ${devices}`);
      return kept !== undefined && now() < kept.untilMs ? kept.counts : undefined;
    },
    keep(day: string, counts: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
      if (endedAgo(day, settledAfterMs, now())) {
        memory.set(`${day} ${devices}`, { counts, untilMs: now() + keptForMs });
        const oldest = memory.keys().next();
        if (memory.size > entriesMax && !oldest.done) memory.delete(oldest.value);
      }
      return counts;
    },
  };
}
