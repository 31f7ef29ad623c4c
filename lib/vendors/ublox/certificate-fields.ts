import type { Fields } from "../http/fields";

/** What an answer says of a device certificate. The names are those of the certificate webhooks' payloads (seed). */
export function certificateIn(fields: Fields | undefined) {
  return {
    caName: fields?.text("CertificateAuthorityName", "CAName") ?? null,
    serialNumber: fields?.text("CertificateSerialNumber", "SerialNumber")?.toLowerCase() ?? null,
    validityDays: fields?.integer("CertificateValidity", "DeviceCertificateValidity") ?? null,
    expiresAt: fields?.instant("ExpirationDate") ?? null,
  };
}
