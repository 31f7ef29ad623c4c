import type { Voucher } from "@/lib/contract/entitlements";
import type { Permit } from "../http/permit";
import type { JuniperClient } from "./client";
import { answers, members, requestOf, type VoucherSecrets, type Warned } from "./contract";

/**
 * Has a voucher issued for a device (RFC 8366; seed: "generate a voucher"). `expiresAt` must not lie behind the
 * certificate's notAfter, which is the caller's to check; the certificate is the base64 of its DER form. The file is
 * sealed. Throws VendorError.
 */
export async function issueVoucher(
  permit: Permit,
  juniper: JuniperClient,
  asked: { serialNumber: string; ssrn: string; expiresAt: string; pinnedDomainCertBase64: string },
): Promise<Warned<{ voucher: Voucher; secrets: VoucherSecrets }>> {
  return await juniper.write(permit, {
    ...requestOf(juniper.identity, "issueVoucher", members.issueVoucher(asked)),
    answer: answers.issueVoucher(asked.serialNumber),
  });
}
