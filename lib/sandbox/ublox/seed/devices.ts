import { DAY_MS, MINUTE_MS, SECOND_MS } from "../../kit/clock";
import { type Random, randomFrom } from "../../kit/random";
import { luhnCheckDigit } from "../rules/identifiers";
import {
  type Device,
  type DeviceCertificate,
  type DeviceProfile,
  type Feature,
  type Properties,
  type RootCa,
  UNATTRIBUTED,
} from "../state";
import { profileSeeds } from "./profiles";

/**
 * UIDs that programs get wrong: the seed's samples, one of digits only beyond 2^53, and two that
 * read as a number in scientific notation.
 */
const awkwardUids = [
  "0002000089280087",
  "135700008928c093",
  "0000200456789544",
  "0002000089282245",
  "9754321098765433",
  "00020000892e0087",
  "1357000089e28093",
];

const typeNumbers = ["SARA-R410M-03B-00", "SARA-R510S-01B-00", "LARA-R6001D-00B-00"];

const noProperties: Properties = { features: [], heartbeat: null, rootCa: null };

/** Share of devices that came without being listed, of those never sealed, and of each property story. */
const UNLISTED_SHARE = 0.06;
const UNSEALED_SHARE = 0.03;
const PENDING_SHARE = 0.12;
const OVERDUE_SHARE = 0.05;
const NOTHING_ASKED_SHARE = 0.03;

export function seedDevices(
  nowMs: number,
  count: number,
  profiles: ReadonlyMap<string, DeviceProfile>,
  rootCas: ReadonlyMap<string, RootCa>,
): Map<string, Device> {
  const random = randomFrom("u-blox devices");
  // A deck of profiles in which each lies as often as its share: drawing is then one step.
  const deck = profileSeeds.flatMap(({ uid, share }) => Array<string>(share).fill(uid));
  const devices = new Map<string, Device>();
  for (let index = 0; index < count; index += 1) {
    const profile = profiles.get(random.pick(deck));
    if (!profile) throw new Error("a device was dealt a profile that is not seeded");
    const device = seedDevice(random, index, nowMs, profile, rootCas);
    devices.set(device.rotPublicUid, device);
  }
  return devices;
}

