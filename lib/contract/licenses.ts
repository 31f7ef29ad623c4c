import { z } from "zod";
import {
  deviceSerial,
  entitlementGroup,
  entitlementName,
  groupReading,
  vendorWarnings,
} from "./entitlements";
import { instant } from "./identifiers";
import { read, reveal, write } from "./operation";
import { pageOf, pageQuery } from "./paging";
import { statedReason } from "./reason";

// Licenses on devices: what Juniper calls activations, and gives back by what it calls "revoke".

/** How far a license is, as far as Muniment knows. */
export const licenseState = z.enum([
  /** The request is on its way. */
  "activating",
  "active",
  /** The answer to the activation was lost: it is looked up before anything is sent again. */
  "activation_in_doubt",
  /** The vendor refused, or a look-up found nothing: nothing was taken. */
  "not_activated",
  "releasing",
  /** The answer to the release was lost. */
  "release_in_doubt",
  "released",
]);
export type LicenseState = z.output<typeof licenseState>;

/** Days before its end at which a license counts as expiring. */
export const expiringWithinDays = 90;

/** What is to be seen of it: the state, and what the clock makes of an active one. */
export const licenseStanding = z.enum([...licenseState.options, "expiring", "expired"]);
export type LicenseStanding = z.output<typeof licenseStanding>;

/** A license on a device: activated here, or seen in the vendor's listing. */
export const license = z.object({
  /** Ours ("lic_…"), or made of the vendor's ids for one that was activated elsewhere ("seen~…"). */
  licenseId: z.string(),
  /** Whether it was activated through Muniment; only then key and file are here. */
  source: z.enum(["muniment", "vendor"]),
  serialNumber: z.string(),
  entitlementId: z.string().nullable(),
  ssrn: z.string().nullable(),
  productSku: z.string().nullable(),
  productDescription: z.string().nullable(),
  customerId: z.string().nullable(),
  groupId: z.string().nullable(),
  /** The vendor's id of the activation. */
  activationId: z.string().nullable(),
  /** The vendor's id of the license, such as "JUNOS204558": no secret. */
  vendorLicenseId: z.string().nullable(),
  quantity: z.number().int().nullable(),
  state: licenseState,
  standing: licenseStanding,
  activatedAt: instant.nullable(),
  activatedBy: z.string().nullable(),
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  /** The vendor's own word. */
  status: z.string().nullable(),
  hasKey: z.boolean(),
  fileName: z.string().nullable(),
  releasedAt: instant.nullable(),
  releaseReason: z.string().nullable(),
  /** How many came back by the release; null where the vendor does not say. */
  quantityReturned: z.number().int().nullable(),
});
export type License = z.output<typeof license>;

/** Something that happened to a license here. */
export const licenseEvent = z.object({
  at: instant,
  words: z.string(),
  by: z.string().nullable(),
  auditId: z.string().nullable(),
});

export const licenseDetail = license.extend({
  file: z.object({ fileName: z.string(), sizeBytes: z.number().int(), sha256: z.string() }).nullable(),
  jobId: z.string().nullable(),
  /** What happened to it here, latest first. */
  events: z.array(licenseEvent),
  /** Who was shown or given key and file, latest first. */
  handedOut: z.array(
    z.object({ at: instant, by: z.string(), what: z.enum(["revealed", "downloaded"]), auditId: z.string() }),
  ),
  /** What the vendor's listing says of it, without secrets; null while it is not in there. */
  listed: z.unknown(),
});
export type LicenseDetail = z.output<typeof licenseDetail>;

export const licenseFilters = z.object({
  ...entitlementGroup,
  entitlementId: z.string().max(128).optional(),
  serialNumber: deviceSerial.optional(),
  standing: licenseStanding.optional(),
  endsWithinDays: z.coerce.number().int().min(0).max(3_650).optional(),
  /** In serial number, SSRN, product and license id, in any case. */
  search: z.string().trim().max(128).optional(),
});
export type LicenseFilters = z.output<typeof licenseFilters>;

