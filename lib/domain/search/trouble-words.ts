import { vendorShortNames } from "@/lib/contract/vendor-labels";
import type { VendorError } from "@/lib/vendors/http/vendor-error";

/** Why nothing can be said of what had to be asked there, in whole sentences. */
export function troubleWords({ kind, vendor }: VendorError): string {
  return kind === "not_connected"
    ? `${vendorShortNames[vendor]} is not connected, so nothing could be looked up there.`
    : `${vendorShortNames[vendor]} did not answer as it should, so nothing could be looked up there. Try again in a moment.`;
}
