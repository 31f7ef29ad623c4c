/** What a page has seen of its batches so far, as far as asking again depends on it. */
export interface Pace {
  /** Milliseconds between two questions. */
  intervalMs: number;
  /** What the answer before said; a different one is news. */
  fingerprint: string;
  /** Answers in a row that brought nothing new. */
  unchanged: number;
}

/** Real issuing takes minutes. */
export const fastestMs = 15_000;
export const slowestMs = 60_000;

export const firstPace: Pace = { intervalMs: slowestMs, fingerprint: "", unchanged: 0 };

/** The pace after an answer: every 15 s while something moves, half as long again after each without news, at most 60 s. */
export function nextPace(before: Pace, answer: { fingerprint: string; moving: boolean }): Pace {
  const { fingerprint, moving } = answer;
  if (!moving) return { intervalMs: slowestMs, fingerprint, unchanged: 0 };
  const unchanged = fingerprint === before.fingerprint ? before.unchanged + 1 : 0;
  return { intervalMs: Math.min(slowestMs, fastestMs * 1.5 ** unchanged), fingerprint, unchanged };
}
