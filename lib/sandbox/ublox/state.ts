import { tagKey } from "./rules/tag-name";

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
}

export interface DeviceProfile {
  uid: string;
  name: string;
  ignoresWhitelist: boolean;
  createdAtMs: number;
  /** What a device of this profile gets at bootstrap. */
  features: readonly FeatureName[];
  heartbeatSeconds: number;
  rootCaName: string | null;
}

export interface RootCa {
  name: string;
  createdAtMs: number;
  validityDays: number;
  deviceValidityDays: number;
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

/** The account's records. Maps keep the order in which the vendor lists them. */
export class UbloxState {
  readonly devices = new Map<string, Device>();
  readonly profiles = new Map<string, DeviceProfile>();
  readonly rootCas = new Map<string, RootCa>();
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
