import "server-only";
import { inArray } from "drizzle-orm";
import { licenses } from "@/drizzle/schema/juniper";
import { Refusal } from "@/lib/contract/problem";
import type { Reading } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import type { JuniperClient } from "@/lib/vendors/juniper/client";
import { findListed } from "./begin-release";
import { type KnownLicense, knownLicenses } from "./records";
import { aboutOurs, isLive } from "./row-rules";
import { isSeenId, seenActivationOf } from "./seen-id";

/** What is known of a license that somebody wants to release: what people call it, and what stands against it. */
export interface Releasable {
  name: string;
  skip?: string;
}

const noSuchLicense = "There is no such license, or not any more.";

/** Which of these licenses can be released, by id. Throws VendorError when the vendor's listing is needed and cannot be had. */
export async function releasable(
  reading: Reading,
  juniper: JuniperClient,
  licenseIds: readonly string[],
): Promise<ReadonlyMap<string, Releasable>> {
  const rows = await knownLicenses(inArray(licenses.id, [...licenseIds]));
  const ours = new Map(rows.map((row) => [row.id, row]));
  const found = new Map<string, Releasable>();
  for (const licenseId of licenseIds) {
    const row = ours.get(licenseId);
    // One that was activated elsewhere may have been activated anew since it was released here.
    const isOurs = row !== undefined && !(isSeenId(licenseId) && row.state === "released");
    found.set(licenseId, isOurs ? judged(row) : await judgedListed(reading, juniper, licenseId));
  }
  return found;
}

function judged(row: KnownLicense): Releasable {
  const name = nameOf(row);
  switch (row.state) {
    case "active":
      return { name };
    case "released":
      return { name, skip: "It is released already." };
    case "not_activated":
      return { name, skip: "It was not activated: there is nothing to release." };
    default:
      return { name, skip: aboutOurs(row) };
  }
}

async function judgedListed(
  reading: Reading,
  juniper: JuniperClient,
  licenseId: string,
): Promise<Releasable> {
  const seen = seenActivationOf(licenseId);
  if (seen === undefined) return { name: licenseId, skip: noSuchLicense };
  try {
    const { entitlement, activation } = await findListed(reading, juniper, licenseId);
    const name = nameOf({ ...entitlement, ...activation });
    return isLive(activation) ? { name } : { name, skip: "Juniper lists it as released already." };
  } catch (error) {
    const saidNo = error instanceof VendorError && ["refused", "not_found"].includes(error.kind);
    if (!saidNo && !(error instanceof Refusal)) throw error;
    return { name: seen.serialNumber, skip: "Juniper does not list it any more." };
  }
}

function nameOf({ serialNumber, productSku }: { serialNumber: string; productSku: string | null }): string {
  return productSku === null ? serialNumber : `${serialNumber}, ${productSku}`;
}
