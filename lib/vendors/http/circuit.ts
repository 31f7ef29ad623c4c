import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from "cockatiel";
import { OwnTrouble } from "./own-trouble";
import { VendorError } from "./vendor-error";

/** Trouble on the vendor's side, not an answer we dislike: only this counts against it. */
function isTrouble(error: unknown): boolean {
  return (
    error instanceof VendorError &&
    (error.kind === "unavailable" || error.kind === "timeout" || error.kind === "connection_lost")
  );
}

/** Given up, or kept back by ourselves: the vendor was not heard. */
function showsNothing(error: unknown): boolean {
  if (error instanceof OwnTrouble) return true;
  if (!(error instanceof VendorError)) return false;
  return error.kind === "aborted" || (error.kind === "busy" && error.status === undefined);
}

/**
 * Leaves a vendor alone for a while after several calls in a row have met trouble, then lets a single call try.
 * Any answer, a refusal too, proves that the vendor is there.
 */
export class Circuit {
  readonly #openMs: number;
  readonly #policy;
  #openedAtMs = 0;

  constructor(threshold: number, openMs: number) {
    this.#openMs = openMs;
    this.#policy = circuitBreaker(
      // A trial that reached nobody has shown nothing, so the vendor stays left alone.
      handleWhen((error) => isTrouble(error) || (showsNothing(error) && this.state === "trying")),
      { halfOpenAfter: openMs, breaker: new ConsecutiveBreaker(threshold) },
    );
    this.#policy.onBreak(() => {
      this.#openedAtMs = Date.now();
    });
  }

  get state(): "closed" | "open" | "trying" {
    if (this.#policy.state === CircuitState.Closed) return "closed";
    return this.#policy.state === CircuitState.HalfOpen ? "trying" : "open";
  }

  /**
   * Runs a call and learns from how it ends. While the vendor is left alone, throws what `refuse` makes instead,
   * given the milliseconds until a call is let through.
   */
  async run<T>(call: () => Promise<T>, refuse: (waitMs: number) => VendorError): Promise<T> {
    const waitMs = this.#waitMs();
    if (waitMs > 0) throw refuse(waitMs);
    const outcome = await this.#policy.execute(async () => {
      try {
        return { value: await call() };
      } catch (error) {
        if (isTrouble(error) || showsNothing(error)) throw error;
        return { error };
      }
    });
    if ("error" in outcome) throw outcome.error;
    return outcome.value;
  }

  /** Milliseconds until a call is let through; a guess while another call is trying. */
  #waitMs(): number {
    if (this.state === "closed") return 0;
    if (this.state === "trying") return 1_000;
    return Math.max(0, this.#openedAtMs + this.#openMs - Date.now());
  }
}
