import type { VendorWarnings } from "@/lib/contract/entitlements";
import type { VendorError } from "@/lib/vendors/http/vendor-error";

/**
 * Faults about who asks and how: application, account, user, credentials, form of the request (codes of Juniper's sibling
 * APIs; nobody publishes those of licensing).
 */
const aboutTheCaller = /^(?:735|75[1345]|771|9\d\d)$/;

const coded = /(?:^|; )([A-Z]{0,6}-?\d{3,4}): /g;

/**
 * The faults for which the service refused an activation code or an SSRN, with its own words; undefined where something
 * else was refused, or the service has not said what: the gateway in front of it names no codes.
 */
export function faultsAboutTheName({ kind, status, vendorText }: VendorError): VendorWarnings | undefined {
  if (kind !== "refused" && kind !== "not_found") return undefined;
  // Under these two the service itself answers.
  if ((status !== 200 && status !== 400) || vendorText === undefined) return undefined;
  const starts = [...vendorText.matchAll(coded)];
  const faults = starts.map((start, index) => ({
    code: start[1] ?? "",
    words: vendorText.slice(start.index + start[0].length, starts[index + 1]?.index),
  }));
  return faults.length === 0 || faults.some(({ code }) => aboutTheCaller.test(code)) ? undefined : faults;
}
