import "server-only";
import { sql } from "drizzle-orm";
import { db } from "@/lib/db/connection";
import { newId } from "@/lib/db/ids";
import { publish } from "@/lib/domain/events/publish";
import type { Reading } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import type { UbloxClient } from "@/lib/vendors/ublox/client";
import { listDeviceProfiles } from "@/lib/vendors/ublox/device-profiles";
import { listClonedDevices, listSuspiciousDevices } from "@/lib/vendors/ublox/findings";
import { alone } from "./check-lock";
import { checkWords, type Tally } from "./check-words";
import { everyPage, type Shortfall } from "./every-page";
import { keepLastCheck } from "./last-check";
import { remember } from "./remember";
import { cloneSighting, type Sighting, suspicionSighting } from "./sighting";

/** Before the service began: clones are asked for since ever. The vendor's document states no limit. */
export const clonesSince = "2015-01-01T00:00:00Z";

/** What the vendor calls devices whose profile was not sealed; its list of profiles need not name them. */
const unattributed = "UNATTRIBUTED DEVICE PROFILE";

const profilePagesMax = 50;
const findingPagesMax = 500;
/** A check ends before the next one of the schedule would have to wait for it. */
const longestMs = 50 * 60_000;

/**
 * Asks the vendor about the devices of every device profile, keeps what it reports, and then how far it came. One
 * process does so at a time; it lasts as long as the vendor takes, so no request waits for it.
 * @param client is asked for when the check begins: the vendor may not be connected
 * @param signal ends it early
 * @returns "busy" when another process is at it
 * @throws when the database is away
 */
export async function checkAllProfiles(
  client: () => UbloxClient,
  signal: AbortSignal = new AbortController().signal,
): Promise<"done" | "busy"> {
  const outcome = await alone(async () => {
    await publish({ type: "findings" });
    const [now] = await db().execute<{ at: string }>(sql`select now()::text as at`);
    const startedAt = new Date(now?.at ?? Date.now());
    const reading = {
      requestId: newId("req"),
      signal: AbortSignal.any([signal, AbortSignal.timeout(longestMs)]),
      background: true,
    };
    const tally = await walk(reading, client);
    await keepLastCheck({ startedAt, ...checkWords(tally) });
    return "done" as const;
  });
  // Only now: pages that hear of it ask whether a check is under way.
  if (outcome === "done") await publish({ type: "findings" });
  return outcome;
}

async function walk(reading: Reading, client: () => UbloxClient): Promise<Tally> {
  const tally: Tally = {
    profiles: 0,
    checked: 0,
    clones: 0,
    suspects: 0,
    new: 0,
    reopened: 0,
    shortfalls: [],
    refused: 0,
    brokenOff: null,
  };
  try {
    const ublox = client();
    const profiles = await allProfiles(reading, ublox, tally);
    tally.profiles = profiles.length;
    for (const deviceProfileUid of profiles) {
      try {
        await checkProfile(reading, ublox, deviceProfileUid, tally);
        tally.checked += 1;
      } catch (error) {
        if (!(error instanceof VendorError) || isTrouble(error)) throw error;
        tally.refused += 1;
      }
    }
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    tally.brokenOff = error.kind;
  }
  return tally;
}

/** Trouble that the next profile would meet too. */
function isTrouble({ kind }: VendorError): boolean {
  return !["refused", "not_found", "bad_answer", "too_large"].includes(kind);
}

async function allProfiles(reading: Reading, ublox: UbloxClient, tally: Tally): Promise<string[]> {
  const uids = new Set<string>();
  const shortfall = await everyPage(
    (page) => listDeviceProfiles(reading, ublox, { page }),
    async (profiles) => {
      for (const { deviceProfileUid } of profiles) uids.add(deviceProfileUid);
    },
    profilePagesMax,
  );
  note(tally, shortfall, "device profiles");
  return [...uids.add(unattributed)];
}

async function checkProfile(
  reading: Reading,
  ublox: UbloxClient,
  deviceProfileUid: string,
  tally: Tally,
): Promise<void> {
  const devices = { deviceProfileUid };
  /** The answer need not repeat which profile was asked about. */
  const ofProfile = (sighting: Sighting): Sighting => ({
    ...sighting,
    deviceProfileUid: sighting.deviceProfileUid ?? deviceProfileUid,
  });
  const keep = async (sightings: Sighting[]) => {
    const remembered = await remember(sightings.map(ofProfile), reading);
    tally.new += remembered.new;
    tally.reopened += remembered.reopened;
    if (remembered.new + remembered.reopened > 0) await publish({ type: "findings" });
    return remembered.found;
  };
  const shortOfClones = await everyPage(
    (page) => listClonedDevices(reading, ublox, { devices, from: clonesSince, page }),
    async (items) => {
      tally.clones += await keep(items.map(cloneSighting));
    },
    findingPagesMax,
  );
  note(tally, shortOfClones, "clones");
  const shortOfSuspects = await everyPage(
    (page) => listSuspiciousDevices(reading, ublox, { devices, page }),
    async (items) => {
      tally.suspects += await keep(items.map(suspicionSighting));
    },
    findingPagesMax,
  );
  note(tally, shortOfSuspects, "suspicious devices");
}

function note(tally: Tally, shortfall: Shortfall, of: string): void {
  if (shortfall !== null) tally.shortfalls.push({ of, words: shortfall });
}
