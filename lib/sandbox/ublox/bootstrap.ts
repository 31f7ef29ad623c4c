import { randomFrom } from "../kit/random";
import { emit } from "./events/emit";
import { contact } from "./heartbeat";
import { recordActivity } from "./records";
import type { UbloxContext } from "./router";
import { rotInfo } from "./shapes";
import { type Device, type DeviceProfile, noProperties, UNATTRIBUTED } from "./state";

/** What a device is before anybody sealed it. */
export interface ModuleIdentity {
  readonly rotPublicUid: string;
  readonly imei: string;
}

/** What is sealed into a device, once: it claims the device for its owner. */
export interface Seal {
  readonly profile: DeviceProfile;
  readonly deviceSerialNumber: string;
}

/**
 * A device gets in contact for the first time. Sealed, it is admitted when it or its IMEI is whitelisted or its
 * profile does not ask for that, and then given what the profile provisions; else it is allocated and blacklisted
 * [seed, /device/whitelist/add]. Not sealed, it waits for its second stage.
 */
export function bootstrap(context: UbloxContext, identity: ModuleIdentity, seal: Seal | null): Device {
  const { state, clock } = context;
  const random = randomFrom(`module ${identity.rotPublicUid}`);
  const nowMs = clock.nowMs();
  const device: Device = {
    ...identity,
    state: "ALLOCATED",
    blacklisted: false,
    deviceProfileUid: UNATTRIBUTED,
    deviceSerialNumber: "",
    moduleSerialNumber: String(random.between(700_000, 999_999)),
    rotVersion: "2",
    version: "14",
    typeNumber: random.pick(["SARA-R510S-01B-00", "LARA-R6001D-00B-00"]),
    bootstrappedAtMs: nowMs,
    lastSeenAtMs: nowMs,
    desired: noProperties,
    current: noProperties,
    certificate: null,
    certificateWork: null,
    silent: false,
    past: null,
  };
  state.devices.set(device.rotPublicUid, device);
  recordActivity(context, device, "BOOTSTRAP");
  if (seal) admit(context, device, seal);
  announce(context, device);
  return device;
}

/** The second stage: a device that bootstrapped without a profile is sealed, and queries give the sealed values [seed, /device/clone/get]. */
export function sealLater(context: UbloxContext, device: Device, seal: Seal): void {
  device.silent = false;
  admit(context, device, seal);
  announce(context, device);
}

function admit({ state, clock }: UbloxContext, device: Device, { profile, deviceSerialNumber }: Seal): void {
  suspectSharedSerialNumber(state, device, deviceSerialNumber, clock.nowMs());
  device.deviceProfileUid = profile.uid;
  device.deviceSerialNumber = deviceSerialNumber;
  const admitted = profile.ignoresWhitelist || state.isWhitelisted(device);
  device.blacklisted = !admitted;
  if (!admitted) return;
  device.state = "ACTIVATED";
  device.desired = profile.bootstrapProvisioning;
}

/** Device serial numbers shall be unique: all that share one are suspicious [seed, /device/suspicious/get]. */
function suspectSharedSerialNumber(
  state: UbloxContext["state"],
  device: Device,
  deviceSerialNumber: string,
  timeMs: number,
): void {
  const sharing = [...state.devices.values()].filter(
    (other) => other !== device && other.deviceSerialNumber === deviceSerialNumber,
  );
  if (sharing.length === 0) return;
  for (const { rotPublicUid } of [...sharing, device]) {
    state.suspect(rotPublicUid, "DUPLICATED_DEV_SERIAL_NUM_SEALING", timeMs);
  }
}

function announce(context: UbloxContext, device: Device): void {
  const { state, clock } = context;
  const { rotPublicUid } = device;
  emit(context, { hookType: "DEVICE_BOOTSTRAP_EVENT", rotPublicUid, payload: rotInfo(device) });
  if (device.state === "ACTIVATED") {
    state.notifications.add(rotPublicUid, {
      timeMs: clock.nowMs(),
      rotPublicUid,
      type: "DEVICE_STATE_CHANGE",
      payload: { OldState: "ALLOCATED", NewState: "ACTIVATED" },
    });
  }
  contact(context, device);
}
