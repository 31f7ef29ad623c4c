/** Thrown inside the vendor core when time is up or the asker left; never leaves it. */
export class DeadlineOver extends Error {
  override readonly name = "DeadlineOver";
  readonly reason: "timeout" | "aborted";

  constructor(reason: "timeout" | "aborted") {
    super(reason);
    this.reason = reason;
  }
}

/**
 * One total time for everything a call does: waiting for a token, for a connection, the answer's headers and body,
 * pauses between attempts. Ends early when the asker's signal aborts.
 */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #endsAtMs: number;
  readonly #asker: AbortSignal | undefined;
  readonly #onAbort = () => this.#controller.abort(new DeadlineOver("aborted"));

  constructor(durationMs: number, asker?: AbortSignal) {
    this.#endsAtMs = performance.now() + durationMs;
    this.#timer = setTimeout(() => this.#controller.abort(new DeadlineOver("timeout")), durationMs);
    this.#asker = asker;
    if (asker?.aborted) this.#onAbort();
    else asker?.addEventListener("abort", this.#onAbort, { once: true });
  }

  /** Aborts with a DeadlineOver as its reason. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Why the call is over, or undefined while it is not. */
  get over(): DeadlineOver | undefined {
    const { aborted, reason } = this.#controller.signal;
    if (!aborted) return undefined;
    return reason instanceof DeadlineOver ? reason : new DeadlineOver("aborted");
  }

  remainingMs(): number {
    return Math.max(0, this.#endsAtMs - performance.now());
  }

  /** Settles like the promise, or throws DeadlineOver as soon as the deadline is over, whatever the promise does. */
  async race<T>(promise: Promise<T>): Promise<T> {
    promise.catch(() => {});
    if (this.over) throw this.over;
    const { promise: ended, reject } = Promise.withResolvers<never>();
    const onOver = () => reject(this.over);
    this.signal.addEventListener("abort", onOver, { once: true });
    try {
      return await Promise.race([promise, ended]);
    } finally {
      this.signal.removeEventListener("abort", onOver);
    }
  }

  /** Stops the clock but keeps following the asker: an answer is being streamed for as long as it flows. */
  stopClock(): void {
    clearTimeout(this.#timer);
  }

  /** Releases timer and listener. */
  end(): void {
    clearTimeout(this.#timer);
    this.#asker?.removeEventListener("abort", this.#onAbort);
  }
}
