import type { VendorName } from "@/lib/contract/connections";
import { processWide } from "./process-wide";
import type { VendorError, VendorErrorKind } from "./vendor-error";

/** How one call to a vendor ended: told to listeners and to the log, without a body, a header or an identifier. */
export interface VendorOutcome {
  vendor: VendorName;
  /** Method and path template, such as "GET /api/v1/batches/{batchId}". */
  call: string;
  requestId: string;
  ok: boolean;
  /** HTTP status of the last answer; absent when none came. */
  status?: number;
  /** Requests sent, repeats included. */
  attempts: number;
  durationMs: number;
  endedAt: Date;
  /** Made with credentials that are not in use: it shows nothing about the connection. */
  isTrial?: boolean;
  error?: VendorError;
}

/** The part of pino that is used here. */
export interface VendorLog {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
}

interface Shared {
  listeners: Set<(outcome: VendorOutcome) => void>;
  log: VendorLog | undefined;
}

const shared = () => processWide<Shared>("vendorOutcomes", () => ({ listeners: new Set(), log: undefined }));

/** Hears how every call to every vendor ends. Returns what stops it. A listener must not throw. */
export function onOutcome(listener: (outcome: VendorOutcome) => void): () => void {
  shared().listeners.add(listener);
  return () => shared().listeners.delete(listener);
}

/** Sets where vendor calls are logged; nothing is logged before. */
export function setVendorLog(log: VendorLog | undefined): void {
  shared().log = log;
}

/** Kinds of failure that are everyday answers and not trouble worth a warning. */
const everyday: ReadonlySet<VendorErrorKind> = new Set(["refused", "not_found", "aborted"]);

/** Tells log and listeners. */
export function report(outcome: VendorOutcome): void {
  const { listeners, log } = shared();
  const { vendor, call, requestId, status, attempts, durationMs, error } = outcome;
  const level = error === undefined || everyday.has(error.kind) ? "info" : "warn";
  log?.[level](
    {
      vendor,
      call,
      requestId,
      status,
      attempts,
      durationMs: Math.round(durationMs),
      ...(error && { kind: error.kind, mayHaveActed: error.mayHaveActed, detail: error.detail }),
    },
    error === undefined ? "vendor call" : "vendor call failed",
  );
  for (const listener of listeners) listener(outcome);
}
