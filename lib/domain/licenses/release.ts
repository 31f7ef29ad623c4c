import "server-only";
import { sql } from "drizzle-orm";
import type { Revocation, VendorWarnings } from "@/lib/contract/entitlements";
import type { License } from "@/lib/contract/licenses";
import { Refusal } from "@/lib/contract/problem";
import { db } from "@/lib/db/connection";
import { publish } from "@/lib/domain/events/publish";
import { storableText } from "@/lib/domain/vendor-hooks/storable";
import { logger } from "@/lib/log";
import type { Note } from "@/lib/operations/perform";
import type { Permit } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import type { JuniperClient } from "@/lib/vendors/juniper/client";
import { revokeLicense } from "@/lib/vendors/juniper/revocations";
import { beginRelease } from "./begin-release";
import { readingOf } from "./find-entitlement";
import { quietly, tellOf } from "./outcome";
import { alone, changeRow, knownOf, type LicenseRow, notReleased, removeUnsent } from "./records";
import { released } from "./secrets";
import { isSeenId } from "./seen-id";
import { toLicense } from "./view";

/**
 * Gives the license of a device back. Its key and file stay sealed here until it is released, and are erased then.
 * @throws Refusal `not_found`, `conflict` when there is nothing to release, `outcome_unknown` when it was released and
 * that could not be written down; VendorError, with `mayHaveActed` when the answer was lost: the release is then in doubt
 */
export async function releaseLicense(
  permit: Permit,
  juniper: JuniperClient,
  note: Note,
  asked: { licenseId: string; reason: string },
): Promise<{ license: License; warnings: VendorWarnings }> {
  const row = await beginRelease(permit, readingOf(permit), juniper, asked);
  const { serialNumber, ssrn, activationId } = row;
  note({ serialNumber, ssrn, activationId });
  let answer: Awaited<ReturnType<typeof revokeLicense>>;
  try {
    if (ssrn === null) throw new Error("a license without its SSRN cannot be released");
    answer = await revokeLicense(permit, juniper, {
      serialNumber,
      of: { ssrn },
      ...(activationId !== null && { activationId }),
      reason: asked.reason,
    });
  } catch (error) {
    await quietly("what became of a release", () => noteFailure(permit, row, error));
    throw error;
  }
  const { revocation, warnings } = answer;
  note({ revocationId: revocation.revocationId, quantityReturned: revocation.quantityReturned });
  const done = await keep(row, revocation);
  await tellOf(permit);
  return { license: toLicense(knownOf(done), new Date()), warnings };
}

/** Nobody knows what came of it, or it certainly is as it was. */
async function noteFailure(permit: Permit, row: LicenseRow, error: unknown): Promise<void> {
  if (!(error instanceof VendorError) || error.mayHaveActed) {
    await changeRow(db(), row, ["releasing"], { state: "release_in_doubt" });
    return await tellOf(permit);
  }
  // The listing goes on showing one that was activated elsewhere.
  if (isSeenId(row.id)) await removeUnsent(row);
  else await changeRow(db(), row, ["releasing"], { state: "active", ...notReleased });
  await publish({ type: "licenses" });
}

async function keep(
  row: LicenseRow,
  { revokedAt, quantityReturned, status }: Revocation,
): Promise<LicenseRow> {
  try {
    const done = await alone(row, (tx) =>
      changeRow(tx, row, ["releasing", "release_in_doubt", "active", "released"], {
        ...released,
        releasedAt: revokedAt === null ? sql`now()` : new Date(revokedAt),
        quantityReturned,
        status: status && storableText(status),
      }),
    );
    if (done === undefined) throw new Error("the row of a release is gone");
    return done;
  } catch (error) {
    logger().error({ error, licenseId: row.id }, "a release could not be written down");
    throw new Refusal("outcome_unknown", {
      detail: "Juniper released it, and that could not be written down here.",
      next: "Look it up under Activations in a few minutes.",
    });
  }
}
