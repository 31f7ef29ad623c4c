import "server-only";
import type { RootCaHolders } from "@/lib/contract/root-cas";
import type { Reading } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import { readBootstrapProvisioning } from "@/lib/vendors/ublox/bootstrap-provisioning";
import type { UbloxClient } from "@/lib/vendors/ublox/client";
import { listDeviceProfiles } from "@/lib/vendors/ublox/device-profiles";
import { listUids, readDeviceInfo } from "@/lib/vendors/ublox/devices";
import { listRootCaDevices } from "@/lib/vendors/ublox/root-cas";

/** So many devices are named. */
const namedMax = 100;
/** Two calls each. */
const devicePagesMax = 10;
/** One call each. */
const profilesMax = 50;
/** Leaves half of the connections to others. */
const callsAtOnce = 4;

/**
 * What keeps a root CA from being deleted (u-blox seed, ztp/rootca/delete): devices that have it in their desired or
 * current properties, and device profiles that it is linked to. Devices with a certificate of it are listed by the vendor
 * and all counted; the others show only in their own properties, so the first thousand devices are asked about, and the
 * first fifty profiles. `lookedAt` tells how far that went. Throws VendorError.
 */
export async function findHolders(
  reading: Reading,
  ublox: UbloxClient,
  { caName }: { caName: string },
): Promise<RootCaHolders> {
  const [devices, profiles] = await Promise.all([
    devicesHolding(reading, ublox, caName),
    profilesHolding(reading, ublox, caName),
  ]);
  return {
    devices: devices.named,
    deviceCount: devices.count,
    deviceProfiles: profiles.holding,
    lookedAt: {
      devices: devices.lookedAt,
      devicesOf: devices.lookedAtOf,
      deviceProfiles: profiles.lookedAt,
      deviceProfilesOf: profiles.lookedAtOf,
    },
  };
}

async function devicesHolding(reading: Reading, ublox: UbloxClient, caName: string) {
  const { items, page } = await listRootCaDevices(reading, ublox, { caName, page: 1 });
  const holding = new Set(items.map(({ rotPublicUid }) => rotPublicUid));
  // All that could be named are; more would only change the count, which could then not be exact.
  if (holding.size >= namedMax) {
    const named = [...holding].slice(0, namedMax);
    return { named, count: Math.max(page.total, holding.size), lookedAt: 0, lookedAtOf: 0 };
  }
  const { lookedAt, lookedAtOf } = await addWhoseProperties(reading, ublox, caName, holding);
  return { named: [...holding].slice(0, namedMax), count: holding.size, lookedAt, lookedAtOf };
}

/** Adds the devices that have the CA in their properties. */
async function addWhoseProperties(
  reading: Reading,
  ublox: UbloxClient,
  caName: string,
  holding: Set<string>,
): Promise<{ lookedAt: number; lookedAtOf: number }> {
  let lookedAt = 0;
  for (let number = 1; ; number += 1) {
    const { items: uids, page } = await listUids(reading, ublox, { page: number });
    const told = await readDeviceInfo(reading, ublox, { rotPublicUids: uids }, ["PROVISIONING"]);
    for (const { rotPublicUid, desired, current } of told) {
      const wanted = [desired?.zerotouch?.caName, current?.zerotouch?.caName];
      if (wanted.includes(caName)) holding.add(rotPublicUid);
    }
    lookedAt += uids.length;
    // Pages may be told to go on for ever.
    const isLast = uids.length === 0 || number * page.size >= page.total || number === devicePagesMax;
    if (isLast) return { lookedAt, lookedAtOf: Math.max(page.total, lookedAt) };
  }
}

async function profilesHolding(reading: Reading, ublox: UbloxClient, caName: string) {
  const { items, page } = await listDeviceProfiles(reading, ublox, { page: 1 });
  const looked = items.slice(0, profilesMax);
  const holding: RootCaHolders["deviceProfiles"] = [];
  for (let at = 0; at < looked.length; at += callsAtOnce) {
    const some = looked.slice(at, at + callsAtOnce);
    const linked = await Promise.all(
      some.map(({ deviceProfileUid }) => linkedRootCa(reading, ublox, deviceProfileUid)),
    );
    for (const [index, { deviceProfileUid, profileName }] of some.entries()) {
      if (linked[index] === caName) {
        holding.push({ deviceProfileUid, profileName: profileName ?? deviceProfileUid });
      }
    }
  }
  return { holding, lookedAt: looked.length, lookedAtOf: Math.max(page.total, items.length) };
}

/** The root CA that a profile gives its devices. A profile without settings may be answered by a no. */
async function linkedRootCa(
  reading: Reading,
  ublox: UbloxClient,
  deviceProfileUid: string,
): Promise<string | null> {
  try {
    const { settings } = await readBootstrapProvisioning(reading, ublox, { deviceProfileUid });
    return settings.rootCaName;
  } catch (error) {
    if (error instanceof VendorError && (error.kind === "refused" || error.kind === "not_found")) return null;
    throw error;
  }
}
