import type { VendorName } from "@/lib/contract/connections";
import type { CallLane } from "@/lib/contract/juniper-access";
import { processWide } from "./process-wide";

/** Who goes first where calls are few: what people change, what they look at, what jobs do. */
export type { CallLane };

/** One request about to be made. */
export interface Attempt {
  lane: CallLane;
  /** Method and path template. */
  call: string;
  requestId: string;
  /** Who makes it necessary; undefined for the console itself. */
  askedBy?: string | undefined;
}

/** The request may go, and counts. */
export interface Turn {
  admitted: true;
  /** Later than this after it was given, its first byte must not be written any more. */
  beginWithinMs: number;
  /** Nothing was sent after all. Must not fail. */
  giveBack(): Promise<void>;
}

/** The request may not go now. */
export interface NotNow {
  admitted: false;
  retryAfterMs: number;
  /** Why, in our words. */
  detail: string;
}

/** Counts requests to a vendor that allows only so many in a time. */
export interface Admission {
  /** Asked before every request: repeats and signing in count too. What it throws is thrown to whoever wanted to call. */
  take(attempt: Attempt): Promise<Turn | NotNow>;
  /** The vendor itself says that there were too many. Must not fail. */
  tooMany(retryAfterMs: number | undefined): Promise<void>;
}

const shared = () => processWide("vendorAdmissions", () => new Map<VendorName, Admission>());

/** Has a vendor's calls counted from now on, in this process. */
export function setAdmission(vendor: VendorName, admission: Admission): void {
  shared().set(vendor, admission);
}

/**
 * Asks whatever counts a vendor's calls at the time. Where nothing does, nothing is called: the vendor would lock out
 * everybody who shares the account.
 */
export function countedBy(vendor: VendorName): Admission {
  const now = () => {
    const admission = shared().get(vendor);
    if (admission === undefined) throw new Error(`Nothing counts the calls to ${vendor} in this process.`);
    return admission;
  };
  return {
    take: async (attempt) => await now().take(attempt),
    tooMany: async (retryAfterMs) => await now().tooMany(retryAfterMs),
  };
}
