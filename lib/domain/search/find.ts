import "server-only";
import type { Permission } from "@/lib/access/permissions";
import type { SearchReading } from "@/lib/contract/search";
import { vendorShortNames } from "@/lib/contract/vendor-labels";
import type { Reading } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import { lookUps, needs, type Vendors } from "./look-ups";
import { type TakenFor, takenFor } from "./taken-for";

/**
 * Looks for a text under everything it may be, all at once. A vendor's trouble spoils only what had to be asked there.
 * @param may what the asker may see; nothing else is looked for
 */
export async function find(
  reading: Reading,
  vendors: Vendors,
  text: string,
  may: (permission: Permission) => boolean,
): Promise<SearchReading[]> {
  const readings = takenFor(text).filter(({ kind }) => may(needs[kind]));
  return Promise.all(readings.map((taken) => lookUp(reading, vendors, taken)));
}

async function lookUp(reading: Reading, vendors: Vendors, taken: TakenFor): Promise<SearchReading> {
  const { flaw, ...rest } = taken;
  if (flaw !== undefined) return { ...rest, found: [], problem: flaw };
  try {
    return { ...rest, problem: null, ...(await lookUps[taken.kind](reading, vendors, taken.value)) };
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    if (error.kind === "not_found") return { ...rest, found: [], problem: null };
    return { ...rest, found: [], problem: troubleWords(error) };
  }
}

function troubleWords({ kind, vendor }: VendorError): string {
  return kind === "not_connected"
    ? `${vendorShortNames[vendor]} is not connected, so nothing could be looked up there.`
    : `${vendorShortNames[vendor]} did not answer as it should, so nothing could be looked up there. Try again in a moment.`;
}
