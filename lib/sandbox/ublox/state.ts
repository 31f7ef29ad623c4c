import type { Hook, Notification } from "./events/types";
import { DeviceLog } from "./history/device-log";
import type { CertificateWork, RootCa } from "./pki/types";
import type { Activity, UsageCounter } from "./records";
import { tagKey } from "./rules/tag-name";

export type { CertificateWork, RootCa } from "./pki/types";

export const UNATTRIBUTED = "UNATTRIBUTED DEVICE PROFILE";

export type FeatureName = "LocalDPR" | "LocalC2C" | "LocalC2CKeyPairing" | "ZTPV1" | "Evaluation";

export interface Feature {
  name: FeatureName;
  state: "ENABLED" | "DISABLED";
  /** When it was asked for (desired) or confirmed by the device (current). */
  changedAtMs: number;
}

/** The three property groups the seed names: Authorizations, Network Parameters, Zerotouch. */
export interface Properties {
  features: readonly Feature[];
  heartbeat: { seconds: number; changedAtMs: number } | null;
  rootCa: { name: string; changedAtMs: number } | null;
}

export const noProperties: Properties = { features: [], heartbeat: null, rootCa: null };

export interface DeviceCertificate {
  rootCaName: string;
  /** Hexadecimal without leading zeros, as the vendor prints it. */
  serialNumber: string;
  validityDays: number;
  expiresAtMs: number;
}

export interface Device {
  rotPublicUid: string;
  state: "ACTIVATED" | "ALLOCATED";
  blacklisted: boolean;
  deviceProfileUid: string;
  /** Chosen by the customer when sealing; empty before. */
  deviceSerialNumber: string;
  imei: string;
  moduleSerialNumber: string;
  rotVersion: string;
  version: string;
  typeNumber: string;
  bootstrappedAtMs: number;
  lastSeenAtMs: number;
  desired: Properties;
  current: Properties;
  certificate: DeviceCertificate | null;
  /** What is to be done about the certificate at the next heartbeats. */
  certificateWork: CertificateWork | null;
  /** Never gets in contact by itself: only when somebody has it do so. */
  silent: boolean;
  /** What the device did before the sandbox started; null: it was not there yet. */
  readonly past: DevicePast | null;
}

/** Enough to make a device's past up whenever it is asked for, always the same. */
export interface DevicePast {
  readonly lastContactMs: number;
  readonly heartbeatSeconds: number;
  readonly features: readonly FeatureName[];
  readonly rootCaName: string | null;
}

export interface DeviceProfile {
  uid: string;
  name: string;
  ignoresWhitelist: boolean;
  createdAtMs: number;
  /** What a device of this profile is given when it bootstraps. */
  bootstrapProvisioning: Properties;
}

export interface Tag {
  name: string;
  createdAtMs: number;
  deviceUids: Set<string>;
  profileUids: Set<string>;
}

export interface WhitelistEntry {
  id: string;
  type: "ROTPublicUID" | "IMEI";
  createdAtMs: number;
}

/** A device that copies another's identity got in contact. */
export interface CloneEvent {
  rotPublicUid: string;
  timeMs: number;
  /** Of the impostor. */
  imei: string;
}

/** Why a device is suspicious [seed, /device/suspicious/get]. */
export type SuspicionReason =
  | "DUPLICATED_SCL_SERIAL_NUM_SEALED_INFO"
  | "DUPLICATED_DEV_SERIAL_NUM_SEALING"
  | "DUPLICATED_SCL_SERIAL_NUM_PROD_LOG"
  | "DUPLICATED_DEV_SERIAL_NUM_PROD_LOG";

export interface Suspicion {
  reasons: SuspicionReason[];
  /** When the first of them was found. */
  timeMs: number;
}

/** The account's records. Maps keep the order in which the vendor lists them. */
export class UbloxState {
  readonly devices = new Map<string, Device>();
  readonly profiles = new Map<string, DeviceProfile>();
  readonly rootCas = new Map<string, RootCa>();
  readonly notifications = new DeviceLog<Notification>();
  readonly activities = new DeviceLog<Activity>();
  readonly usage = new DeviceLog<{ timeMs: number; counter: UsageCounter }>();
  readonly cloneEvents: CloneEvent[] = [];
  readonly suspicions = new Map<string, Suspicion>();
  hooks: Hook[] = [];
  readonly #tags = new Map<string, Tag>();
  readonly #whitelist = new Map<string, WhitelistEntry>();
  /** Listing by page needs positions; the list is made again only after a change. */
  #whitelistOrder: readonly WhitelistEntry[] | null = null;

  tags(): Tag[] {
    return [...this.#tags.values()];
  }

  /** Tag names are case-insensitive [seed, /tag/create]. */
  tag(name: string): Tag | undefined {
    return this.#tags.get(tagKey(name));
  }

  addTag(name: string, createdAtMs: number): Tag {
    const tag = { name, createdAtMs, deviceUids: new Set<string>(), profileUids: new Set<string>() };
    this.#tags.set(tagKey(name), tag);
    return tag;
  }

  deleteTag(name: string): void {
    this.#tags.delete(tagKey(name));
  }

  tagNamesOfDevice(rotPublicUid: string): string[] {
    return this.tags().flatMap((tag) => (tag.deviceUids.has(rotPublicUid) ? [tag.name] : []));
  }

  tagNamesOfProfile(deviceProfileUid: string): string[] {
    return this.tags().flatMap((tag) => (tag.profileUids.has(deviceProfileUid) ? [tag.name] : []));
  }

  /** A reason that is known already changes nothing. */
  suspect(rotPublicUid: string, reason: SuspicionReason, timeMs: number): void {
    const known = this.suspicions.get(rotPublicUid);
    if (known === undefined) this.suspicions.set(rotPublicUid, { reasons: [reason], timeMs });
    else if (!known.reasons.includes(reason)) known.reasons.push(reason);
  }

  /** Devices that carry at least one of the tags, in the order of the device list. */
  devicesWithTags(tagNames: readonly string[]): Device[] {
    const tags = tagNames.flatMap((name) => this.tag(name) ?? []);
    return [...this.devices.values()].filter((device) =>
      tags.some((tag) => tag.deviceUids.has(device.rotPublicUid)),
    );
  }

  whitelist(): readonly WhitelistEntry[] {
    this.#whitelistOrder ??= [...this.#whitelist.values()];
    return this.#whitelistOrder;
  }

  /** An entry that is there already stays as it is. */
  addToWhitelist(entry: WhitelistEntry): void {
    const key = `${entry.type} ${entry.id}`;
    if (this.#whitelist.has(key)) return;
    this.#whitelist.set(key, entry);
    this.#whitelistOrder = null;
  }

  removeFromWhitelist(type: WhitelistEntry["type"], id: string): void {
    if (this.#whitelist.delete(`${type} ${id}`)) this.#whitelistOrder = null;
  }

  isWhitelisted(device: Device): boolean {
    return (
      this.#whitelist.has(`ROTPublicUID ${device.rotPublicUid}`) || this.#whitelist.has(`IMEI ${device.imei}`)
    );
  }
}
