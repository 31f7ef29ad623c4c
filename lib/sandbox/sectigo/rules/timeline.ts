import type { BatchOutcome, SandboxSettings } from "../../control-contract";
import { SECOND_MS } from "../../kit/clock";
import type { Phase } from "../state";

export const PENDING = "Pending";
export const READY = "Ready for Download";

/** How long a batch says "ready" before it can be downloaded, when it is late. */
const LATE_BY_MS = 20 * SECOND_MS;

export function phase(atMs: number, status: string, more: Partial<Phase> = {}): Phase {
  return { atMs, status, active: false, downloadable: false, rejectReason: null, ...more };
}

export function pendingFrom(atMs: number): Phase {
  return phase(atMs, PENDING, { active: true });
}

export function readyFrom(atMs: number): Phase {
  return phase(atMs, READY, { downloadable: true });
}

/** 20 to 60 s, spread over the batch numbers so that not all are ready at once. */
export function delayMsOf(batchId: number, settings: SandboxSettings["sectigo"]): number {
  return settings.batchDelayMs ?? (20 + ((batchId * 17) % 41)) * SECOND_MS;
}

/**
 * What becomes of a new batch: first pending, after the delay what the outcome says, or broken when
 * its own content does not let it be issued.
 */
export function timeline(
  createdAtMs: number,
  delayMs: number,
  outcome: BatchOutcome,
  breaksBecause?: string,
): Phase[] {
  const doneAtMs = createdAtMs + delayMs;
  if (breaksBecause !== undefined) {
    return [pendingFrom(createdAtMs), phase(doneAtMs, "BROKEN", { rejectReason: breaksBecause })];
  }
  const ends: Record<BatchOutcome, Phase[]> = {
    ready: [readyFrom(doneAtMs)],
    // The status speaks first; `downloadable` is what counts [seed, "Get detailed batch information"].
    ready_late: [phase(doneAtMs, READY), readyFrom(doneAtMs + LATE_BY_MS)],
    failed: [phase(doneAtMs, "Failed", { rejectReason: "The issuing service refused the batch" })],
    issued_partly: [phase(doneAtMs, "Batch Issued Partly", { downloadable: true })],
  };
  return [pendingFrom(createdAtMs), ...ends[outcome]];
}