/** Uids differ in their last 8 digits: an odd multiplier permutes the 32-bit numbers. */
function rotPublicUid(index: number): string {
  const low = (Math.imul(index + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, "0");
  return `${index % 5 === 4 ? "13570000" : "00020000"}${low}`;
}

function seedDevice(
  random: Random,
  index: number,
  nowMs: number,
  profile: DeviceProfile,
  rootCas: ReadonlyMap<string, RootCa>,
): Device {
  const imeiBody = `86261858${String(398_436 + index)}`;
  const imei = `${imeiBody}${luhnCheckDigit(imeiBody)}`;
  const unsealed = random.chance(UNSEALED_SHARE);
  const unlisted = !profile.ignoresWhitelist && random.chance(UNLISTED_SHARE);
  const oldestMs = Math.min(900 * DAY_MS, nowMs - profile.createdAtMs);
  const bootstrappedAtMs = nowMs - random.between(1, Math.floor(oldestMs / MINUTE_MS)) * MINUTE_MS;
  const identity = {
    rotPublicUid: awkwardUids[index] ?? rotPublicUid(index),
    imei,
    moduleSerialNumber: String(235_435 + index),
    rotVersion: random.chance(0.3) ? "2" : "1",
    version: String(random.between(10, 14)),
    typeNumber: random.pick(typeNumbers),
    bootstrappedAtMs,
  };
  if (unsealed || unlisted) {
    return {
      ...identity,
      state: "ALLOCATED",
      // A device that never named its profile was not checked against that profile's whitelist.
      blacklisted: !unsealed,
      deviceProfileUid: unsealed ? UNATTRIBUTED : profile.uid,
      deviceSerialNumber: unsealed ? "" : serialNumber(index, profile, imei),
      lastSeenAtMs: random.between(bootstrappedAtMs, nowMs),
      desired: noProperties,
      current: noProperties,
      certificate: null,
    };
  }
  const story = propertyStory(random, nowMs, bootstrappedAtMs, profile);
  const rootCa = story.current.rootCa && rootCas.get(story.current.rootCa.name);
  return {
    ...identity,
    state: "ACTIVATED",
    blacklisted: false,
    deviceProfileUid: profile.uid,
    deviceSerialNumber: serialNumber(index, profile, imei),
    ...story,
    certificate: rootCa ? seedCertificate(random, nowMs, bootstrappedAtMs, rootCa) : null,
  };
}

/** At most 16 characters, usually the IMEI. Two devices share one: what "suspicious" devices do. */
function serialNumber(index: number, profile: DeviceProfile, imei: string): string {
  if (index === 40 || index === 41) return "DUPLICATE-000001";
  if (index % 3 !== 0) return imei;
  return `${profile.name.replace(/[^A-Z]/g, "")}-${String(100_000_000 + index)}`;
}

/** What is asked for and what the device has confirmed: equal, not yet taken over, or long overdue. */
function propertyStory(
  random: Random,
  nowMs: number,
  bootstrappedAtMs: number,
  profile: DeviceProfile,
): Pick<Device, "lastSeenAtMs" | "desired" | "current"> {
  const intervalMs = profile.heartbeatSeconds * SECOND_MS;
  const roll = random.next();
  const overdue = roll < OVERDUE_SHARE;
  const pending = !overdue && roll < OVERDUE_SHARE + PENDING_SHARE;
  const silentMs = intervalMs * (overdue ? 2 + 6 * random.next() : 0.95 * random.next());
  const lastSeenAtMs = Math.max(bootstrappedAtMs, Math.floor(nowMs - silentMs));
  const currentAtMs = random.between(bootstrappedAtMs, lastSeenAtMs);
  const current = profileProperties(profile, currentAtMs);
  if (!overdue && !pending) {
    const nothingAsked = roll > 1 - NOTHING_ASKED_SHARE;
    const askedAtMs = Math.max(bootstrappedAtMs, currentAtMs - random.integer(intervalMs));
    const desired = nothingAsked ? noProperties : profileProperties(profile, askedAtMs);
    return { lastSeenAtMs, desired, current };
  }
  // Asked for soon after the last contact, so an overdue change has waited longer than a heartbeat.
  const askedAtMs = Math.floor(lastSeenAtMs + (nowMs - lastSeenAtMs) * (overdue ? 0.1 : 0.7));
  return { lastSeenAtMs, desired: changed(random, current, askedAtMs), current };
}

function profileProperties(profile: DeviceProfile, changedAtMs: number): Properties {
  const features: Feature[] = profile.features.map((name) => ({ name, state: "ENABLED", changedAtMs }));
  return {
    features,
    heartbeat: { seconds: profile.heartbeatSeconds, changedAtMs },
    rootCa: profile.rootCaName === null ? null : { name: profile.rootCaName, changedAtMs },
  };
}

function changed(random: Random, current: Properties, changedAtMs: number): Properties {
  if (random.chance(0.5) && current.heartbeat) {
    return { ...current, heartbeat: { seconds: current.heartbeat.seconds / 2, changedAtMs } };
  }
  return {
    ...current,
    features: current.features.map((feature, index) =>
      index === 0 ? { ...feature, state: "DISABLED", changedAtMs } : feature,
    ),
  };
}

/** Validity counts from the heartbeat that installed it and never outlives its authority [seed]. */
function seedCertificate(
  random: Random,
  nowMs: number,
  bootstrappedAtMs: number,
  rootCa: RootCa,
): DeviceCertificate | null {
  if (random.chance(0.08)) return null;
  const issuedAtMs = Math.max(
    bootstrappedAtMs,
    nowMs - random.integer(Math.ceil(rootCa.deviceValidityDays * 1.04)) * DAY_MS,
  );
  const rootEndsAtMs = rootCa.createdAtMs + rootCa.validityDays * DAY_MS;
  const expiresAtMs = Math.min(issuedAtMs + rootCa.deviceValidityDays * DAY_MS, rootEndsAtMs);
  return {
    rootCaName: rootCa.name,
    serialNumber: random.hex(32).replace(/^0+/, ""),
    validityDays: Math.floor((expiresAtMs - issuedAtMs) / DAY_MS),
    expiresAtMs,
  };
}
