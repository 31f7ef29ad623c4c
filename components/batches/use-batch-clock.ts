"use client";

import { useEffect, useState } from "react";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import type { Batch } from "@/lib/contract/batches";
import { isMoving } from "./batch-state";
import { firstPace, nextPace } from "./poll-pace";

/** What the clock needs of a read. */
interface Answers {
  dataUpdatedAt: number;
  errorUpdatedAt: number;
}

const fingerprintOf = (batches: readonly Batch[]) =>
  batches
    .map(({ batchId, vendorStatus, downloadable }) => `${batchId} ${vendorStatus} ${downloadable}`)
    .join("\n");

/**
 * The clock of a page with batches: fast while one of them moves, slower while nothing changes. `page` names the
 * remembered Pause. The page reads with `clock.refetchInterval` and tells each answer to `useBatchPace`.
 */
export function useBatchClock(page: string) {
  const [pace, setPace] = useState(firstPace);
  return { clock: usePollClock(page, pace.intervalMs), setPace };
}

/** Has the clock follow the answers. An answer that failed is one without news. Returns when the next is due. */
export function useBatchPace(
  { clock, setPace }: ReturnType<typeof useBatchClock>,
  batches: readonly Batch[] | undefined,
  { dataUpdatedAt, errorUpdatedAt }: Answers,
): number {
  const heardAtMs = Math.max(dataUpdatedAt, errorUpdatedAt);
  // biome-ignore lint/correctness/useExhaustiveDependencies: one step for each answer, not for each rendering
  useEffect(() => {
    if (batches === undefined || heardAtMs === 0) return;
    const answer = { fingerprint: fingerprintOf(batches), moving: batches.some(isMoving) };
    setPace((before) => nextPace(before, answer));
  }, [heardAtMs]);
  return heardAtMs + clock.intervalMs;
}
