import { z } from "zod";
import { instant, rotPublicUid } from "./identifiers";

/** Name of a root CA: unique among all customers of the vendor, so that a name nobody here sees may be taken (u-blox seed). */
export const caName = z
  .string()
  .trim()
  .regex(
    /^[A-Za-z0-9_.-]{1,45}$/,
    "A root CA's name has 1 to 45 characters: letters without accents, digits, underscores, dashes and dots.",
  );

/** Bounds of the vendor, in days (u-blox seed, ztp/rootca/create). */
const caValidityDays = z.number().int().min(1_825).max(3_650);
export const certificateValidityDays = z.number().int().min(30).max(3_650);
export const renewBeforeDays = z.number().int().min(1).max(365);

/** A root CA to be created. */
export const newRootCa = z.object({
  caName,
  caValidityDays,
  /** An upper bound: no device certificate outlives its CA. */
  certificateValidityDays,
  /**
   * So many days before its end a device certificate is renewed, at the device's next heartbeat. Needs the vendor's
   * certificate management subscription.
   */
  renewBeforeDays: renewBeforeDays.optional(),
});
export type NewRootCa = z.output<typeof newRootCa>;

export const rootCaChange = z.object({ renewBeforeDays });

/** A root CA as the vendor tells it; null where it does not say. */
export const rootCa = z.object({
  caName: z.string(),
  caValidityDays: z.number().int().nullable(),
  certificateValidityDays: z.number().int().nullable(),
  renewBeforeDays: z.number().int().nullable(),
  certificatePem: z.string().nullable(),
  createdAt: instant.nullable(),
  expiresAt: instant.nullable(),
});
export type RootCa = z.output<typeof rootCa>;

/** A device that was given a certificate by a root CA, with what the vendor says of that certificate. */
export const rootCaDevice = z.object({
  rotPublicUid,
  serialNumber: z.string().nullable(),
  validityDays: z.number().int().nullable(),
  expiresAt: instant.nullable(),
  /** The vendor's own word for the certificate's state. */
  state: z.string().nullable(),
});
export type RootCaDevice = z.output<typeof rootCaDevice>;

/** A certificate revocation list as the vendor delivered it. */
export const revocationList = z.object({
  caName: z.string(),
  /** The standard CRL, untouched; null where only serial numbers came. */
  crl: z.string().nullable(),
  /** Lower-case hexadecimal, as the vendor writes them: leading zeros may be missing. */
  revokedSerialNumbers: z.array(z.string()),
});
export type RevocationList = z.output<typeof revocationList>;

/** What the server that the root CA was uploaded to hands out to have it proved. */
export const registrationCode = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{1,1024}$/, "A registration code has 1 to 1024 characters without spaces.");

/** A certificate that proves possession of a root CA's key. */
export const popCertificate = z.object({ caName: z.string(), certificatePem: z.string() });
export type PopCertificate = z.output<typeof popCertificate>;
