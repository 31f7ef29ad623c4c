import type { Reading } from "../http/permit";
import type { JuniperClient } from "./client";
import type { JuniperIdentity } from "./config";
import {
  answers,
  type EntitlementAndCode,
  type EntitlementName,
  members,
  requestOf,
  secretsIn,
  type Warned,
} from "./contract";

/** Largest page that is asked for (proposed contract). */
export const pageSizeMax = 200;

/**
 * Whether an activation code or an SSRN stands for an entitlement, and for which (seed: "validate an entitlement"). An
 * unknown one is refused by the vendor. Throws VendorError.
 */
export async function validateEntitlement(
  reading: Reading,
  juniper: JuniperClient,
  name: EntitlementName,
): Promise<Warned<{ valid: boolean; entitlement: EntitlementAndCode | null }>> {
  return await juniper.read(reading, {
    ...requestOf(juniper.identity, "validateEntitlement", members.validateEntitlement(name)),
    secrets: secretsIn(name),
    answer: answers.validateEntitlement,
  });
}

interface Page {
  customerId?: string;
  groupId?: string;
  type?: string;
  pageSize?: number;
  pageToken?: string;
}

/** The call that lists them, also to try credentials with. */
export function entitlementsListing(identity: JuniperIdentity, asked: Page) {
  const { customerId, groupId } = identity;
  return {
    ...requestOf(
      identity,
      "listEntitlements",
      members.listEntitlements({ customerId, groupId, pageSize: pageSizeMax, ...asked }),
    ),
    answer: answers.listEntitlements,
  };
}

/**
 * One page of a customer's entitlements in a group (seed: "query for associated license/voucher entitlements"), of the
 * configured ones unless said. The next page is asked for by `nextPageToken`, null behind the last. Throws VendorError.
 */
export async function listEntitlements(
  reading: Reading,
  juniper: JuniperClient,
  asked: Page = {},
): Promise<Warned<{ items: EntitlementAndCode[]; totalCount: number | null; nextPageToken: string | null }>> {
  return await juniper.read(reading, entitlementsListing(juniper.identity, asked));
}