export const licenseSorts = ["serialNumber", "product", "activatedAt", "endsAt"] as const;

const licenseParams = z.object({ licenseId: z.string().min(1).max(300) });
const licenseSubject = ({ params }: { params: { licenseId: string } }) => ({
  type: "license",
  id: params.licenseId,
});

/** Owned, activated and free, in units of quantity; null where the vendor does not say. */
const compliance = z.object({
  /** Out where more is activated than was bought, or something is active whose entitlement has ended or was revoked. */
  compliant: z.boolean(),
  owned: z.number().int(),
  activated: z.number().int(),
  free: z.number().int(),
  /** Of what is owned: ends within 90 days. */
  expiring: z.number().int(),
  /** Activated beyond what is owned. */
  exceeded: z.number().int(),
  /** Activated of entitlements that have ended or were revoked. */
  lapsed: z.number().int(),
});

/** Stands as `productSku` where the vendor names no product. */
export const productNotSaid = "Not said";

export const groupCompliance = z.object({
  ...compliance.shape,
  customerId: z.string(),
  groupId: z.string(),
  products: z.array(
    compliance.extend({
      productSku: z.string(),
      productDescription: z.string().nullable(),
      entitlementCount: z.number().int(),
    }),
  ),
  /** Entitlements whose quantities the vendor does not say: not in the sums. */
  unclearCount: z.number().int(),
  group: groupReading,
});
export type GroupCompliance = z.output<typeof groupCompliance>;

export const deviceCompliance = z.object({
  serialNumber: z.string(),
  compliant: z.boolean(),
  /** Sentences about what is wrong or will be soon. */
  remarks: z.array(z.string()),
  licenseCount: z.number().int(),
  activeCount: z.number().int(),
  nextEndsAt: instant.nullable(),
});
export type DeviceCompliance = z.output<typeof deviceCompliance>;

/** What somebody should look at; each has a list behind it. */
export const licensesAttentionKind = z.enum([
  "entitlements_exceeded",
  "activations_in_doubt",
  "releases_in_doubt",
  "vouchers_in_doubt",
  "voucher_revocations_in_doubt",
  /** End within 90 days. */
  "entitlements_expiring",
  /** Within 30 days. */
  "vouchers_expiring",
]);
export type LicensesAttentionKind = z.output<typeof licensesAttentionKind>;

export const licensesAttention = z.object({
  /** Those of which there are any, the most urgent first. */
  items: z.array(z.object({ kind: licensesAttentionKind, count: z.number().int().positive() })),
  /** The group whose entitlements were looked at; null where nothing is known of them. */
  group: groupReading.nullable(),
  /** Whether there is a Juniper to ask at all. */
  connected: z.boolean(),
  /** What is most urgent about the credentials for Juniper. */
  credential: z.object({ kind: z.enum(["attention", "failed"]), words: z.string() }).nullable(),
});
export type LicensesAttention = z.output<typeof licensesAttention>;

const listQuery = {
  ...pageQuery.shape,
  size: z.coerce.number().int().min(1).max(200).default(50),
};

