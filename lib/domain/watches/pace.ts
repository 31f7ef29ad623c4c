import { createHash } from "node:crypto";

/** So many looks that bring no news are this far apart; then the next step begins. The last step never ends. */
export interface PaceStep {
  looks: number;
  /** A multiple of the step before: things at different steps are then due at the same moments. */
  everyMs: number;
}

/** The distance to the next look after so many without news. */
export function everyMsAfter(pace: readonly PaceStep[], looks: number): number {
  let before = 0;
  for (const { looks: within, everyMs } of pace) {
    before += within;
    if (looks < before) return everyMs;
  }
  return pace.at(-1)?.everyMs ?? 0;
}

/** How many looks without news a thing of this age has had, if it was looked at from its beginning. */
export function looksWithin(pace: readonly PaceStep[], ageMs: number): number {
  let [restMs, looks] = [ageMs, 0];
  for (const { looks: within, everyMs } of pace) {
    const here = Math.min(within, Math.floor(Math.max(0, restMs) / everyMs));
    looks += here;
    if (here < within) return looks;
    restMs -= within * everyMs;
  }
  return looks;
}

/**
 * When the next look is due: on a beat that all things of a group share, so that one call can serve them all, half to
 * one and a half steps away. Each group has a beat of its own, by chance, so that groups do not come together.
 */
export function nextLookAt(pace: readonly PaceStep[], group: string, looks: number, nowMs: number): Date {
  const everyMs = everyMsAfter(pace, looks);
  const offsetMs = chanceOf(group) % (pace.at(-1)?.everyMs ?? 1);
  return new Date(Math.ceil((nowMs + everyMs / 2 - offsetMs) / everyMs) * everyMs + offsetMs);
}

function chanceOf(group: string): number {
  return createHash("sha256").update(group).digest().readUInt32BE();
}
