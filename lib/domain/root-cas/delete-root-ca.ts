import "server-only";
import { Refusal } from "@/lib/contract/problem";
import type { Permit } from "@/lib/vendors/http/permit";
import type { UbloxClient } from "@/lib/vendors/ublox/client";
import type { Done } from "@/lib/vendors/ublox/done";
import { deleteRootCa } from "@/lib/vendors/ublox/root-cas";
import { holderWords } from "./holder-words";
import { findHolders } from "./holders";

/**
 * Deletes a root CA that nothing holds. Holders are looked for before the vendor is asked, because its own refusal names
 * none of them; whatever is not found here, the vendor still refuses. Throws Refusal `conflict` naming what holds it, and
 * VendorError.
 */
export async function deleteUnheld(
  permit: Permit,
  ublox: UbloxClient,
  { caName }: { caName: string },
): Promise<Done> {
  const { requestId } = permit;
  const held = holderWords(await findHolders({ requestId }, ublox, { caName }));
  if (held !== undefined) {
    throw new Refusal("conflict", {
      detail: held,
      next:
        "Move these devices to another root CA or remove their certificates, wait for their next heartbeat, choose " +
        "another root CA for the profiles, and delete it then. Nothing was sent to u-blox.",
    });
  }
  return await deleteRootCa(permit, ublox, { caName });
}
