import type { DeviceProperties } from "@/lib/contract/devices";
import { durationWords } from "./duration";

// Browser-safe: pure, types of the contract only.

/** One side of a setting: what is wanted (`at`: asked for) or what the device confirmed (`at`: synced). */
export interface SettingSide {
  /** As it is compared: "on", "off", seconds, the name of a root CA. */
  value: string;
  /** As it is told: the heartbeat as a duration. */
  words: string;
  at: string | null;
}

export interface SettingPair {
  key: string;
  kind: "feature" | "parameter" | "authority";
  /** The vendor's name: "LocalDPR". */
  name: string;
  /** In plain words; the vendor's name where there are none. */
  label: string;
  wanted: SettingSide | null;
  confirmed: SettingSide | null;
  /** Wanted and not confirmed by the device. */
  unconfirmed: boolean;
}

/** The vendor's parameter for how often a device makes contact, in seconds (u-blox seed, device/provisioning/set). */
export const heartbeatParameter = "SecurityHeartbeatInSec";

/** The documented features in the order in which people meet them. */
const featureLabels: Readonly<Record<string, string>> = {
  LocalDPR: "Local data protection",
  LocalC2C: "Chip-to-chip security",
  LocalC2CKeyPairing: "Chip-to-chip key pairing",
  ZTPV1: "Zero touch provisioning",
  Evaluation: "Evaluation (set by the vendor)",
};
const featureOrder = Object.keys(featureLabels);

/** A feature in plain words; the vendor's own name where there are none. */
export const featureLabel = (name: string): string => featureLabels[name] ?? name;

export const heartbeatLabel = "Security heartbeat";
export const rootCaLabel = "Root CA for zero touch provisioning";

type Setting = Pick<SettingPair, "kind" | "name" | "label"> & SettingSide;

/** A heartbeat as a number of seconds; null for what is none. */
export function heartbeatSecondsOf(value: string): number | null {
  return /^\d{1,15}$/.test(value) ? Number(value) : null;
}

function parameter({ name, value, at }: DeviceProperties["networkParameters"][number]): Setting {
  const seconds = name === heartbeatParameter ? heartbeatSecondsOf(value) : null;
  return {
    kind: "parameter",
    name,
    label: name === heartbeatParameter ? heartbeatLabel : name,
    value: seconds === null ? value : String(seconds),
    words: seconds === null ? value : durationWords(seconds),
    at,
  };
}

function settingsOf(properties: DeviceProperties | null): Setting[] {
  if (properties === null) return [];
  const { authorizations, networkParameters, zerotouch } = properties;
  const features = authorizations.map(({ name, enabled, at }): Setting => {
    const value = enabled ? "on" : "off";
    return { kind: "feature", name, label: featureLabel(name), value, words: enabled ? "On" : "Off", at };
  });
  const parameters = networkParameters.map(parameter);
  if (zerotouch === null) return [...features, ...parameters];
  const { caName, at } = zerotouch;
  const authority = { kind: "authority", name: "CAName", label: rootCaLabel } as const;
  return [...features, ...parameters, { ...authority, value: caName, words: caName, at }];
}

const keyOf = ({ kind, name }: Pick<Setting, "kind" | "name">) => `${kind} ${name}`;

function isUnconfirmed(wanted: SettingSide, confirmed: SettingSide | undefined): boolean {
  if (confirmed === undefined || confirmed.value !== wanted.value) return true;
  if (wanted.at === null || confirmed.at === null) return false;
  return Date.parse(confirmed.at) < Date.parse(wanted.at);
}

const kinds = ["feature", "parameter", "authority"] as const;

function placeOf({ name }: Setting): number {
  const index = featureOrder.indexOf(name);
  return index < 0 ? featureOrder.length : index;
}

/** Documented features first and in their order, then the others by name. */
function compare(left: Setting, right: Setting): number {
  const byKind = kinds.indexOf(left.kind) - kinds.indexOf(right.kind);
  if (byKind !== 0) return byKind;
  return placeOf(left) - placeOf(right) || left.name.localeCompare(right.name, "en");
}

const sideOf = (setting: Setting | undefined): SettingSide | null =>
  setting === undefined ? null : { value: setting.value, words: setting.words, at: setting.at };

/**
 * What is wanted and what the device has confirmed, side by side: one pair for each setting that either side knows.
 * Unconfirmed is a wanted setting that the device lacks, has with another value, or confirmed before it was last asked
 * for (u-blox seed: ModifiedDate of desired, SyncDate of current properties).
 */
export function settingPairs(
  desired: DeviceProperties | null,
  current: DeviceProperties | null,
): SettingPair[] {
  const wanted = new Map(settingsOf(desired).map((setting) => [keyOf(setting), setting]));
  const confirmed = new Map(settingsOf(current).map((setting) => [keyOf(setting), setting]));
  return [...new Map([...confirmed, ...wanted]).values()].sort(compare).map((setting) => {
    const key = keyOf(setting);
    const [want, have] = [wanted.get(key), confirmed.get(key)];
    return {
      key,
      kind: setting.kind,
      name: setting.name,
      label: setting.label,
      wanted: sideOf(want),
      confirmed: sideOf(have),
      unconfirmed: want !== undefined && isUnconfirmed(want, have),
    };
  });
}
