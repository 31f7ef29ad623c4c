import { utcWithoutZone } from "../../kit/times";
import type { DeviceCertificate } from "../state";
import { endOf } from "./rules";
import type { RootCa } from "./types";

/** What hooks are told about certificates; names and spellings as in the samples of /notification/webhook/create. */

export function renewalPayload(certificate: DeviceCertificate) {
  return {
    CertificateAuthorityName: certificate.rootCaName,
    CertificateSerialNumber: certificate.serialNumber,
    CertificateValidity: certificate.validityDays,
    ExpirationDate: utcMinutes(certificate.expiresAtMs),
  };
}

export function certificateExpiryPayload(certificate: DeviceCertificate, daysToExpiration: number) {
  return {
    CertificateAuthorityName: certificate.rootCaName,
    CertificateSerialNumber: certificate.serialNumber,
    DaysToExpiration: daysToExpiration,
    ExpirationDate: utcMinutes(certificate.expiresAtMs),
  };
}

export function rootCaExpiryPayload(rootCa: RootCa, daysToExpiration: number, devices: number) {
  return {
    CertificateAuthorityName: rootCa.name,
    DaysToExpiration: daysToExpiration,
    ExpirationDate: utcWithoutZone(endOf(rootCa)),
    ProvisionedDevicesCount: devices,
  };
}

/** `2020-05-10T19:39Z` */
function utcMinutes(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 16)}Z`;
}
