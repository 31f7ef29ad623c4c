import "server-only";
import { Refusal } from "@/lib/contract/problem";
import { VendorError } from "@/lib/vendors/http/vendor-error";

const namesSubscription = /subscri/i;

/**
 * A vendor's no to what needs its certificate management subscription, in words that say so: the document shows nothing
 * but "Not Authorized." for it. Any other error as it is.
 * @param what what needs it: "Revocation lists need"
 * @param credentialsWork whether the vendor has just answered another call with the same credentials
 */
export function inSubscriptionWords(error: unknown, what: string, credentialsWork: boolean): unknown {
  if (!(error instanceof VendorError) || error.mayHaveActed) return error;
  const said = error.vendorText ?? "";
  if (error.kind !== "denied" && !(error.kind === "refused" && namesSubscription.test(said))) return error;
  return new Refusal("vendor_refused", {
    detail: `${what} the subscription “Device Certificate Management” of your u-blox account.${said === "" ? "" : ` u-blox says: ${said}`}`,
    next:
      credentialsWork || error.kind === "refused"
        ? "Whoever keeps the contract with u-blox activates it there. Everything else works without it."
        : "Whoever keeps the contract with u-blox activates it there. If it is active, an administrator checks the credentials under Connections.",
  });
}
