import "server-only";
import { inArray, sql } from "drizzle-orm";
import { licenses } from "@/drizzle/schema/juniper";
import { notFound, Refusal } from "@/lib/contract/problem";
import { readGroup } from "@/lib/domain/entitlements/group";
import { storable } from "@/lib/domain/vendor-hooks/storable";
import type { Permit, Reading } from "@/lib/vendors/http/permit";
import type { JuniperClient } from "@/lib/vendors/juniper/client";
import { alone, askerOf, changeRow, findRow, type LicenseRow, openStates, rowsOf } from "./records";
import { aboutOurs, isLive, isSameDevice } from "./row-rules";
import { isSeenId, seenActivationOf } from "./seen-id";
import type { Listed } from "./view";

/**
 * The activation that an id of the vendor's listing stands for, as it is known without asking again.
 * @throws Refusal `not_found`; VendorError
 */
export async function findListed(
  reading: Reading,
  juniper: JuniperClient,
  licenseId: string,
): Promise<Listed> {
  const seen = seenActivationOf(licenseId);
  if (seen === undefined) throw notFound("This license");
  const { customerId, groupId, entitlementId, activationId, serialNumber } = seen;
  const { entitlements } = await readGroup(reading, juniper, { customerId, groupId });
  const entitlement = entitlements.find((one) => one.entitlementId === entitlementId);
  const all = (entitlement?.activations ?? []).filter(
    (one) => one.activationId === activationId && isSameDevice(one, serialNumber),
  );
  const activation = all.find(isLive) ?? all.at(-1);
  if (entitlement === undefined || activation === undefined) throw notFound("This license");
  return { entitlement, activation };
}

/**
 * Writes a release down before it is sent. One that was activated elsewhere gets a row of its own under the id of the
 * listing.
 * @throws Refusal `not_found`, or `conflict` when there is nothing to release; VendorError
 */
export async function beginRelease(
  permit: Permit,
  reading: Reading,
  juniper: JuniperClient,
  { licenseId, reason }: { licenseId: string; reason: string },
): Promise<LicenseRow> {
  const by = await askerOf(permit);
  const row = await findRow(licenseId);
  if (row !== undefined && !(isSeenId(licenseId) && row.state === "released")) {
    return await beginWithOurs(row, by.askedBy, reason);
  }
  const listed = await findListed(reading, juniper, licenseId);
  if (!isLive(listed.activation)) throw notActive("Juniper lists it as released already.");
  return await beginWithListed(permit, licenseId, listed, by, reason);
}

async function beginWithOurs(
  row: LicenseRow,
  releasedBy: string,
  releaseReason: string,
): Promise<LicenseRow> {
  return await alone(row, async (tx) => {
    const [open] = await rowsOf(row, openStates, tx);
    if (open !== undefined) throw inTheWay(open);
    const begun = await changeRow(tx, row, ["active"], {
      state: "releasing",
      releaseAskedAt: sql`now()`,
      releasedBy,
      releaseReason,
    });
    if (begun !== undefined) return begun;
    const now = await findRow(row.id, tx);
    throw now?.state === "released"
      ? notActive("It is released already.")
      : notActive("It was not activated: there is nothing to release.");
  });
}

async function beginWithListed(
  { requestId }: Permit,
  id: string,
  { entitlement, activation }: Listed,
  by: { askedBy: string; jobId: string | null },
  releaseReason: string,
): Promise<LicenseRow> {
  const { ssrn, entitlementId, productSku, productDescription } = entitlement;
  const { customerId, groupId } = seenActivationOf(id) ?? {};
  if (ssrn === null) {
    throw notActive("Juniper does not say its SSRN, without which it cannot be released from here.");
  }
  const { serialNumber, activationId, status } = activation;
  const instant = (text: string | null) => (text === null ? null : new Date(text));
  const columns = {
    ...storable({ serialNumber, ssrn, entitlementId, productSku, productDescription, activationId, status }),
    customerId: customerId ?? null,
    groupId: groupId ?? null,
    state: "releasing",
    // The listing does not say how many it took.
    quantity: 0,
    activatedAt: instant(activation.activatedAt),
    startsAt: instant(entitlement.startsAt),
    endsAt: instant(entitlement.endsAt),
    ...by,
    requestId,
    releaseAskedAt: sql`now()`,
    releasedBy: by.askedBy,
    releaseReason,
    releasedAt: null,
    quantityReturned: null,
  };
  return await alone({ ssrn, serialNumber }, async (tx) => {
    const [open] = await rowsOf({ ssrn, serialNumber }, openStates, tx);
    if (open !== undefined) throw inTheWay(open);
    const [row] = await tx
      .insert(licenses)
      .values({ id, ...columns })
      .onConflictDoUpdate({
        target: licenses.id,
        set: { ...columns, askedAt: sql`now()` },
        setWhere: inArray(licenses.state, ["released"]),
      })
      .returning();
    if (row === undefined) throw notActive("It is being released already.");
    return row;
  });
}

function inTheWay(row: LicenseRow): Refusal {
  return new Refusal("conflict", {
    detail: aboutOurs(row),
    next: "Open it under Activations. Nothing was sent, and nothing is sent a second time while it is open.",
  });
}

function notActive(detail: string): Refusal {
  return new Refusal("conflict", { detail, next: "Read the list anew. Nothing was sent." });
}
