import "server-only";
import type { CheckedDevices, ClonedDevice, SuspiciousDevice } from "@/lib/contract/findings";
import { publish } from "@/lib/domain/events/publish";
import { logger } from "@/lib/log";
import type { Reading } from "@/lib/vendors/http/permit";
import type { UbloxClient } from "@/lib/vendors/ublox/client";
import { listClonedDevices, listSuspiciousDevices } from "@/lib/vendors/ublox/findings";
import { everyPage, type Shortfall } from "./every-page";
import { remember } from "./remember";
import { cloneSighting, type Sighting, suspicionSighting } from "./sighting";

/** Pages that are read while somebody waits. */
const pagesMax = 20;

export interface Reported<Item> {
  items: Item[];
  complete: boolean;
  /** Why it is not complete. */
  shortfall: Shortfall;
}

interface Named {
  rotPublicUid?: string | undefined;
  tag?: string | undefined;
  deviceProfileUid?: string | undefined;
}

/** The three ways to name devices, of which the contract lets exactly one through. */
function devicesOf({ rotPublicUid, tag, deviceProfileUid = "" }: Named): CheckedDevices {
  if (rotPublicUid !== undefined) return { rotPublicUids: [rotPublicUid] };
  return tag !== undefined ? { tagNames: [tag] } : { deviceProfileUid };
}

/** Asks the vendor which of some devices were cloned since `from`, and keeps what it reports. @throws VendorError */
export async function askForClones(
  reading: Reading,
  ublox: UbloxClient,
  { from, to, ...named }: Named & { from: string; to?: string | undefined },
): Promise<Reported<ClonedDevice>> {
  const devices = devicesOf(named);
  const period = { from, ...(to !== undefined && { to }) };
  return await ask(
    reading,
    (page) => listClonedDevices(reading, ublox, { devices, ...period, page }),
    cloneSighting,
  );
}

/** Asks the vendor which of some devices are suspicious, and keeps what it reports. @throws VendorError */
export async function askForSuspects(
  reading: Reading,
  ublox: UbloxClient,
  named: Named,
): Promise<Reported<SuspiciousDevice>> {
  const devices = devicesOf(named);
  return await ask(
    reading,
    (page) => listSuspiciousDevices(reading, ublox, { devices, page }),
    suspicionSighting,
  );
}

async function ask<Item>(
  reading: Reading,
  readPage: Parameters<typeof everyPage<Item>>[0],
  sightingOf: (item: Item) => Sighting,
): Promise<Reported<Item>> {
  const items: Item[] = [];
  const onPage = async (some: Item[]) => {
    items.push(...some);
    await rememberQuietly(some.map(sightingOf), reading);
  };
  const shortfall = await everyPage(readPage, onPage, pagesMax);
  return { items, complete: shortfall === null, shortfall };
}

/** The answer stands without our records; the next check makes up for it. */
async function rememberQuietly(sightings: readonly Sighting[], reading: Reading): Promise<void> {
  try {
    const { new: isNew, reopened } = await remember(sightings, reading);
    if (isNew + reopened > 0) await publish({ type: "findings" });
  } catch (error) {
    logger().warn({ error, requestId: reading.requestId }, "what the vendor found could not be kept");
  }
}
