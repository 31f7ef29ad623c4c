import { DAY_MS } from "../../kit/clock";
import type { Device, DeviceCertificate, UbloxState } from "../state";
import { endOf } from "./rules";
import { newSerialNumber } from "./serial-number";
import type { RootCa } from "./types";

/**
 * A certificate from now on: it lives as long as asked, but never longer than its CA [seed].
 * @returns null when the CA has ended
 */
export function issueCertificate(
  rootCa: RootCa,
  validityDays: number,
  nowMs: number,
): DeviceCertificate | null {
  const expiresAtMs = Math.min(nowMs + validityDays * DAY_MS, endOf(rootCa));
  if (expiresAtMs <= nowMs) return null;
  return {
    rootCaName: rootCa.name,
    serialNumber: newSerialNumber(),
    validityDays: Math.floor((expiresAtMs - nowMs) / DAY_MS),
    expiresAtMs,
  };
}

/** Puts another certificate on the device, or none. The one before can still be revoked by its serial number. */
export function replaceCertificate(
  state: UbloxState,
  device: Device,
  certificate: DeviceCertificate | null,
): void {
  const before = device.certificate;
  if (before !== null) {
    const { rootCaName, serialNumber } = before;
    state.rootCas.get(rootCaName)?.formerCertificates.set(serialNumber, device.rotPublicUid);
  }
  device.certificate = certificate;
}

export function isRevoked(rootCa: RootCa, serialNumber: string): boolean {
  return rootCa.revocations.some((revocation) => revocation.serialNumber === serialNumber);
}

/** In the order of the device list. */
export function devicesWithCertificateOf(state: UbloxState, rootCaName: string): Device[] {
  return [...state.devices.values()].filter(({ certificate }) => certificate?.rootCaName === rootCaName);
}
