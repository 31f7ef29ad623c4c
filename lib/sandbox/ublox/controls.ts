import type { z } from "zod";
import type {
  bootstrapRequest,
  cloneRequest,
  deviceErrorRequest,
  HookReport,
  heartbeatRequest,
} from "../control-contract";
import { ControlRefusal } from "../kit/control-refusal";
import { bootstrap, type ModuleIdentity, type Seal, sealLater } from "./bootstrap";
import { emit } from "./events/emit";
import { contact } from "./heartbeat";
import { recordActivity } from "./records";
import type { UbloxContext } from "./router";
import { imeiOf, isImei, isRotPublicUid, permutedUid } from "./rules/identifiers";
import { nextContactMs } from "./schedule";
import { type Device, UNATTRIBUTED } from "./state";

/** What devices do by themselves, and nobody can ask the vendor for. */
export interface UbloxControls {
  /** Has devices get in contact now. @returns how many did @throws ControlRefusal for one that does not exist */
  heartbeat(request: z.output<typeof heartbeatRequest>): number;
  /**
   * A new device gets in contact for the first time, or one that had no profile is sealed.
   * @returns its UID @throws ControlRefusal when it cannot be
   */
  bootstrap(request: z.output<typeof bootstrapRequest>): string;
  /** The device fails a command. @throws ControlRefusal when it does not exist */
  deviceError(request: z.output<typeof deviceErrorRequest>): void;
  /** Somebody copies the device, or seals another with its serial number. @throws ControlRefusal when that cannot be */
  clone(request: z.output<typeof cloneRequest>): void;
  hooks(): HookReport;
}

/** The digits before the running number: no seeded UID and no seeded IMEI begins so. */
const NEW_UID_PREFIX = "00040000";
const NEW_IMEI_PREFIX = "35765432";

export function createControls(context: UbloxContext): UbloxControls {
  const { state } = context;
  let newDevices = 0;

  const newUid = () => {
    for (;;) {
      const uid = permutedUid(NEW_UID_PREFIX, newDevices);
      newDevices += 1;
      if (!state.devices.has(uid)) return uid;
    }
  };
  const newImei = () => imeiOf(`${NEW_IMEI_PREFIX}${String(100_000 + newDevices)}`);

  return {
    heartbeat(request) {
      const devices = meantBy(context, request);
      for (const device of devices) contact(context, device);
      return devices.length;
    },

    bootstrap(request) {
      const known = request.rotPublicUid === undefined ? undefined : state.devices.get(request.rotPublicUid);
      if (known === undefined) {
        const identity = newIdentity(request.rotPublicUid ?? newUid(), request.imei ?? newImei());
        return bootstrap(context, identity, sealOf(context, request, identity.imei)).rotPublicUid;
      }
      const seal = sealOf(context, request, known.imei);
      if (known.deviceProfileUid !== UNATTRIBUTED || seal === null) {
        throw new ControlRefusal(400, `${known.rotPublicUid} has bootstrapped before`);
      }
      sealLater(context, known, seal);
      return known.rotPublicUid;
    },

    deviceError({ rotPublicUid, text }) {
      const device = existing(context, rotPublicUid);
      recordActivity(context, device, "SET_AUTHORIZATION", "FAILED");
      emit(context, { hookType: "DEVICE_ERRORS_EVENT", rotPublicUid, payload: { Error: text } });
    },

    clone({ rotPublicUid, as }) {
      const device = existing(context, rotPublicUid);
      if (as === "clone") {
        state.cloneEvents.push({ rotPublicUid, timeMs: context.clock.nowMs(), imei: newImei() });
        newDevices += 1;
        return;
      }
      const profile = state.profiles.get(device.deviceProfileUid);
      if (!profile)
        throw new ControlRefusal(400, `${rotPublicUid} has no serial number to share: it was never sealed`);
      const identity = { rotPublicUid: newUid(), imei: newImei() };
      bootstrap(context, identity, { profile, deviceSerialNumber: device.deviceSerialNumber });
    },

    hooks: () => ({
      registered: state.hooks.map(({ url, type }) => ({ url, type })),
      deliveries: [...context.hooks.deliveries()].reverse(),
    }),
  };
}

function meantBy(context: UbloxContext, request: z.output<typeof heartbeatRequest>): readonly Device[] {
  const { state, clock } = context;
  if ("rotPublicUids" in request) return request.rotPublicUids.map((uid) => existing(context, uid));
  if ("tagName" in request) {
    if (!state.tag(request.tagName)) throw new ControlRefusal(400, `There is no tag ${request.tagName}`);
    return state.devicesWithTags([request.tagName]);
  }
  const all = [...state.devices.values()];
  return "all" in request ? all : all.filter((device) => nextContactMs(device) <= clock.nowMs());
}

function existing({ state }: UbloxContext, rotPublicUid: string): Device {
  const device = state.devices.get(rotPublicUid);
  if (!device) throw new ControlRefusal(400, `There is no device ${rotPublicUid}`);
  return device;
}

function newIdentity(rotPublicUid: string, imei: string): ModuleIdentity {
  if (!isRotPublicUid(rotPublicUid)) {
    throw new ControlRefusal(400, "A UID is 16 hexadecimal digits in lower case");
  }
  if (!isImei(imei)) throw new ControlRefusal(400, "An IMEI is 15 digits of which the last is a check digit");
  return { rotPublicUid, imei };
}

/** The serial number is usually the IMEI, and at most 16 characters. */
function sealOf(
  { state }: UbloxContext,
  { deviceProfileUid, deviceSerialNumber }: z.output<typeof bootstrapRequest>,
  imei: string,
): Seal | null {
  if (deviceProfileUid === undefined) {
    if (deviceSerialNumber === undefined) return null;
    throw new ControlRefusal(400, "A serial number is sealed together with a device profile");
  }
  const profile = state.profiles.get(deviceProfileUid);
  if (!profile) throw new ControlRefusal(400, `There is no device profile ${deviceProfileUid}`);
  const serialNumber = deviceSerialNumber ?? imei;
  if (serialNumber === "" || serialNumber.length > 16) {
    throw new ControlRefusal(400, "A device serial number has 1 to 16 characters");
  }
  return { profile, deviceSerialNumber: serialNumber };
}
