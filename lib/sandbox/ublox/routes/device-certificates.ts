import { z } from "zod";
import { devicesWithCertificateOf, isRevoked } from "../pki/certificates";
import { spendQuota } from "../pki/quota";
import { knownRootCa, requireSubscription } from "../pki/rules";
import { serialNumberIn } from "../pki/serial-number";
import type { RootCa } from "../pki/types";
import { exactlyOne, jsonRoute, nameList, Refusal, success, type UbloxContext } from "../router";
import type { Device, UbloxState } from "../state";

/** Certificates of one CA, by the devices that carry them or by their own serial numbers. */
const selection = { ROTPublicUIDs: nameList.optional(), SerialNumbers: nameList.optional() };

/** The same key pair, a new serial number and end, at the next heartbeat. */
const renew = jsonRoute({
  path: "/v1/ztp/devicecertificate/renew",
  body: z.object({
    ...selection,
    CAName: z.string(),
    DeviceCertificateValidity: z.number().int().min(30).max(3_650),
  }),
  handle(context, { CAName, DeviceCertificateValidity, ...selected }) {
    requireSubscription(context);
    const devices = carriers(context, knownRootCa(context, CAName), selected);
    acceptOrder(context, devices);
    for (const device of devices) {
      device.certificateWork = { kind: "renew", validityDays: DeviceCertificateValidity };
    }
    return success(context, "message");
  },
});

/** A new key pair: the first heartbeat removes the certificate, the second installs another. */
const rekey = jsonRoute({
  path: "/v1/ztp/devicecertificate/update",
  body: z.object({ ...selection, CAName: z.string() }),
  handle(context, { CAName, ...selected }) {
    requireSubscription(context);
    const devices = carriers(context, knownRootCa(context, CAName), selected);
    acceptOrder(context, devices);
    for (const device of devices) {
      device.certificateWork = { kind: "rekey", rootCaName: CAName, next: "remove" };
    }
    return success(context, "message");
  },
});

/** Certificate and key pair leave the device at the next heartbeat; the root CA is no longer wanted. */
const remove = jsonRoute({
  path: "/v1/ztp/devicecertificate/delete",
  body: z.object({ ROTPublicUIDs: nameList }),
  handle(context, { ROTPublicUIDs }) {
    requireSubscription(context);
    const devices = knownDevices(context.state, ROTPublicUIDs);
    if (!devices.every((device) => device.certificate !== null || isRekeyed(device))) {
      throw new Refusal("Bad Request. Invalid ROTPublicUIDs");
    }
    acceptOrder(context, devices);
    for (const device of devices) {
      device.certificateWork = { kind: "delete" };
      device.desired = { ...device.desired, rootCa: null };
    }
    return success(context, "message");
  },
});

/** At once; the certificate stays on the device. One that was revoked before stays on the list as it is. */
const revoke = jsonRoute({
  path: "/v1/ztp/devicecertificate/revoke",
  body: z.object({
    CAName: z.string(),
    ROTPublicUID: z.string().optional(),
    SerialNumber: z.string().optional(),
  }),
  handle(context, { CAName, ROTPublicUID, SerialNumber }) {
    requireSubscription(context);
    exactlyOne(ROTPublicUID, SerialNumber);
    const rootCa = knownRootCa(context, CAName);
    const { device, serialNumber } =
      SerialNumber === undefined
        ? certificateOn(context, rootCa, ROTPublicUID ?? "")
        : certificateEverIssued(context.state, rootCa, SerialNumber);
    acceptOrder(context, [device]);
    if (!isRevoked(rootCa, serialNumber)) {
      rootCa.revocations.push({ serialNumber, revokedAtMs: context.clock.nowMs() });
    }
    return success(context, "message");
  },
});

