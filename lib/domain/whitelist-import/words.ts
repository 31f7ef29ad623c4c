import { Refusal } from "@/lib/contract/problem";
import { vendorLabels } from "@/lib/contract/vendor-labels";
import { VendorError } from "@/lib/vendors/http/vendor-error";

/** What every stop has in common: the rest is not lost. */
const sendAgain = "Press send again to go on with what was not accepted.";

export const shutDown = `The console was shut down before everything was sent. ${sendAgain}`;
export const abandoned = `The console stopped in the middle of sending. ${sendAgain}`;

export function noLongerActive(name: string): string {
  return `${name}, who started it, is not active any more. Somebody else can press send to go on.`;
}

/** Why a chunk was not accepted, for the people who look at the import. */
export function whyNotAccepted(error: unknown): string {
  if (error instanceof VendorError) return `${vendorWords(error)} ${sendAgain}`;
  if (error instanceof Refusal) return `${error.words.detail} ${error.words.next}`;
  return `The console met an error of its own; it has been logged. ${sendAgain}`;
}

function vendorWords({ vendor, kind, vendorText, mayHaveActed }: VendorError): string {
  const name = vendorLabels[vendor];
  if (mayHaveActed) {
    return (
      `The answer of ${name} was lost, so these rows may or may not have been carried out. Nothing is sent twice by ` +
      "itself; sending them again does no harm, because adding or removing a RoT UID twice is the same as once."
    );
  }
  switch (kind) {
    case "refused":
    case "not_found":
      return vendorText ? `${name} refused: “${vendorText}”.` : `${name} refused without saying why.`;
    case "denied":
      return `${name} refused the credentials that this console is configured with.`;
    case "busy":
      return `${name} answers that it is asked too often.`;
    case "not_connected":
      return `${name} is not connected.`;
    default:
      return `${name} did not answer.`;
  }
}
