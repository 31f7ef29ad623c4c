import { z } from "zod";
import { byRotPublicUid, selectedDevicesMax } from "./device-selection";
import { rotPublicUid } from "./identifiers";
import { rootCaDevice } from "./root-cas";

/** Serial number of an X.509 certificate: at most 20 bytes (RFC 5280 §4.1.2.2), as hexadecimal digits. */
export const certificateSerialNumber = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[0-9a-f]{1,40}$/, "A certificate's serial number has 1 to 40 hexadecimal digits.");

/** A device certificate in a list over root CAs; null where neither the CA's list nor the device says it. */
export const listedCertificate = rootCaDevice.extend({
  caName: z.string(),
  deviceSerialNumber: z.string().nullable(),
});
export type ListedCertificate = z.output<typeof listedCertificate>;

/** Certificates by the devices that carry them, or by their own serial numbers. */
export const certificateSelection = z.union(
  [
    byRotPublicUid,
    z.strictObject({
      serialNumbers: z
        .array(certificateSerialNumber)
        .min(1, "Choose at least one certificate.")
        .max(selectedDevicesMax),
    }),
  ],
  { error: "Name certificates by RoT UID or by serial number, one of the two." },
);
export type CertificateSelection = z.output<typeof certificateSelection>;

/** One certificate: the vendor revokes no more at a time. */
export const oneCertificate = z.union(
  [z.strictObject({ rotPublicUid }), z.strictObject({ serialNumber: certificateSerialNumber })],
  { error: "Name the certificate by RoT UID or by serial number, one of the two." },
);
export type OneCertificate = z.output<typeof oneCertificate>;