/** The other CA becomes a desired property; the heartbeat that makes it current brings its certificate. */
const transfer = jsonRoute({
  path: "/v1/ztp/devicecertificate/rootca/transfer",
  body: z.object({ FromCA: z.string(), ToCA: z.string(), ROTPublicUIDs: nameList }),
  handle(context, { FromCA, ToCA, ROTPublicUIDs }) {
    requireSubscription(context);
    const from = knownRootCa(context, FromCA, "FromCA");
    const to = knownRootCa(context, ToCA, "ToCA");
    if (from === to) throw new Refusal("Bad Request. FromCA and ToCA are the same");
    const devices = carriers(context, from, { ROTPublicUIDs });
    acceptOrder(context, devices);
    const rootCa = { name: to.name, changedAtMs: context.clock.nowMs() };
    for (const device of devices) {
      device.certificateWork = null;
      device.desired = { ...device.desired, rootCa };
    }
    return success(context, "message");
  },
});

export const deviceCertificateRoutes = [renew, rekey, remove, revoke, transfer];

/** What all five calls ask for: no re-key under way [seed], and quota left. Refuses the call for one device's sake. */
function acceptOrder(context: UbloxContext, devices: readonly Device[]): void {
  if (devices.some((device) => isRekeyed(device))) {
    throw new Refusal("Request aborted. The device certificate update process is still on-going");
  }
  spendQuota(context, devices);
}

function carriers(
  context: UbloxContext,
  rootCa: RootCa,
  selected: { ROTPublicUIDs?: string[]; SerialNumbers?: string[] },
): Device[] {
  const { ROTPublicUIDs, SerialNumbers } = selected;
  exactlyOne(ROTPublicUIDs, SerialNumbers);
  if (ROTPublicUIDs === undefined) return carriersOf(context.state, rootCa, SerialNumbers ?? []);
  const devices = knownDevices(context.state, ROTPublicUIDs);
  if (!devices.every((device) => carries(device, rootCa))) {
    throw new Refusal("Bad Request. Invalid ROTPublicUIDs");
  }
  return devices;
}

/** In the middle of a re-key the device has none for the moment, which `acceptOrder` refuses in better words. */
function carries(device: Device, rootCa: RootCa): boolean {
  return device.certificate?.rootCaName === rootCa.name || isRekeyed(device, rootCa);
}

function isRekeyed({ certificateWork }: Device, rootCa?: RootCa): boolean {
  if (certificateWork?.kind !== "rekey") return false;
  return rootCa === undefined || certificateWork.rootCaName === rootCa.name;
}

function carriersOf(state: UbloxState, rootCa: RootCa, serialNumbers: readonly string[]): Device[] {
  const bySerialNumber = new Map(
    devicesWithCertificateOf(state, rootCa.name).map((device) => [device.certificate?.serialNumber, device]),
  );
  const devices = serialNumbers.map((text) => {
    const device = bySerialNumber.get(serialNumberIn(text) ?? undefined);
    if (device === undefined) throw new Refusal("Bad Request. Invalid SerialNumbers");
    return device;
  });
  return [...new Set(devices)];
}

function knownDevices(state: UbloxState, uids: readonly string[]): Device[] {
  return [...new Set(uids)].map((uid) => {
    const device = state.devices.get(uid);
    if (device === undefined) throw new Refusal("Bad Request. Invalid ROTPublicUIDs");
    return device;
  });
}

function certificateOn(context: UbloxContext, rootCa: RootCa, uid: string) {
  const device = context.state.devices.get(uid);
  if (device === undefined || !carries(device, rootCa)) {
    throw new Refusal("Bad Request. Invalid ROTPublicUID");
  }
  return { device, serialNumber: device.certificate?.serialNumber ?? "" };
}

/** Also one that a device no longer carries: it is good until its end, wherever it went. */
function certificateEverIssued(state: UbloxState, rootCa: RootCa, text: string) {
  const serialNumber = serialNumberIn(text) ?? "";
  const carrier = devicesWithCertificateOf(state, rootCa.name).find(
    ({ certificate }) => certificate?.serialNumber === serialNumber,
  );
  const device = carrier ?? state.devices.get(rootCa.formerCertificates.get(serialNumber) ?? "");
  if (device === undefined) throw new Refusal("Bad Request. Invalid SerialNumber");
  return { device, serialNumber };
}
