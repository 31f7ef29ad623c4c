import { processWide } from "@/lib/vendors/http/process-wide";

interface Kept {
  answer: Promise<unknown>;
  untilMs: number;
}

const entriesMax = 200;
const kept = processWide("deviceEventReads", () => new Map<string, Kept>());

/**
 * Asks the vendor at most once in a while for the same thing, however many look at it: events come in by the second, and
 * each has every open list read anew. What could not be read, or is not good, is asked for again.
 */
export function remember<Value>(
  key: string,
  forMs: number,
  ask: () => Promise<Value>,
  isGood: (answer: Value) => boolean = () => true,
): Promise<Value> {
  const now = Date.now();
  const found = kept.get(key);
  // One key stands for one kind of answer.
  if (found !== undefined && found.untilMs > now) return found.answer as Promise<Value>;
  const answer = ask();
  kept.delete(key);
  kept.set(key, { answer, untilMs: now + forMs });
  const forget = () => {
    if (kept.get(key)?.answer === answer) kept.delete(key);
  };
  answer.then((value) => isGood(value) || forget(), forget);
  const oldest = kept.keys().next();
  if (kept.size > entriesMax && !oldest.done) kept.delete(oldest.value);
  return answer;
}
