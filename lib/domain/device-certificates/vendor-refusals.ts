import { Refusal } from "@/lib/contract/problem";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import { inSubscriptionWords } from "../root-cas/subscription";

// The document says on what the vendor refuses to act on certificates, but not in which words or with which status.

const subscription = /subscri/i;
const quota = /quota/i;

/** What is missing: the account's subscription, or what is left of a device's quota. */
export function missingIn(error: VendorError): "subscription" | "quota" | undefined {
  if (error.mayHaveActed || !["refused", "denied"].includes(error.kind)) return undefined;
  const text = error.vendorText ?? "";
  if (subscription.test(text)) return "subscription";
  return quota.test(text) ? "quota" : undefined;
}

/**
 * The vendor's no to an act on certificates, explained; any other error as it is. What the devices carry has just been
 * read with the same credentials, so these are good.
 */
export function explained(error: unknown): unknown {
  if (!(error instanceof VendorError) || missingIn(error) !== "quota") {
    return inSubscriptionWords(error, "Acts on device certificates need", true);
  }
  return new Refusal("vendor_refused", {
    detail:
      "Each device has a quota of acts on its certificate, which is part of the subscription “Device Certificate " +
      `Management”. For one of these devices it is used up. u-blox says: ${error.vendorText}`,
    next: "Leave that device out, or ask u-blox for more. Nothing was changed.",
  });
}

/**
 * The same for a job, in the kinds that say what follows: without the subscription every row would be refused alike, so
 * the job waits for a person ("denied"); a quota is one device's, which is looked for among the others ("refused").
 */
export function forJob(error: unknown): unknown {
  if (!(error instanceof VendorError)) return error;
  const missing = missingIn(error);
  if (missing === undefined) return error;
  return new VendorError({ ...error.toJSON(), kind: missing === "subscription" ? "denied" : "refused" });
}
