import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { CallRecord, VendorName } from "../control-contract";
import type { SandboxClock } from "./clock";
import { maskSecrets } from "./mask";

const KEPT_CALLS = 10_000;
const KEPT_BODY_BYTES = 64 * 1024;

/** Every call a vendor received, in the order of arrival; the oldest fall out after 10,000. */
export interface CallLog {
  /** Opens a record; the server fills in status, outcome and duration as they become known. */
  open(vendor: VendorName, request: IncomingMessage, body: Buffer): CallRecord;
  records(): readonly CallRecord[];
  /** Calls since the last reset, also those that fell out. */
  count(): number;
  clear(): void;
}

export function createCallLog(clock: SandboxClock): CallLog {
  let records: CallRecord[] = [];
  let count = 0;
  return {
    open(vendor, request, body) {
      count += 1;
      const record: CallRecord = {
        id: count,
        vendor,
        time: clock.now().toISOString(),
        method: request.method ?? "",
        path: request.url ?? "",
        headerNames: request.rawHeaders
          .filter((_, index) => index % 2 === 0)
          .map((name) => name.toLowerCase()),
        authorization: authorizationForm(request.headers.authorization),
        contentType: request.headers["content-type"] ?? null,
        bodyBytes: body.length,
        bodySha256: createHash("sha256").update(body).digest("hex"),
        body: readableBody(request.headers["content-type"], body),
        status: null,
        outcome: "open",
        fault: null,
        durationMs: null,
      };
      records.push(record);
      // Cut in halves, not one by one: shifting an array at each call would cost as much as the call.
      if (records.length >= 2 * KEPT_CALLS) records = records.slice(-KEPT_CALLS);
      return record;
    },
    records: () => records.slice(-KEPT_CALLS),
    count: () => count,
    clear() {
      records = [];
      count = 0;
    },
  };
}

function authorizationForm(header: string | undefined): CallRecord["authorization"] {
  if (header === undefined) return "none";
  if (/^bearer /i.test(header)) return "bearer";
  return header.includes(" ") ? "other" : "raw";
}

function readableBody(contentType: string | undefined, body: Buffer): unknown {
  if (!contentType?.startsWith("application/json") || body.length > KEPT_BODY_BYTES) return null;
  try {
    return maskSecrets(JSON.parse(body.toString("utf8")));
  } catch {
    return null;
  }
}
