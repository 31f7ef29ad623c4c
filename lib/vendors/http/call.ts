import type { VendorName } from "@/lib/contract/connections";
import type { RequestSpec } from "./call-spec";
import { type Deadline, DeadlineOver } from "./deadline";
import type { Lane } from "./lanes";
import { explainNetworkError } from "./network-error";
import { report } from "./outcome";
import { OwnTrouble } from "./own-trouble";
import type { Permit, Reading } from "./permit";
import { VendorError, type VendorErrorFields, type VendorErrorKind } from "./vendor-error";

/** Failures after which nobody knows whether a change that had been sent was carried out. */
const inDoubt: ReadonlySet<VendorErrorKind> = new Set([
  "timeout",
  "connection_lost",
  "unavailable",
  "bad_answer",
  "too_large",
]);

/** 4xx, 307 and 308 say by themselves that the request was not acted upon (RFC 9110 §15.4.8, §15.4.9, §15.5). */
function deniesActing(status: number | undefined): boolean {
  return status !== undefined && (status === 307 || status === 308 || (status >= 400 && status < 500));
}

/** A call under way: what its errors, its log line and its outcome are told from. */
export class Call {
  readonly vendor: VendorName;
  readonly lane: Lane;
  readonly requestId: string;
  /** Whether a job makes it. */
  readonly background: boolean;
  readonly askedBy: string | undefined;
  /** Asked just before the first byte is written. */
  readonly mayBegin: () => boolean;
  /** Method and path template. */
  readonly name: string;
  /** Requests that were begun to be written. */
  attempts = 0;
  /** HTTP status of the last answer. */
  status: number | undefined;
  /** Whether a byte of the current attempt may have reached the vendor. */
  sent = false;
  tokenRejected = false;
  /** Fetches a token that others may be waiting for. */
  signsIn = false;
  readonly #isTrial: boolean;
  readonly #secrets: () => readonly string[];
  readonly #startedAtMs = performance.now();

  constructor(
    vendor: VendorName,
    lane: Lane,
    asked: Reading | Permit,
    spec: RequestSpec,
    secrets: () => readonly string[],
  ) {
    this.vendor = vendor;
    this.lane = lane;
    this.requestId = asked.requestId;
    this.background = asked.background ?? false;
    this.askedBy = asked.askedBy;
    this.mayBegin = ("mayBegin" in asked ? asked.mayBegin : undefined) ?? (() => true);
    this.#secrets = secrets;
    this.#isTrial = spec.trial !== undefined;
    this.name = `${spec.method} ${spec.path}`;
  }

  /** A new attempt: nothing sent, nothing answered yet. */
  begin(): void {
    this.sent = false;
    this.status = undefined;
    this.tokenRejected = false;
  }

  failure(
    kind: VendorErrorKind,
    more: Partial<Pick<VendorErrorFields, "vendorText" | "detail" | "retryAfterMs" | "mayHaveActed">> = {},
  ): VendorError {
    const { vendor, name, requestId, status, lane, sent } = this;
    const isInDoubt = more.mayHaveActed ?? (inDoubt.has(kind) && !deniesActing(status));
    const mayHaveActed = lane === "write" && sent && isInDoubt;
    return new VendorError(
      { kind, vendor, call: name, requestId, status, ...more, mayHaveActed },
      this.#secrets(),
    );
  }

  /** Turns whatever was thrown into the call's error. A mistake of ours stays what it is, so that it surfaces. */
  explain(error: unknown, deadline: Deadline): unknown {
    if (error instanceof VendorError || error instanceof OwnTrouble) return error;
    const over = error instanceof DeadlineOver ? error : deadline.over;
    if (over !== undefined) return this.failure(over.reason);
    const network = explainNetworkError(error);
    return network === undefined ? error : this.failure(network.kind, { detail: network.detail });
  }

  /** Tells log and listeners how it ended. */
  end(error?: unknown): void {
    report({
      vendor: this.vendor,
      call: this.name,
      requestId: this.requestId,
      ok: error === undefined,
      status: this.status,
      attempts: this.attempts,
      durationMs: performance.now() - this.#startedAtMs,
      endedAt: new Date(),
      ...(this.#isTrial && { isTrial: true }),
      ...(error instanceof VendorError && { error }),
    });
  }
}
