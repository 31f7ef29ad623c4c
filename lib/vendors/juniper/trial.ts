import type { Permit } from "../http/permit";
import type { ClientCertificate } from "../http/tls";
import type { JuniperClient } from "./client";
import { entitlementsListing } from "./entitlements";

/**
 * Makes one harmless call with a certificate that is not in use, counted as a person's change. Throws VendorError: `denied`
 * when the gateway turns the certificate down.
 */
export async function tryCertificate(
  permit: Permit,
  juniper: JuniperClient,
  certificate: ClientCertificate,
): Promise<void> {
  await juniper.write(permit, {
    ...entitlementsListing(juniper.identity, { pageSize: 1 }),
    trial: { certificate },
  });
}
