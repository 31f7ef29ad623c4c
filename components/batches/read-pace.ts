import { type Batch, isMoving } from "@/lib/contract/batches";

// How often pages ask our own server. It asks Sectigo for all of them together, as often as its watches find right.

/** While something moves and the server does not tell of changes. */
export const untoldEveryMs = 15_000;
/** Otherwise: in case that something was missed. */
export const restEveryMs = 60_000;
/** So long after a look is due, what it has seen is there to be read. */
const lookTakesMs = 3_000;

/** Milliseconds until a page reads a batch again: after the next look of its watch. */
export function readAgainInMs(batch: Batch | undefined, movingEveryMs: number, nowMs: number): number {
  if (batch === undefined || !isMoving(batch)) return restEveryMs;
  const lookInMs = batch.nextLookAt === undefined ? 0 : Date.parse(batch.nextLookAt) - nowMs;
  // Nobody watches it, or the look is late.
  if (lookInMs <= 0) return movingEveryMs;
  return Math.min(lookInMs + lookTakesMs, restEveryMs);
}

/** When news of a batch may come next: at the next look of its watch, else when the page asks again. */
export function nextNewsAtMs(batch: Batch | undefined, movingEveryMs: number, heardAtMs: number): number {
  if (batch?.nextLookAt !== undefined && isMoving(batch)) return Date.parse(batch.nextLookAt);
  return heardAtMs + readAgainInMs(batch, movingEveryMs, heardAtMs);
}