export const licenses = {
  list: read({
    operationId: "licenses.list",
    method: "GET",
    path: "/licenses",
    summary: "List licenses on devices: those activated here, and those the vendor lists",
    permission: "licenses:read",
    query: licenseFilters.extend({
      ...listQuery,
      sort: z.enum(licenseSorts).default("activatedAt"),
      direction: z.enum(["asc", "desc"]).default("desc"),
    }),
    response: pageOf(license).extend({ group: groupReading }),
  }),
  get: read({
    operationId: "licenses.get",
    method: "GET",
    path: "/licenses/{licenseId}",
    summary: "Read one license on a device",
    permission: "licenses:read",
    params: licenseParams,
    response: licenseDetail,
  }),
  compliance: read({
    operationId: "licenses.compliance",
    method: "GET",
    path: "/compliance",
    summary: "How what a group owns and what is activated fit together",
    permission: "licenses:read",
    query: z.object(entitlementGroup),
    response: groupCompliance,
  }),
  deviceCompliance: read({
    operationId: "licenses.deviceCompliance",
    method: "GET",
    path: "/compliance/devices",
    summary: "The same by device",
    permission: "licenses:read",
    query: z.object({
      ...entitlementGroup,
      ...listQuery,
      compliant: z.enum(["true", "false"]).optional(),
      search: z.string().trim().max(64).optional(),
    }),
    response: pageOf(deviceCompliance).extend({ group: groupReading }),
  }),
  attention: read({
    operationId: "licenses.attention",
    method: "GET",
    path: "/licenses/attention",
    summary: "Count the entitlements, licenses and vouchers that somebody should look at",
    description:
      "Of the connection's group, as all share it; an answer of up to an hour ago will do, so that nobody's budget is " +
      "spent by watching.",
    permission: "licenses:read",
    response: licensesAttention,
  }),
  activate: write({
    operationId: "licenses.activate",
    method: "POST",
    path: "/licenses",
    summary: "Activate a license for one device",
    description:
      "Takes from the entitlement and hands out key and file, which are kept sealed. A lost answer leaves the license in doubt: look it up, never activate again.",
    permission: "licenses:write",
    body: z.object({
      entitlement: entitlementName,
      /** The group whose listing it is looked for in first. */
      ...entitlementGroup,
      serialNumber: deviceSerial,
      quantity: z.number().int().min(1).max(1_000_000).default(1),
    }),
    response: z.object({ license, warnings: vendorWarnings }),
    audit: {
      place: "vendor",
      // Never the activation code.
      subject: ({ body }) => ({
        type: "license",
        id:
          "ssrn" in body.entitlement ? `${body.serialNumber} of ${body.entitlement.ssrn}` : body.serialNumber,
      }),
      fields: () => ["serialNumber", "quantity"],
    },
  }),
  lookUp: write({
    operationId: "licenses.lookUp",
    method: "POST",
    path: "/licenses/{licenseId}/look-up",
    summary: "Look up at the vendor what became of an activation or release in doubt",
    permission: "licenses:write",
    params: licenseParams,
    response: z.object({ license, /** What was found, in a sentence. */ words: z.string() }),
    audit: { place: "vendor", subject: licenseSubject },
  }),
  reveal: reveal({
    operationId: "licenses.reveal",
    method: "POST",
    path: "/licenses/{licenseId}/reveal",
    summary: "Show the license key",
    permission: "licenses:reveal",
    needsConfirmation: true,
    params: licenseParams,
    body: z.object({ reason: statedReason }),
    response: z.object({ licenseKey: z.string() }),
    audit: { place: "records", subject: licenseSubject, reason: ({ body }) => body.reason },
  }),
  download: reveal({
    operationId: "licenses.download",
    method: "POST",
    path: "/licenses/{licenseId}/download",
    summary: "Download the license file",
    permission: "licenses:reveal",
    needsConfirmation: true,
    params: licenseParams,
    responseType: "stream",
    mediaType: "application/octet-stream",
    response: z.unknown(),
    audit: { place: "vendor", subject: licenseSubject },
  }),
  release: write({
    operationId: "licenses.release",
    method: "POST",
    path: "/licenses/{licenseId}/release",
    summary: 'Release a license from a device (the vendor\'s "revoke")',
    description:
      "The quantity goes back to the entitlement. What is installed on the device stays until it is removed there.",
    permission: "licenses:write",
    params: licenseParams,
    body: z.object({ reason: statedReason }),
    response: z.object({ license, warnings: vendorWarnings }),
    audit: { place: "vendor", subject: licenseSubject, reason: ({ body }) => body.reason },
  }),
};
