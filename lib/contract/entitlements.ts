import { z } from "zod";
import { instant } from "./identifiers";

// Shapes of Juniper's licensing. The document names the operations and terms; field names beyond it are a proposal that
// lib/vendors/juniper/contract.ts alone spells on the wire.

/** Types of entitlements (Juniper seed, Terminology); another word of the vendor's is passed on. */
export const entitlementType = z.enum(["SUBSCRIPTION", "PERPETUAL", "VOUCHER"]);

/** Serial number of a Juniper device, in capitals. No format is published. */
export const deviceSerial = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9-]{4,64}$/, "A serial number has 4 to 64 characters: letters, digits and dashes.");

/** Software support reference number: one for every entitlement. No format is published. */
export const ssrn = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9-]{4,64}$/, "An SSRN has 4 to 64 characters: letters, digits and dashes.");

/** A secret: whoever has it can activate. No format is published. */
export const activationCode = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9-]{4,128}$/, "An activation code has 4 to 128 characters: letters, digits and dashes.");

/** How much of it there is, and how much is taken; null where the vendor does not say. */
export const licenseQuantity = z.object({
  total: z.number().int().nullable(),
  activated: z.number().int().nullable(),
  available: z.number().int().nullable(),
});

/** A day of the vendor's, or an instant; `raw` keeps what cannot be read. */
export const entitlementDates = z.object({
  startsAt: instant.nullable(),
  /** Null for perpetual ones, and where it cannot be read. */
  endsAt: instant.nullable(),
});

/** An activation as an entitlement lists it. */
export const listedActivation = z.object({
  activationId: z.string().nullable(),
  serialNumber: z.string(),
  activatedAt: instant.nullable(),
  /** The vendor's own word. */
  status: z.string().nullable(),
});
export type ListedActivation = z.output<typeof listedActivation>;

/** What an end customer may use. The activation code is masked here; seeing it is a reveal. */
export const entitlement = z.object({
  /** The vendor's; else its SSRN, which is unique as well. */
  entitlementId: z.string(),
  ssrn: z.string().nullable(),
  activationCodeMasked: z.string().nullable(),
  type: z.string().nullable(),
  productSku: z.string().nullable(),
  productDescription: z.string().nullable(),
  customerId: z.string().nullable(),
  groupId: z.string().nullable(),
  accountId: z.string().nullable(),
  quantity: licenseQuantity,
  ...entitlementDates.shape,
  status: z.string().nullable(),
  activations: z.array(listedActivation),
  /** The vendor's own words, without secrets. */
  raw: z.unknown(),
});
export type Entitlement = z.output<typeof entitlement>;

/** What came of an answer that was given with reservations (`statusCode` 300). */
export const vendorWarnings = z.array(z.object({ code: z.string().nullable(), words: z.string() }));
export type VendorWarnings = z.output<typeof vendorWarnings>;

/** An activated license. Key and file are secrets: they are kept sealed and shown by reveals. */
export const activation = z.object({
  activationId: z.string().nullable(),
  serialNumber: z.string(),
  ssrn: z.string().nullable(),
  licenseId: z.string().nullable(),
  quantity: z.number().int().nullable(),
  activatedAt: instant.nullable(),
  ...entitlementDates.shape,
  status: z.string().nullable(),
  hasKey: z.boolean(),
  fileName: z.string().nullable(),
});
export type Activation = z.output<typeof activation>;

/** The secrets of an activation, as the vendor handed them out. */
export const licenseSecrets = z.object({
  licenseKey: z.string().nullable(),
  file: z.object({ fileName: z.string(), contentBase64: z.string() }).nullable(),
});
export type LicenseSecrets = z.output<typeof licenseSecrets>;

/** A voucher that was issued (RFC 8366). */
export const voucher = z.object({
  voucherId: z.string().nullable(),
  serialNumber: z.string(),
  ssrn: z.string().nullable(),
  createdAt: instant.nullable(),
  expiresAt: instant.nullable(),
  assertion: z.string().nullable(),
  pinnedDomainCertSha256: z.string().nullable(),
  status: z.string().nullable(),
  fileName: z.string().nullable(),
  mediaType: z.string().nullable(),
});
export type Voucher = z.output<typeof voucher>;

export const revocation = z.object({
  revocationId: z.string().nullable(),
  serialNumber: z.string(),
  revokedAt: instant.nullable(),
  /** How many came back to the entitlement; null where the vendor does not say. */
  quantityReturned: z.number().int().nullable(),
  status: z.string().nullable(),
});
export type Revocation = z.output<typeof revocation>;
