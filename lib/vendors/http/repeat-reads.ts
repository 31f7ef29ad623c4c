import { DelegateBackoff, handleWhen, type IRetryBackoffContext, retry } from "cockatiel";
import type { Deadline } from "./deadline";
import type { VendorLimits } from "./limits";
import { VendorError } from "./vendor-error";

/**
 * Whether the same read may work in a moment: the connection was lost or could not be made, the vendor asks for fewer
 * requests, or its own gateway says so (502, 503, 504). A plain 500 repeats itself, and a timeout has used up the time.
 */
function isPassing(error: VendorError): boolean {
  if (error.kind === "connection_lost" || error.kind === "busy") return true;
  return (
    error.kind === "unavailable" && (error.status === undefined || [502, 503, 504].includes(error.status))
  );
}

const timerSlackMs = 5;

/**
 * Runs a read and repeats it while its trouble is passing and the wait fits the deadline. A Retry-After is obeyed;
 * one that does not fit fails at once, so that the asker learns when to come back.
 */
export async function repeatRead<T>(
  read: () => Promise<T>,
  deadline: Deadline,
  limits: Pick<VendorLimits, "readRepeats" | "repeatPauseMs">,
): Promise<T> {
  const fits = (waitMs: number) => waitMs < deadline.remainingMs();
  const policy = retry(
    handleWhen(
      (error) =>
        error instanceof VendorError && isPassing(error) && fits(error.retryAfterMs ?? limits.repeatPauseMs),
    ),
    {
      maxAttempts: limits.readRepeats,
      backoff: new DelegateBackoff(({ attempt, result }: IRetryBackoffContext<unknown>) => {
        // Jitter only ever adds, and timers may fire a moment early: a vendor that named a time is not asked before it.
        const spread = 1 + Math.random() / 2;
        const named =
          "error" in result && result.error instanceof VendorError ? result.error.retryAfterMs : undefined;
        return named === undefined
          ? limits.repeatPauseMs * 2 ** (attempt - 1) * spread
          : named + timerSlackMs + limits.repeatPauseMs * (spread - 1);
      }),
    },
  );
  return await deadline.race(policy.execute(read, deadline.signal));
}
