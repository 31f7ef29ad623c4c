import { z } from "zod";
import { byRotPublicUid, byTag } from "./device-selection";
import { deviceProfileUid, instant, rotPublicUid } from "./identifiers";

/** Which devices are checked: the vendor takes one of the three. */
export const checkedDevices = z.union([byRotPublicUid, byTag, z.strictObject({ deviceProfileUid })], {
  error: "Name devices by RoT UID, by tag or by device profile, one of the three.",
});
export type CheckedDevices = z.output<typeof checkedDevices>;

export const cloneQuestion = z
  .object({ devices: checkedDevices, from: instant, to: instant.optional() })
  .refine(({ from, to }) => to === undefined || Date.parse(from) <= Date.parse(to), {
    error: "The end lies before the beginning.",
    path: ["to"],
  });
export type CloneQuestion = z.output<typeof cloneQuestion>;

/** A device that was found to be cloned; null where the vendor does not say. */
export const clonedDevice = z.object({
  rotPublicUid,
  deviceProfileUid: z.string().nullable(),
  imei: z.string().nullable(),
  at: instant.nullable(),
  /** The vendor's own words, without secrets. */
  raw: z.unknown(),
});
export type ClonedDevice = z.output<typeof clonedDevice>;

/** Why a device may be suspicious (u-blox seed, device/suspicious/get). */
export const suspicionReason = z.enum([
  "DUPLICATED_SCL_SERIAL_NUM_SEALED_INFO",
  "DUPLICATED_DEV_SERIAL_NUM_SEALING",
  "DUPLICATED_SCL_SERIAL_NUM_PROD_LOG",
  "DUPLICATED_DEV_SERIAL_NUM_PROD_LOG",
]);

export const suspiciousDevice = z.object({
  rotPublicUid,
  deviceProfileUid: z.string().nullable(),
  deviceSerialNumber: z.string().nullable(),
  /** Of `suspicionReason`; another word of the vendor's is passed on. */
  reasons: z.array(z.string()),
  at: instant.nullable(),
  /** The vendor's own words, without secrets. */
  raw: z.unknown(),
});
export type SuspiciousDevice = z.output<typeof suspiciousDevice>;
