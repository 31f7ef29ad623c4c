import { z } from "zod";
import { instant } from "./identifiers";
import { read, reveal } from "./operation";
import { pageOf, pageQuery } from "./paging";
import { statedReason } from "./reason";

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

/** What an entitlement is good for now, by our clock; the vendor's own word stands beside it as `status`. */
export const entitlementStanding = z.enum([
  "not_started",
  "active",
  /** Ends within 90 days. */
  "expiring",
  "expired",
  /** All of it is activated. */
  "used_up",
  /** More is activated than was bought. */
  "exceeded",
  "revoked",
  /** The vendor says too little to tell. */
  "unclear",
]);
export type EntitlementStanding = z.output<typeof entitlementStanding>;

export const entitlementInList = entitlement.omit({ raw: true, activations: true }).extend({
  standing: entitlementStanding,
});
export type EntitlementInList = z.output<typeof entitlementInList>;

/** Whose entitlements: those of the connection unless both are said. */
export const entitlementGroup = {
  /** customerID of the vendor. */
  customerId: z.string().trim().min(1).max(64).optional(),
  /** groupID of the vendor. */
  groupId: z.string().trim().min(1).max(64).optional(),
};

export const entitlementFilters = z.object({
  ...entitlementGroup,
  type: z.string().trim().toUpperCase().max(64).optional(),
  standing: entitlementStanding.optional(),
  accountId: z.string().trim().max(64).optional(),
  endsWithinDays: z.coerce.number().int().min(0).max(3_650).optional(),
  /** At least so many are free. */
  freeAtLeast: z.coerce.number().int().min(1).optional(),
  /** In product, SSRN, entitlement id and description, in any case. Activation codes are not searched. */
  search: z.string().trim().max(128).optional(),
});
export type EntitlementFilters = z.output<typeof entitlementFilters>;

export const entitlementSorts = ["product", "type", "used", "endsAt", "standing"] as const;

/** What a list was made of: the vendor is asked for all of a group at once, and seldom. */
export const groupReading = z.object({
  customerId: z.string(),
  groupId: z.string(),
  /** False where the group has more than is read (`readMax`); what is missing is then missing everywhere. */
  complete: z.boolean(),
  /** What the vendor's answer came with (`statusCode` 300). */
  warnings: vendorWarnings,
});

/** What is known of one entitlement without asking the vendor again. */
export const entitlementDetail = entitlement.extend({
  standing: entitlementStanding,
  group: groupReading,
});
export type EntitlementDetail = z.output<typeof entitlementDetail>;

export const entitlementCheck = z.object({
  /** The vendor's verdict; null where it named an entitlement and gave none. */
  valid: z.boolean(),
  entitlement: entitlement.omit({ raw: true }).extend({ standing: entitlementStanding }).nullable(),
  warnings: vendorWarnings,
});
export type EntitlementCheck = z.output<typeof entitlementCheck>;

/** By one of the two; both at once are refused by the vendor. */
export const entitlementName = z.union([z.strictObject({ ssrn }), z.strictObject({ activationCode })]);

const entitlementParams = z.object({ entitlementId: z.string().min(1).max(128) });

export const entitlements = {
  list: read({
    operationId: "entitlements.list",
    method: "GET",
    path: "/entitlements",
    summary: "List the entitlements of a customer's group",
    description:
      "Answered from what all processes share; the vendor's budget of calls decides how old that may be.",
    permission: "licenses:read",
    query: entitlementFilters.extend({
      ...pageQuery.shape,
      size: z.coerce.number().int().min(1).max(200).default(50),
      sort: z.enum(entitlementSorts).default("endsAt"),
      direction: z.enum(["asc", "desc"]).default("asc"),
    }),
    response: pageOf(entitlementInList).extend({
      group: groupReading,
      /** All values there are in the group, for filters. */
      types: z.array(z.string()),
      accountIds: z.array(z.string()),
    }),
  }),
  get: read({
    operationId: "entitlements.get",
    method: "GET",
    path: "/entitlements/{entitlementId}",
    summary: "Read one entitlement of a group, with its activations",
    permission: "licenses:read",
    params: entitlementParams,
    query: z.object(entitlementGroup),
    response: entitlementDetail,
  }),
  validate: read({
    operationId: "entitlements.validate",
    method: "POST",
    path: "/entitlements/validate",
    summary: "Validate an entitlement by its activation code or its SSRN",
    permission: "licenses:read",
    body: entitlementName,
    response: entitlementCheck,
  }),
  revealCode: reveal({
    operationId: "entitlements.revealCode",
    method: "POST",
    path: "/entitlements/{entitlementId}/activation-code",
    summary: "Show the activation code of an entitlement",
    permission: "licenses:reveal",
    needsConfirmation: true,
    params: entitlementParams,
    body: z.object({ ...entitlementGroup, reason: statedReason }),
    response: z.object({ activationCode: z.string() }),
    audit: {
      // The vendor may have to be asked for it.
      place: "vendor",
      subject: ({ params }) => ({ type: "entitlement", id: params.entitlementId }),
      reason: ({ body }) => body.reason,
    },
  }),
};
