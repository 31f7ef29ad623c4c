import type { Activation, LicenseSecrets } from "@/lib/contract/entitlements";
import type { Permit } from "../http/permit";
import type { JuniperClient } from "./client";
import { answers, type EntitlementName, members, requestOf, secretsIn, type Warned } from "./contract";

/**
 * Activates an entitlement for a device (seed: "activate an Entitlement and generate a License Key"). Takes `quantity`
 * of it, 1 unless said. Key and file are sealed. When the answer is lost the quantity may be taken: look it up, never
 * activate again. Throws VendorError.
 */
export async function activateLicense(
  permit: Permit,
  juniper: JuniperClient,
  { serialNumber, of, quantity = 1 }: { serialNumber: string; of: EntitlementName; quantity?: number },
): Promise<Warned<{ activation: Activation; secrets: LicenseSecrets }>> {
  return await juniper.write(permit, {
    ...requestOf(
      juniper.identity,
      "activateLicense",
      members.activateLicense({ serialNumber, of, quantity }),
    ),
    secrets: secretsIn(of),
    answer: answers.activateLicense(serialNumber),
  });
}
