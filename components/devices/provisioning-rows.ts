import type { DeviceProperties } from "@/lib/contract/devices";

/** One side of a setting: what is wanted (`at`: asked for) or what the device confirmed (`at`: synced). */
export interface SettingSide {
  value: string;
  at: string | null;
}

export interface ProvisioningRow {
  key: string;
  kind: "feature" | "parameter" | "authority";
  /** The vendor's name: "LocalDPR". */
  name: string;
  /** In plain words; the vendor's name where there are none. */
  label: string;
  wanted: SettingSide | null;
  onDevice: SettingSide | null;
  /** Wanted and not confirmed by the device yet. */
  pending: boolean;
}

/** The documented features in the order people meet them. */
const featureLabels: Readonly<Record<string, string>> = {
  LocalDPR: "Local data protection",
  LocalC2C: "Chip-to-chip security",
  LocalC2CKeyPairing: "Chip-to-chip key pairing",
  ZTPV1: "Zero touch provisioning",
  Evaluation: "Evaluation (set by the vendor)",
};

export const heartbeatParameter = "SecurityHeartbeatInSec";

const parameterLabels: Readonly<Record<string, string>> = {
  [heartbeatParameter]: "Security heartbeat interval",
};

type Setting = Pick<ProvisioningRow, "kind" | "name" | "label"> & SettingSide;

function settingsOf(properties: DeviceProperties | null): Setting[] {
  if (properties === null) return [];
  const { authorizations, networkParameters, zerotouch } = properties;
  return [
    ...authorizations.map(
      ({ name, enabled, at }): Setting => ({
        kind: "feature",
        name,
        label: featureLabels[name] ?? name,
        value: enabled ? "On" : "Off",
        at,
      }),
    ),
    ...networkParameters.map(
      ({ name, value, at }): Setting => ({
        kind: "parameter",
        name,
        label: parameterLabels[name] ?? name,
        value,
        at,
      }),
    ),
    ...(zerotouch === null
      ? []
      : [
          {
            kind: "authority" as const,
            name: "CAName",
            label: "Certificate authority",
            value: zerotouch.caName,
            at: zerotouch.at,
          },
        ]),
  ];
}

const keyOf = ({ kind, name }: Pick<Setting, "kind" | "name">) => `${kind} ${name}`;

/** Both instants are UTC in one form, so they compare as text. */
function isPending(wanted: SettingSide, onDevice: SettingSide | undefined): boolean {
  if (onDevice === undefined || onDevice.value !== wanted.value) return true;
  return wanted.at !== null && onDevice.at !== null && onDevice.at < wanted.at;
}

const kinds = ["feature", "parameter", "authority"] as const;
const featureOrder = Object.keys(featureLabels);

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

/**
 * What is wanted and what the device has confirmed, side by side: one row per setting that either side knows. Pending
 * is a wanted setting that is missing on the device, has another value there, or was confirmed before it was asked for.
 */
export function provisioningRows(
  desired: DeviceProperties | null,
  current: DeviceProperties | null,
): ProvisioningRow[] {
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
      wanted: want === undefined ? null : { value: want.value, at: want.at },
      onDevice: have === undefined ? null : { value: have.value, at: have.at },
      pending: want !== undefined && isPending(want, have),
    };
  });
}

/** The interval the device goes by, in seconds as the vendor writes it; undefined while it has confirmed none. */
export function heartbeatOnDevice(current: DeviceProperties | null): string | undefined {
  return current?.networkParameters.find(({ name }) => name === heartbeatParameter)?.value;
}
