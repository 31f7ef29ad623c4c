import { DAY_MS, MINUTE_MS, SECOND_MS } from "../../kit/clock";
import { type Random, randomFrom } from "../../kit/random";
import { imeiOf, permutedUid } from "../rules/identifiers";
import { DEFAULT_HEARTBEAT_SECONDS } from "../rules/provisioning";
import { type Device, type DevicePast, noProperties, type Properties, UNATTRIBUTED } from "../state";
import { type ProfileSeed, profileSeeds, propertiesOfProfile } from "./profiles";

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

/** Share of devices that came without being listed, of those never sealed, and of each property story. */
const UNLISTED_SHARE = 0.06;
const UNSEALED_SHARE = 0.03;
const PENDING_SHARE = 0.12;
const OVERDUE_SHARE = 0.05;
const NOTHING_ASKED_SHARE = 0.03;

/** Without certificates: `seedCertificates` gives those. */
export function seedDevices(nowMs: number, count: number): Map<string, Device> {
  const random = randomFrom("u-blox devices");
  // A deck of profiles in which each lies as often as its share: drawing is then one step.
  const deck = profileSeeds.flatMap((profile) => Array<ProfileSeed>(profile.share).fill(profile));
  const devices = new Map<string, Device>();
  for (let index = 0; index < count; index += 1) {
    const device = seedDevice(random, index, nowMs, random.pick(deck));
    devices.set(device.rotPublicUid, device);
  }
  return devices;
}

function rotPublicUid(index: number): string {
  return permutedUid(index % 5 === 4 ? "13570000" : "00020000", index);
}

function seedDevice(random: Random, index: number, nowMs: number, profile: ProfileSeed): Device {
  const imei = imeiOf(`86261858${String(398_436 + index)}`);
  const unsealed = random.chance(UNSEALED_SHARE);
  const unlisted = !profile.ignoresWhitelist && random.chance(UNLISTED_SHARE);
  const oldestMs = Math.min(900 * DAY_MS, profile.ageDays * DAY_MS);
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
    const lastSeenAtMs = random.between(bootstrappedAtMs, nowMs);
    const heartbeatMs = DEFAULT_HEARTBEAT_SECONDS * SECOND_MS;
    return {
      ...identity,
      state: "ALLOCATED",
      // A device that never named its profile was not checked against that profile's whitelist.
      blacklisted: !unsealed,
      deviceProfileUid: unsealed ? UNATTRIBUTED : profile.uid,
      deviceSerialNumber: unsealed ? "" : serialNumber(index, profile, imei),
      lastSeenAtMs,
      desired: noProperties,
      current: noProperties,
      certificate: null,
      certificateWork: null,
      silent: lastSeenAtMs + heartbeatMs <= nowMs,
      past: pastOf(lastSeenAtMs, { ...profile, heartbeatSeconds: DEFAULT_HEARTBEAT_SECONDS, features: [] }),
    };
  }
  const story = propertyStory(random, nowMs, bootstrappedAtMs, profile);
  return {
    ...identity,
    state: "ACTIVATED",
    blacklisted: false,
    deviceProfileUid: profile.uid,
    deviceSerialNumber: serialNumber(index, profile, imei),
    ...story,
    certificate: null,
    certificateWork: null,
    past: pastOf(story.lastSeenAtMs, profile),
  };
}

function pastOf(
  lastContactMs: number,
  {
    heartbeatSeconds,
    features,
    rootCaName,
  }: Pick<ProfileSeed, "heartbeatSeconds" | "features" | "rootCaName">,
): DevicePast {
  return { lastContactMs, heartbeatSeconds, features, rootCaName };
}

/** At most 16 characters, usually the IMEI. Two devices share one: what "suspicious" devices do. */
function serialNumber(index: number, profile: ProfileSeed, imei: string): string {
  if (index === 40 || index === 41) return "DUPLICATE-000001";
  if (index % 3 !== 0) return imei;
  return `${profile.name.replace(/[^A-Z]/g, "")}-${String(100_000_000 + index)}`;
}

/** What is asked for and what the device has confirmed: equal, not yet taken over, or long overdue. */
function propertyStory(
  random: Random,
  nowMs: number,
  bootstrappedAtMs: number,
  profile: ProfileSeed,
): Pick<Device, "lastSeenAtMs" | "desired" | "current" | "silent"> {
  const intervalMs = profile.heartbeatSeconds * SECOND_MS;
  const roll = random.next();
  const overdue = roll < OVERDUE_SHARE;
  const pending = !overdue && roll < OVERDUE_SHARE + PENDING_SHARE;
  const silentMs = intervalMs * (overdue ? 2 + 6 * random.next() : 0.95 * random.next());
  const lastSeenAtMs = Math.max(bootstrappedAtMs, Math.floor(nowMs - silentMs));
  const currentAtMs = random.between(bootstrappedAtMs, lastSeenAtMs);
  const current = propertiesOfProfile(profile, currentAtMs);
  if (!overdue && !pending) {
    const nothingAsked = roll > 1 - NOTHING_ASKED_SHARE;
    const askedAtMs = Math.max(bootstrappedAtMs, currentAtMs - random.integer(intervalMs));
    const desired = nothingAsked ? noProperties : propertiesOfProfile(profile, askedAtMs);
    return { lastSeenAtMs, desired, current, silent: false };
  }
  // Asked for soon after the last contact, so an overdue change has waited longer than a heartbeat.
  const askedAtMs = Math.floor(lastSeenAtMs + (nowMs - lastSeenAtMs) * (overdue ? 0.1 : 0.7));
  return { lastSeenAtMs, desired: changed(random, current, askedAtMs), current, silent: overdue };
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
