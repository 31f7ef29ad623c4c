import { z } from "zod";
import { instant, rotPublicUid } from "./identifiers";
import { done, read, write } from "./operation";
import { pageOf, pageQuery } from "./paging";

/** Name of a root CA: unique among all customers of the vendor, so that a name nobody here sees may be taken (u-blox seed). */
export const caName = z
  .string()
  .trim()
  .regex(
    /^[A-Za-z0-9_.-]{1,45}$/,
    "A root CA's name has 1 to 45 characters: letters without accents, digits, underscores, dashes and dots.",
  )
  .refine((name) => name !== "." && name !== "..", {
    error: "A root CA cannot be called “.” or “..”: no web address can carry these names.",
  });

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

/** What this console reads in a certificate by itself (RFC 5280); it does not depend on what the vendor says. */
export const parsedCertificate = z.object({
  subject: z.string(),
  issuer: z.string(),
  /** Lower-case hexadecimal, as many digits as whole bytes need. */
  serialNumber: z.string(),
  notBefore: instant,
  notAfter: instant,
  /** SHA-256 over the DER form: lower-case hexadecimal without separators. */
  fingerprintSha256: z.string(),
  /** Such as "EC P-256" or "RSA 2048". */
  key: z.string(),
  signatureAlgorithm: z.string(),
});
export type ParsedCertificate = z.output<typeof parsedCertificate>;

/** A certificate as read here: null when there is none or it cannot be read; `certificateProblem` then says why. */
const readHere = {
  certificate: parsedCertificate.nullable(),
  certificateProblem: z.string().nullable(),
};

/** A root CA with what its certificate says. */
export const rootCaInList = rootCa.extend(readHere);
export type RootCaInList = z.output<typeof rootCaInList>;

/** A proof of possession with what is found in it, and what a server may object to. */
export const popCertificateRead = popCertificate.extend({ ...readHere, remarks: z.array(z.string()) });
export type PopCertificateRead = z.output<typeof popCertificateRead>;

export const rootCaDetail = rootCaInList.extend({
  /** The vendor's own answer for this CA, for the Raw section. Holds no secrets. */
  raw: z.unknown(),
});
export type RootCaDetail = z.output<typeof rootCaDetail>;

/** What keeps a root CA from being deleted. */
export const rootCaHolders = z.object({
  /** Devices that carry a certificate of it, or are to be given one: the first hundred, and how many there are. */
  devices: z.array(rotPublicUid),
  deviceCount: z.number().int(),
  /** Device profiles whose bootstrap provisioning names it. */
  deviceProfiles: z.array(z.object({ deviceProfileUid: z.string(), profileName: z.string() })),
  /** How many were asked about, of how many: who holds it without having a certificate of it shows only one by one. */
  lookedAt: z.object({
    devices: z.number().int(),
    devicesOf: z.number().int(),
    deviceProfiles: z.number().int(),
    deviceProfilesOf: z.number().int(),
  }),
});
export type RootCaHolders = z.output<typeof rootCaHolders>;

/** A certificate on a revocation list. */
export const revokedCertificate = z.object({
  serialNumber: z.string(),
  revokedAt: instant.nullable(),
  reason: z.string().nullable(),
});
export type RevokedCertificate = z.output<typeof revokedCertificate>;

/** What is read in a revocation list; kept with the list. */
export const revocationListContent = z.object({
  /** CRL number as decimal digits (RFC 5280 §5.2.3); null where the list has none. */
  number: z.string().nullable(),
  thisUpdate: instant.nullable(),
  nextUpdate: instant.nullable(),
  revoked: z.array(revokedCertificate),
  /**
   * Whether the CA's key signed it. "unchecked" where there was no list to check, only serial numbers, or no
   * certificate to check it with; `signatureWords` say which.
   */
  signature: z.enum(["valid", "invalid", "unchecked"]),
  signatureWords: z.string(),
  /** What somebody who relies on it should know, in sentences. */
  remarks: z.array(z.string()),
  /** Against the one fetched before; null for the first. */
  difference: z.object({ added: z.array(z.string()), gone: z.array(z.string()) }).nullable(),
});
export type RevocationListContent = z.output<typeof revocationListContent>;

/** A revocation list as it was read here. */
export const parsedRevocationList = revocationListContent.extend({
  revocationListId: z.string(),
  caName: z.string(),
  /** When it was fetched first, and last without a change. */
  firstFetchedAt: instant,
  lastFetchedAt: instant,
});
export type ParsedRevocationList = z.output<typeof parsedRevocationList>;

/** The same in the list of those fetched: how many are on it, and not which. */
export const keptRevocationList = parsedRevocationList
  .omit({ revoked: true })
  .extend({ revokedCount: z.number().int() });
export type KeptRevocationList = z.output<typeof keptRevocationList>;

