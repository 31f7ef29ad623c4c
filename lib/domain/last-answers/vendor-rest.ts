import { processWide } from "@/lib/vendors/http/process-wide";
import type { VendorError } from "@/lib/vendors/http/vendor-error";

interface Failure {
  error: VendorError;
  atMs: number;
  restMs: number;
}

const firstRestMs = 15_000;
const longestRestMs = 5 * 60_000;
const failuresMax = 500;

const failures = processWide("sharedAnswersFailures", () => new Map<string, Failure>());

/** Whether the vendor was asked at all: our own count of calls refuses without a status, and costs none. */
const wasAsked = ({ kind, status }: VendorError) =>
  !(kind === "busy" && status === undefined) && kind !== "not_connected" && kind !== "aborted";

/**
 * Failed calls cost as much of the hour's budget as good ones: after one the same thing is not asked for again for a
 * while, longer each time.
 * @param hasCost whether calls were made before it failed: an answer of many calls that ran out of them in the middle
 *   would otherwise take each new call for its beginning
 */
export function noteFailure(key: string, error: VendorError, hasCost = false, nowMs = Date.now()): void {
  if (!hasCost && !wasAsked(error)) return;
  const before = failures.get(key);
  const restMs = before === undefined ? firstRestMs : Math.min(longestRestMs, before.restMs * 2);
  failures.delete(key);
  failures.set(key, { error, atMs: nowMs, restMs });
  const oldest = failures.keys().next();
  if (failures.size > failuresMax && !oldest.done) failures.delete(oldest.value);
}

export function noteSuccess(key: string): void {
  failures.delete(key);
}

/** The failure for which it is not asked for now. @param restMsMax somebody is not content with more */
export function restingBecause(
  key: string,
  restMsMax = longestRestMs,
  nowMs = Date.now(),
): VendorError | undefined {
  const failure = failures.get(key);
  if (failure === undefined) return undefined;
  const { error, atMs, restMs } = failure;
  const passedMs = nowMs - atMs;
  if (passedMs >= Math.min(restMs, restMsMax)) return undefined;
  const { requestId, retryAfterMs } = error;
  // What was to be waited for then is partly over.
  return retryAfterMs === undefined
    ? error
    : error.forRequest(requestId, Math.max(1, retryAfterMs - passedMs));
}

/** For tests: the vendor is asked again at once. */
export function forgetFailures(): void {
  failures.clear();
}
