import type { Revocation } from "@/lib/contract/entitlements";
import type { Permit } from "../http/permit";
import type { JuniperClient } from "./client";
import { answers, type EntitlementName, members, requestOf, secretsIn, type Warned } from "./contract";

/** `reason` is told to the vendor, of a longer one the first 250 characters. */
interface Reasoned {
  serialNumber: string;
  reason?: string;
}

/**
 * Gives the license of a device back (seed: "revoke the license key … from a device"). The key on the device stays
 * there until somebody removes it. Throws VendorError.
 */
export async function revokeLicense(
  permit: Permit,
  juniper: JuniperClient,
  asked: Reasoned & { of: EntitlementName; activationId?: string },
): Promise<Warned<{ revocation: Revocation }>> {
  return await juniper.write(permit, {
    ...requestOf(juniper.identity, "revoke", members.revoke({ ...asked, type: "LICENSE" })),
    secrets: secretsIn(asked.of),
    answer: answers.revoke(asked.serialNumber),
  });
}

/**
 * Has a voucher not count any more (seed: "revoke the … vouchers from a device"). A file that was handed out cannot be
 * recalled: vouchers know no revocation, only their end (RFC 8366 §5.3). Throws VendorError.
 */
export async function revokeVoucher(
  permit: Permit,
  juniper: JuniperClient,
  { ssrn, ...asked }: Reasoned & { ssrn: string; voucherId?: string },
): Promise<Warned<{ revocation: Revocation }>> {
  return await juniper.write(permit, {
    ...requestOf(juniper.identity, "revoke", members.revoke({ ...asked, of: { ssrn }, type: "VOUCHER" })),
    answer: answers.revoke(asked.serialNumber),
  });
}
