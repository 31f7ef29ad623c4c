import type { VendorName } from "@/lib/contract/connections";
import { presentable } from "./redact";

/**
 * What went wrong between us and a vendor, in eleven words that all rooms share.
 *
 * - `not_connected`: no address or credentials are configured.
 * - `refused`: the vendor understood and said no (400, 409, …).
 * - `denied`: our credentials or rights were not accepted (401, 403, failed sign-in).
 * - `not_found`: the vendor knows no such thing.
 * - `busy`: too many requests (429); `retryAfterMs` says when to come back.
 * - `unavailable`: the vendor is in trouble (5xx), cannot be reached, or was given a rest after repeated trouble.
 * - `timeout`: no complete answer within the deadline.
 * - `connection_lost`: the connection broke after it had been made.
 * - `bad_answer`: something came back that is not what the vendor's documents promise.
 * - `too_large`: more came back than we are willing to hold.
 * - `aborted`: the asker left before the answer came.
 */
export type VendorErrorKind =
  | "not_connected"
  | "refused"
  | "denied"
  | "not_found"
  | "busy"
  | "unavailable"
  | "timeout"
  | "connection_lost"
  | "bad_answer"
  | "too_large"
  | "aborted";

export interface VendorErrorFields {
  kind: VendorErrorKind;
  vendor: VendorName;
  /** Method and path template, such as "POST /tag/get": no identifiers, no query. */
  call: string;
  requestId: string;
  /** Whether the vendor may have carried the change out although no good answer came. False for every read. */
  mayHaveActed: boolean;
  /** HTTP status, where there was an answer. */
  status?: number;
  /** What the vendor said. */
  vendorText?: string;
  /** What we found, in our words: "connection refused", "the answer is not JSON". Never contains foreign text. */
  detail?: string;
  /** Milliseconds after which the same call may work. */
  retryAfterMs?: number;
}

const words: Record<VendorErrorKind, string> = {
  not_connected: "This vendor is not connected",
  refused: "the vendor refused",
  denied: "the vendor did not accept our credentials or rights",
  not_found: "the vendor knows no such thing",
  busy: "the vendor asks for fewer requests",
  unavailable: "the vendor is unavailable",
  timeout: "no complete answer in time",
  connection_lost: "the connection was lost",
  bad_answer: "the answer is not what the vendor documents",
  too_large: "the answer is too large",
  aborted: "stopped because the asker left",
};

const brand = Symbol.for("muniment.VendorError");

/**
 * The one error that leaves the vendor rooms. Foreign text in it was redacted when it was made. `instanceof` goes by a
 * mark and not by the class, because the bundler may load this module more than once while the clients are shared.
 */
export class VendorError extends Error implements VendorErrorFields {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && brand in value;
  }

  override readonly name = "VendorError";
  readonly [brand] = true;
  readonly kind: VendorErrorKind;
  readonly vendor: VendorName;
  readonly call: string;
  readonly requestId: string;
  readonly mayHaveActed: boolean;
  readonly status?: number;
  readonly vendorText?: string;
  readonly detail?: string;
  readonly retryAfterMs?: number;

  /** `secrets`: exact values that must not survive in the vendor's text. They are not kept. */
  constructor(fields: VendorErrorFields, secrets: readonly string[] = []) {
    const vendorText = fields.vendorText === undefined ? undefined : presentable(fields.vendorText, secrets);
    const status = fields.status === undefined ? "" : ` (status ${fields.status})`;
    const because = [fields.detail, vendorText].filter((part) => part !== undefined).join("; ");
    const what = `${words[fields.kind]}${status}${because ? `: ${because}` : ""}`;
    super(fields.kind === "not_connected" ? what : `${fields.vendor} ${fields.call}: ${what}`);
    this.kind = fields.kind;
    this.vendor = fields.vendor;
    this.call = fields.call;
    this.requestId = fields.requestId;
    this.mayHaveActed = fields.mayHaveActed;
    this.status = fields.status;
    this.vendorText = vendorText;
    this.detail = fields.detail;
    this.retryAfterMs = fields.retryAfterMs;
  }

  /** The same failure told to another request: several requests wait for one sign-in. */
  forRequest(requestId: string, retryAfterMs = this.retryAfterMs): VendorError {
    return new VendorError({ ...this.toJSON(), requestId, retryAfterMs });
  }

  /** Everything worth logging or storing; absent members are left out. */
  toJSON(): VendorErrorFields {
    const { kind, vendor, call, requestId, mayHaveActed, status, vendorText, detail, retryAfterMs } = this;
    return {
      kind,
      vendor,
      call,
      requestId,
      mayHaveActed,
      ...(status !== undefined && { status }),
      ...(vendorText !== undefined && { vendorText }),
      ...(detail !== undefined && { detail }),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    };
  }
}

/**
 * The error of a vendor that has no address or credentials; `variables` are what to set. Raised before any request
 * exists, hence without a request id.
 */
export function notConnected(vendor: VendorName, variables: readonly string[]): VendorError {
  const detail = `set ${variables.join(", ")}`;
  return new VendorError({
    kind: "not_connected",
    vendor,
    call: "any call",
    requestId: "",
    mayHaveActed: false,
    detail,
  });
}
