import { z } from "zod";
import { deviceSerial, ssrn, vendorWarnings } from "./entitlements";
import { instant } from "./identifiers";
import { read, reveal, write } from "./operation";
import { pageOf, pageQuery } from "./paging";
import { statedReason } from "./reason";
import { parsedCertificate } from "./root-cas";

// Vouchers (RFC 8366): they tell a device which domain it belongs to. The vendor lists none, so the list is of those
// issued here.

export const voucherState = z.enum([
  "issuing",
  "issued",
  /** The answer was lost, and the vendor lists no vouchers: a person finds out and settles it. */
  "issue_in_doubt",
  "not_issued",
  "revoking",
  "revoke_in_doubt",
  "revoked",
]);
export type VoucherState = z.output<typeof voucherState>;

export const voucherStanding = z.enum([...voucherState.options, "expiring", "expired"]);
export type VoucherStanding = z.output<typeof voucherStanding>;

/** A voucher that was asked for here. */
export const issuedVoucher = z.object({
  voucherId: z.string(),
  vendorVoucherId: z.string().nullable(),
  serialNumber: z.string(),
  ssrn: z.string(),
  productSku: z.string().nullable(),
  state: voucherState,
  /** `expiring` within 30 days. */
  standing: voucherStanding,
  issuedAt: instant.nullable(),
  issuedBy: z.string(),
  expiresAt: instant,
  assertion: z.string().nullable(),
  /** The pinned domain certificate, as it was sent. */
  certificate: parsedCertificate.pick({
    subject: true,
    issuer: true,
    notAfter: true,
    fingerprintSha256: true,
  }),
  /** Other serial numbers that were given a voucher with the same certificate. */
  sharedWithCount: z.number().int(),
  fileName: z.string().nullable(),
  mediaType: z.string().nullable(),
  sizeBytes: z.number().int().nullable(),
  sha256: z.string().nullable(),
  revokedAt: instant.nullable(),
  revokeReason: z.string().nullable(),
});
export type IssuedVoucher = z.output<typeof issuedVoucher>;

/** What is read in a voucher's file (RFC 8366 §5.3). Null where the leaf is absent. */
export const decodedVoucher = z.object({
  createdOn: z.string().nullable(),
  expiresOn: z.string().nullable(),
  assertion: z.string().nullable(),
  serialNumber: z.string().nullable(),
  idevidIssuer: z.string().nullable(),
  domainCertRevocationChecks: z.boolean().nullable(),
  nonce: z.string().nullable(),
  lastRenewalDate: z.string().nullable(),
  pinnedDomainCertificate: parsedCertificate.nullable(),
  /** Whoever signed the file: those certificates that lie in it. */
  signers: z.array(parsedCertificate),
  /** "valid": signed by the first of `signers`; whether that one can be trusted is for the device to say. */
  signature: z.enum(["valid", "invalid", "unchecked"]),
  /** What somebody who hands it out should know, in sentences. */
  remarks: z.array(z.string()),
});
export type DecodedVoucher = z.output<typeof decodedVoucher>;

export const voucherDetail = issuedVoucher.extend({
  askedAt: instant,
  revokeAskedAt: instant.nullable(),
  /** Why it was settled as it was by a person, where it had been in doubt. */
  settledReason: z.string().nullable(),
  /** Where the file says other than what was asked for, in sentences. */
  differences: z.array(z.string()),
  decoded: decodedVoucher.nullable(),
  /** Why there is no decoded form, where a file is there. */
  decodeProblem: z.string().nullable(),
  /** The pinned certificate, whole. */
  pinned: parsedCertificate.nullable(),
  certificatePem: z.string(),
  /** The first hundred of them. */
  sharedWith: z.array(z.string()),
  handedOut: z.array(z.object({ at: instant, by: z.string(), auditId: z.string() })),
});
export type VoucherDetail = z.output<typeof voucherDetail>;

/** PEM, or DER in base64. A certificate is no secret. */
export const certificateText = z.string().trim().min(1, "Paste or choose a certificate.").max(65_536);

/** What is found in a certificate to be pinned. */
export const certificateCheck = z.object({
  certificate: parsedCertificate.nullable(),
  /** Why it cannot be used; null when it can. */
  problem: z.string().nullable(),
  remarks: z.array(z.string()),
});
export type CertificateCheck = z.output<typeof certificateCheck>;

