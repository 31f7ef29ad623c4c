import "server-only";
import type { Permission } from "@/lib/access/permissions";
import type { SearchReading } from "@/lib/contract/search";
import type { Reading } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import { lookUps, needs, type Vendors } from "./look-ups";
import { type TakenFor, takenFor } from "./taken-for";
import { troubleWords } from "./trouble-words";

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
  const answers = await Promise.all(readings.map((taken) => lookUp(reading, vendors, taken)));
  return answers.filter((answer) => answer !== undefined);
}

async function lookUp(
  reading: Reading,
  vendors: Vendors,
  taken: TakenFor,
): Promise<SearchReading | undefined> {
  const { flaw, ...rest } = taken;
  if (flaw !== undefined) return { ...rest, found: [], problem: flaw };
  try {
    const answer = await lookUps[taken.kind](reading, vendors, taken.value);
    return answer && { ...rest, problem: null, ...answer };
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    if (error.kind === "not_found") return { ...rest, found: [], problem: null };
    return { ...rest, found: [], problem: troubleWords(error) };
  }
}