const caParams = z.object({ caName: z.string().min(1).max(255) });
const caSubject = ({ params }: { params: z.output<typeof caParams> }) => ({
  type: "rootCa",
  id: params.caName,
});

export const rootCas = {
  list: read({
    operationId: "rootCas.list",
    method: "GET",
    path: "/root-cas",
    summary: "List root CAs",
    permission: "root-cas:read",
    query: pageQuery,
    response: pageOf(rootCaInList),
    keepLast: true,
  }),
  get: read({
    operationId: "rootCas.get",
    method: "GET",
    path: "/root-cas/{caName}",
    summary: "Read one root CA, its certificate parsed",
    permission: "root-cas:read",
    params: caParams,
    response: rootCaDetail,
    keepLast: true,
  }),
  certificate: read({
    operationId: "rootCas.certificate",
    method: "GET",
    path: "/root-cas/{caName}/certificate",
    summary: "Download the certificate of a root CA",
    permission: "root-cas:read",
    params: caParams,
    response: z.unknown(),
    responseType: "stream",
    mediaType: "application/x-pem-file",
  }),
  create: write({
    operationId: "rootCas.create",
    method: "POST",
    path: "/root-cas",
    summary: "Create a root CA",
    description: "The vendor makes its key and keeps it. Names are unique among all customers of the vendor.",
    permission: "root-cas:write",
    body: newRootCa,
    response: rootCa,
    audit: { place: "vendor", subject: ({ body }) => ({ type: "rootCa", id: body.caName }) },
  }),
  update: write({
    operationId: "rootCas.update",
    method: "PATCH",
    path: "/root-cas/{caName}",
    summary: "Change when certificates of a root CA are renewed",
    description:
      "So many days before their end device certificates are renewed, at the device's next heartbeat.",
    permission: "root-cas:write",
    params: caParams,
    body: rootCaChange,
    response: done,
    audit: { place: "vendor", subject: caSubject, fields: () => ["renewBeforeDays"] },
  }),
  delete: write({
    operationId: "rootCas.delete",
    method: "DELETE",
    path: "/root-cas/{caName}",
    summary: "Delete a root CA",
    description: "Refused while a device or a device profile holds it; see rootCas.holders.",
    permission: "root-cas:write",
    params: caParams,
    response: done,
    audit: { place: "vendor", subject: caSubject },
  }),
  holders: read({
    operationId: "rootCas.holders",
    method: "GET",
    path: "/root-cas/{caName}/holders",
    summary: "Find what keeps a root CA from being deleted",
    permission: "root-cas:read",
    params: caParams,
    response: rootCaHolders,
  }),
  devices: read({
    operationId: "rootCas.devices",
    method: "GET",
    path: "/root-cas/{caName}/devices",
    summary: "List the devices that a root CA has given certificates to",
    permission: "root-cas:read",
    params: caParams,
    query: pageQuery,
    response: pageOf(rootCaDevice),
    keepLast: true,
  }),
  crl: read({
    operationId: "rootCas.crl",
    method: "GET",
    path: "/root-cas/{caName}/crl",
    summary: "Fetch the revocation list of a root CA, parsed",
    description:
      "Needs the vendor's certificate management subscription. Each list that differs from the last is kept.",
    permission: "root-cas:read",
    params: caParams,
    response: parsedRevocationList,
    keepLast: true,
  }),
  crlHistory: read({
    operationId: "rootCas.crlHistory",
    method: "GET",
    path: "/root-cas/{caName}/crl/history",
    summary: "List the revocation lists of a root CA that were fetched, newest first",
    permission: "root-cas:read",
    params: caParams,
    query: pageQuery,
    response: pageOf(keptRevocationList),
  }),
  crlFile: read({
    operationId: "rootCas.crlFile",
    method: "GET",
    path: "/root-cas/{caName}/crl/{revocationListId}",
    summary: "Download a revocation list that was fetched",
    description:
      "In binary form (DER), which other programs take, or with form=delivered as the text that the vendor delivered.",
    permission: "root-cas:read",
    params: caParams.extend({ revocationListId: z.string().min(1).max(64) }),
    query: z.object({ form: z.enum(["der", "delivered"]).default("der") }),
    response: z.unknown(),
    responseType: "stream",
    mediaType: "application/pkix-crl",
    otherMediaTypes: ["text/plain"],
  }),
  popCertificate: write({
    operationId: "rootCas.popCertificate",
    method: "POST",
    path: "/root-cas/{caName}/pop-certificate",
    summary: "Generate a proof-of-possession certificate",
    description: "Proves to the server that the CA was uploaded to that its key is yours.",
    permission: "root-cas:write",
    params: caParams,
    body: z.object({ registrationCode }),
    response: popCertificateRead,
    audit: { place: "vendor", subject: caSubject },
  }),
};
