import "server-only";
import type { Entitlement, ListedActivation } from "@/lib/contract/entitlements";
import type { License } from "@/lib/contract/licenses";
import { type KnownLicense, stateOf } from "./records";
import { isLive } from "./row-rules";
import { isSeenId, seenIdOf } from "./seen-id";
import { licenseStandingOf } from "./standing";

/** An activation with the entitlement that lists it. */
export interface Listed {
  entitlement: Entitlement;
  activation: ListedActivation;
}

const textOf = (instant: Date | null) => instant?.toISOString() ?? null;

/** A license of ours for people; what the vendor lists of it fills what is not known here. */
export function toLicense(row: KnownLicense, now: Date, listed?: Listed): License {
  const { entitlement, activation } = listed ?? {};
  const fromVendor = isSeenId(row.id);
  // Somebody has given it back elsewhere.
  const gone = row.state === "active" && activation !== undefined && !isLive(activation);
  const state = gone ? "released" : stateOf(row);
  const endsAt = textOf(row.endsAt) ?? entitlement?.endsAt ?? null;
  return {
    licenseId: row.id,
    source: fromVendor ? "vendor" : "muniment",
    serialNumber: row.serialNumber,
    entitlementId: row.entitlementId ?? entitlement?.entitlementId ?? null,
    ssrn: row.ssrn ?? entitlement?.ssrn ?? null,
    productSku: row.productSku ?? entitlement?.productSku ?? null,
    productDescription: row.productDescription ?? entitlement?.productDescription ?? null,
    customerId: row.customerId,
    groupId: row.groupId,
    activationId: row.activationId ?? activation?.activationId ?? null,
    vendorLicenseId: row.vendorLicenseId,
    // The vendor's listing does not say how many one took.
    quantity: fromVendor ? null : row.quantity,
    state,
    standing: licenseStandingOf({ state, endsAt }, now),
    activatedAt: textOf(row.activatedAt) ?? activation?.activatedAt ?? null,
    activatedBy: fromVendor ? null : row.askedBy,
    startsAt: textOf(row.startsAt) ?? entitlement?.startsAt ?? null,
    endsAt,
    status: activation?.status ?? row.status,
    hasKey: row.hasKey,
    fileName: row.hasFile ? row.fileName : null,
    releasedAt: textOf(row.releasedAt),
    releaseReason: row.releaseReason,
    quantityReturned: row.quantityReturned,
  };
}

/** A license that only the vendor's listing knows. */
export function seenLicense(
  { entitlement, activation }: Listed,
  group: { customerId: string; groupId: string },
  now: Date,
): License {
  const { entitlementId, ssrn, productSku, productDescription, startsAt, endsAt } = entitlement;
  const { activationId, serialNumber, activatedAt, status } = activation;
  const state = isLive(activation) ? "active" : "released";
  return {
    licenseId: seenIdOf({ ...group, entitlementId, activationId, serialNumber }),
    source: "vendor",
    serialNumber,
    entitlementId,
    ssrn,
    productSku,
    productDescription,
    ...group,
    activationId,
    vendorLicenseId: null,
    quantity: null,
    state,
    standing: licenseStandingOf({ state, endsAt }, now),
    activatedAt,
    activatedBy: null,
    startsAt,
    endsAt,
    status,
    hasKey: false,
    fileName: null,
    releasedAt: null,
    releaseReason: null,
    quantityReturned: null,
  };
}