export const voucherFilters = z.object({
  standing: voucherStanding.optional(),
  serialNumber: deviceSerial.optional(),
  ssrn: ssrn.optional(),
  endsWithinDays: z.coerce.number().int().min(0).max(3_650).optional(),
  /** In serial number, SSRN, product and the certificate's subject and fingerprint, in any case. */
  search: z.string().trim().max(128).optional(),
});
export type VoucherFilters = z.output<typeof voucherFilters>;

export const voucherSorts = ["serialNumber", "issuedAt", "expiresAt"] as const;

const voucherParams = z.object({ voucherId: z.string().min(1).max(64) });
const voucherSubject = ({ params }: { params: { voucherId: string } }) => ({
  type: "voucher",
  id: params.voucherId,
});

export const vouchers = {
  list: read({
    operationId: "vouchers.list",
    method: "GET",
    path: "/vouchers",
    summary: "List the vouchers issued here",
    permission: "licenses:read",
    query: voucherFilters.extend({
      ...pageQuery.shape,
      size: z.coerce.number().int().min(1).max(200).default(50),
      sort: z.enum(voucherSorts).default("issuedAt"),
      direction: z.enum(["asc", "desc"]).default("desc"),
    }),
    response: pageOf(issuedVoucher),
  }),
  get: read({
    operationId: "vouchers.get",
    method: "GET",
    path: "/vouchers/{voucherId}",
    summary: "Read one voucher, its file decoded",
    permission: "licenses:read",
    params: voucherParams,
    response: voucherDetail,
  }),
  checkCertificate: read({
    operationId: "vouchers.checkCertificate",
    method: "POST",
    path: "/vouchers/certificate-check",
    summary: "Read a certificate that is to be pinned, without calling the vendor",
    permission: "licenses:read",
    /** For whom it is to be pinned, as far as that is known: then what was pinned for them before is told. */
    body: z.object({
      certificate: certificateText,
      serialNumber: deviceSerial.optional(),
      ssrn: ssrn.optional(),
    }),
    response: certificateCheck,
  }),
  issue: write({
    operationId: "vouchers.issue",
    method: "POST",
    path: "/vouchers",
    summary: "Have a voucher issued for a device",
    permission: "licenses:write",
    body: z.object({ serialNumber: deviceSerial, ssrn, expiresAt: instant, certificate: certificateText }),
    response: z.object({ voucher: issuedVoucher, warnings: vendorWarnings }),
    audit: {
      place: "vendor",
      subject: ({ body }) => ({ type: "voucher", id: `${body.serialNumber} of ${body.ssrn}` }),
      fields: () => ["serialNumber", "expiresAt", "certificate"],
    },
  }),
  settle: write({
    operationId: "vouchers.settle",
    method: "POST",
    path: "/vouchers/{voucherId}/settle",
    summary: "Say what became of a voucher in doubt, after it was looked up at the vendor's portal",
    permission: "licenses:write",
    params: voucherParams,
    body: z.object({ happened: z.boolean(), reason: statedReason }),
    response: z.object({ voucher: issuedVoucher }),
    audit: { place: "records", subject: voucherSubject, reason: ({ body }) => body.reason },
  }),
  download: reveal({
    operationId: "vouchers.download",
    method: "POST",
    path: "/vouchers/{voucherId}/download",
    summary: "Download the voucher's file",
    permission: "licenses:reveal",
    params: voucherParams,
    responseType: "stream",
    mediaType: "application/voucher-cms+json",
    response: z.unknown(),
    audit: { place: "vendor", subject: voucherSubject },
  }),
  revoke: write({
    operationId: "vouchers.revoke",
    method: "POST",
    path: "/vouchers/{voucherId}/revoke",
    summary: "Revoke a voucher at the vendor",
    description: "A file already handed out cannot be recalled: devices take it until it expires.",
    permission: "licenses:write",
    params: voucherParams,
    body: z.object({ reason: statedReason }),
    response: z.object({ voucher: issuedVoucher, warnings: vendorWarnings }),
    audit: { place: "vendor", subject: voucherSubject, reason: ({ body }) => body.reason },
  }),
};
