import "server-only";
import { NotYet, type RowOutcome } from "@/lib/domain/jobs/kind";
import type { Reading } from "@/lib/vendors/http/permit";
import type { JuniperClient } from "@/lib/vendors/juniper/client";
import { underwayMs } from "./limits";
import { settleByListing, wordsOf } from "./look-up";
import { tellOf } from "./outcome";
import { ageMsOf, findRow, type LicenseRow, rowsOf } from "./records";

type Found = RowOutcome | "not_done";

/**
 * What became of an activation whose answer a job has lost, with at most one call.
 * @throws NotYet while it may still be on its way; VendorError
 */
export async function lookUpActivation(
  reading: Reading,
  juniper: JuniperClient,
  { ssrn, serialNumber }: { ssrn: string; serialNumber: string },
): Promise<Found> {
  const [row] = await rowsOf({ ssrn, serialNumber }, ["activating", "activation_in_doubt", "active"]);
  // It was never written down, so it was never sent; or it was looked up meanwhile and nothing was found.
  if (row === undefined) return "not_done";
  if (row.state === "active") return { state: "done" };
  return await settled(reading, juniper, row, "done");
}

/** The same for a release. @throws as `lookUpActivation` */
export async function lookUpRelease(
  reading: Reading,
  juniper: JuniperClient,
  licenseId: string,
): Promise<Found> {
  const row = await findRow(licenseId);
  if (row === undefined || row.state === "active") return "not_done";
  if (row.state === "released") return { state: "done" };
  return await settled(reading, juniper, row, "not_done");
}

/** @param ifActive what it means for the row when the vendor lists it as active */
async function settled(
  reading: Reading,
  juniper: JuniperClient,
  row: LicenseRow,
  ifActive: "done" | "not_done",
): Promise<Found> {
  const ageMs = await ageMsOf(row);
  const { found } = await settleByListing(reading, juniper, row, ageMs);
  const words = wordsOf(row, found);
  if (found.found === "not_yet") throw new NotYet(words, Math.max(1_000, underwayMs - ageMs));
  if (found.found === "nothing") return { state: "unknown", words };
  await tellOf({ background: true });
  const isDone = (found.found === "active") === (ifActive === "done");
  return isDone ? { state: "done", words } : "not_done";
}
