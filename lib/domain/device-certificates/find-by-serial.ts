import "server-only";
import type { Reading } from "@/lib/vendors/http/permit";
import type { UbloxClient } from "@/lib/vendors/ublox/client";
import { repeatedPage } from "@/lib/vendors/ublox/failures";
import { sameCertificateSerial } from "@/lib/vendors/ublox/identifiers";
import { walkPages } from "@/lib/vendors/ublox/pages";
import { listRootCaDevices } from "@/lib/vendors/ublox/root-cas";

/**
 * Whose certificates of a root CA have these serial numbers: RoT UID by serial number as asked, those that the CA does
 * not list left out. The vendor cannot be asked by serial number, so its list is read until all are found.
 * @throws VendorError
 */
export async function findBySerial(
  reading: Reading,
  ublox: UbloxClient,
  { caName, serialNumbers }: { caName: string; serialNumbers: readonly string[] },
): Promise<Map<string, string>> {
  const missing = new Set(serialNumbers);
  const found = new Map<string, string>();
  const stuck = repeatedPage(reading, "POST /ztp/rootca/device/get");
  const devices = walkPages((page) => listRootCaDevices(reading, ublox, { caName, page }), stuck);
  for await (const { rotPublicUid, serialNumber } of devices) {
    for (const asked of missing) {
      if (serialNumber === null || !sameCertificateSerial(asked, serialNumber)) continue;
      found.set(asked, rotPublicUid);
      missing.delete(asked);
    }
    if (missing.size === 0) break;
  }
  return found;
}
