/** The time all vendors of one sandbox go by. */
export interface SandboxClock {
  nowMs(): number;
  now(): Date;
  /** How far the clock is ahead of real time. */
  offsetMs(): number;
  /** Puts the clock forward; tokens expire and batches become ready accordingly. */
  advance(byMs: number): void;
  /** Calls back each time the clock was put forward. @returns what ends it */
  onAdvance(listener: () => void): () => void;
  /** Back to real time. */
  reset(): void;
}

/** @param realNowMs where real time comes from, in epoch milliseconds; tests pass a fixed one. */
export function createClock(realNowMs: () => number = Date.now): SandboxClock {
  let offsetMs = 0;
  const listeners = new Set<() => void>();
  const nowMs = () => realNowMs() + offsetMs;
  return {
    nowMs,
    now: () => new Date(nowMs()),
    offsetMs: () => offsetMs,
    advance(byMs) {
      offsetMs += byMs;
      for (const listener of listeners) listener();
    },
    onAdvance(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reset() {
      offsetMs = 0;
    },
  };
}

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
