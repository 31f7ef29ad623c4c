import { DAY_MS } from "../../kit/clock";
import { emit } from "../events/emit";
import { recordActivity, recordUsage } from "../records";
import type { UbloxContext } from "../router";
import type { Device } from "../state";
import { isRevoked, issueCertificate, replaceCertificate } from "./certificates";
import { renewalPayload } from "./payloads";
import { endOf } from "./rules";
import type { CertificateWork } from "./types";

/**
 * What one heartbeat does about the device's certificate, after what was wanted of its properties came true: the order
 * that waits, then a root CA that is new to the device, then the renewal that is due.
 */
export function carryOutCertificateWork(context: UbloxContext, device: Device): void {
  const { certificateWork } = device;
  if (certificateWork !== null) carryOut(context, device, certificateWork);
  if (device.certificateWork === null) {
    installWanted(context, device);
    renewWhenDue(context, device);
  }
}

function carryOut(context: UbloxContext, device: Device, work: CertificateWork): void {
  device.certificateWork = null;
  switch (work.kind) {
    case "renew":
      // A device that was given another root CA in the meantime gets a new certificate anyway.
      if (device.certificate?.rootCaName === device.current.rootCa?.name) {
        renew(context, device, work.validityDays);
      }
      return;
    case "rekey":
      if (work.next === "remove") {
        remove(context, device);
        device.certificateWork = { ...work, next: "install" };
      } else if (install(context, device, work.rootCaName)) {
        recordUsage(context, device.rotPublicUid, "CertificateUpdate");
        tellOfRenewal(context, device);
      }
      return;
    case "delete":
      remove(context, device);
      // Else the next heartbeat would install a new one. A root CA that was asked for since then stays.
      if (device.desired.rootCa === null) device.current = { ...device.current, rootCa: null };
  }
}

/** The first certificate of a device, or one of the root CA it was transferred to. */
function installWanted(context: UbloxContext, device: Device): void {
  const { features, rootCa } = device.current;
  if (rootCa === null || device.certificate?.rootCaName === rootCa.name) return;
  const allowed = features.some(({ name, state }) => name === "ZTPV1" && state === "ENABLED");
  if (device.certificate !== null || allowed) install(context, device, rootCa.name);
}

/** "Subject to security heartbeat": the first one inside the days before the end renews [seed, /ztp/rootca/update]. */
function renewWhenDue(context: UbloxContext, device: Device): void {
  const { certificate } = device;
  if (certificate === null || !context.settings.current().ublox.certificateManagement) return;
  const rootCa = context.state.rootCas.get(certificate.rootCaName);
  if (!rootCa || rootCa.renewBeforeDays === null) return;
  const nowMs = context.clock.nowMs();
  const due = certificate.expiresAtMs - nowMs <= rootCa.renewBeforeDays * DAY_MS;
  if (!due || nowMs >= endOf(rootCa) || isRevoked(rootCa, certificate.serialNumber)) return;
  renew(context, device, rootCa.deviceValidityDays);
}

/** The same key pair, a new serial number and end. */
function renew(context: UbloxContext, device: Device, validityDays: number): void {
  const { certificate } = device;
  if (certificate === null || !install(context, device, certificate.rootCaName, validityDays)) return;
  recordUsage(context, device.rotPublicUid, "CertificateRenew");
  tellOfRenewal(context, device);
}

/** @returns false when there was nothing to issue from: the device keeps what it has */
function install(context: UbloxContext, device: Device, rootCaName: string, validityDays?: number): boolean {
  const rootCa = context.state.rootCas.get(rootCaName);
  const certificate =
    rootCa && issueCertificate(rootCa, validityDays ?? rootCa.deviceValidityDays, context.clock.nowMs());
  if (!certificate) {
    recordActivity(context, device, "INSTALL_CERTIFICATE", "FAILED");
    emit(context, {
      hookType: "DEVICE_ERRORS_EVENT",
      rotPublicUid: device.rotPublicUid,
      payload: { Error: `Root CA ${rootCaName} is not valid` },
    });
    return false;
  }
  replaceCertificate(context.state, device, certificate);
  recordActivity(context, device, "INSTALL_CERTIFICATE");
  return true;
}

function remove(context: UbloxContext, device: Device): void {
  if (device.certificate === null) return;
  replaceCertificate(context.state, device, null);
  recordActivity(context, device, "REMOVE_CERTIFICATE");
}

function tellOfRenewal(context: UbloxContext, { rotPublicUid, certificate }: Device): void {
  if (certificate === null) return;
  emit(context, {
    hookType: "DEVICE_CERTIFICATE_RENEWAL_EVENT",
    rotPublicUid,
    payload: renewalPayload(certificate),
  });
}
