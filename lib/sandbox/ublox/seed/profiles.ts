import { DAY_MS, HOUR_MS, SECOND_MS } from "../../kit/clock";
import type { DeviceProfile, FeatureName, Properties, RootCa } from "../state";

const HALF_DAY_SECONDS = (12 * HOUR_MS) / SECOND_MS;
const DAY_SECONDS = DAY_MS / SECOND_MS;
/** Also what a device falls back to when its provisioning is deleted. */
const WEEK_SECONDS = 7 * DAY_SECONDS;

export type ProfileSeed = Pick<DeviceProfile, "uid" | "name" | "ignoresWhitelist"> & {
  /** What its devices were given when they bootstrapped. */
  features: readonly FeatureName[];
  heartbeatSeconds: number;
  rootCaName: string | null;
  ageDays: number;
  /** This profile's part of all devices, relative to the others'. */
  share: number;
};

const data: FeatureName[] = ["LocalDPR", "ZTPV1"];
const chip: FeatureName[] = ["LocalDPR", "LocalC2C", "LocalC2CKeyPairing", "ZTPV1"];
const plain: FeatureName[] = ["LocalDPR"];

function profile(
  share: number,
  name: string,
  uid: string,
  features: FeatureName[],
  heartbeatSeconds: number,
  rootCaName: string | null,
  ageDays: number,
  ignoresWhitelist = false,
): ProfileSeed {
  return { share, name, uid, features, heartbeatSeconds, rootCaName, ageDays, ignoresWhitelist };
}

/** The first three UIDs are the seed's own samples, one of them a character short. */
export const profileSeeds: readonly ProfileSeed[] = [
  profile(24, "Meters-EU", "mbYbAX-CoEqE97TMFBsUKQ", data, DAY_SECONDS, "meters-eu-root", 1_240),
  profile(16, "Meters-NA", "QHlN732VgUWCdfNeXHkQR1", data, DAY_SECONDS, "meters-na-root", 1_020),
  profile(6, "Meters-UK", "AyvylmHVdUiHQzUaCjOmC", data, WEEK_SECONDS, "meters-eu-root", 640),
  profile(14, "Trackers-NA", "t7Rk2pLq9_XwVbNzH4cYsA", chip, HALF_DAY_SECONDS, "fleet.example.com", 900),
  profile(12, "Trackers-EU", "Zx8-KfGm3uTqJ5yDrWvLhQ", chip, HALF_DAY_SECONDS, "fleet.example.com", 880),
  profile(8, "Gateways-EU", "pQ4sWn7eBt2aMxC9ukVoRg", chip, DAY_SECONDS, "gateways_root_1", 1_400),
  profile(6, "Cold-Chain-EU", "c0LdCh4inS3ns0rsEuR0pe", data, HALF_DAY_SECONDS, "example.com", 420),
  profile(5, "Streetlights-IT", "Lm5vQyXe-8RtZpWkU3nJdA", plain, WEEK_SECONDS, null, 760),
  profile(4, "Pumps-MEA", "eH6bTzNw1KsYcRq_4vXuMg", plain, WEEK_SECONDS, null, 510),
  profile(2, "Pilot-EU", "Bd9uKjPw6fGzTnLx2mEoVw", chip, DAY_SECONDS, "example.com", 190),
  profile(1, "Lab-Bench", "Yr3nHcVs7kQwDxJt0aMpZg", chip, HALF_DAY_SECONDS, null, 1_100, true),
];

/** These give new devices nothing: what they gave the first ones was deleted since. */
export const clearedProfiles: ReadonlySet<string> = new Set(["Pumps-MEA", "Lab-Bench"]);

export function propertiesOfProfile(
  { features, heartbeatSeconds, rootCaName }: ProfileSeed,
  changedAtMs: number,
): Properties {
  return {
    features: features.map((name) => ({ name, state: "ENABLED", changedAtMs })),
    heartbeat: { seconds: heartbeatSeconds, changedAtMs },
    rootCa: rootCaName === null ? null : { name: rootCaName, changedAtMs },
  };
}

type RootCaSeed = Pick<RootCa, "name" | "validityDays" | "deviceValidityDays"> & {
  /** Without it nothing is renewed by itself. */
  renewBeforeDays?: number;
  ageDays: number;
};

/** One authority nears its end, so that the certificates under it are shorter than asked for. */
export const rootCaSeeds: readonly RootCaSeed[] = [
  { name: "meters-eu-root", ageDays: 1_230, validityDays: 3_650, deviceValidityDays: 730 },
  {
    name: "meters-na-root",
    ageDays: 1_010,
    validityDays: 3_650,
    deviceValidityDays: 365,
    renewBeforeDays: 30,
  },
  {
    name: "fleet.example.com",
    ageDays: 870,
    validityDays: 3_650,
    deviceValidityDays: 365,
    renewBeforeDays: 45,
  },
  { name: "gateways_root_1", ageDays: 1_750, validityDays: 1_825, deviceValidityDays: 1_825 },
  { name: "example.com", ageDays: 400, validityDays: 1_825, deviceValidityDays: 90, renewBeforeDays: 14 },
];
