import { z } from "zod";
import { byRotPublicUid, selectedDevicesMax } from "./device-selection";
import { instant, rotPublicUid } from "./identifiers";
import { done, read, write } from "./operation";
import { pageInfo, pageQuery } from "./paging";
import { statedReason } from "./reason";
import { caName, certificateValidityDays, rootCaDevice } from "./root-cas";

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

/** What can be done about a certificate. */
export const certificateAct = z.enum(["renew", "rekey", "remove", "revoke", "transfer"]);
export type CertificateAct = z.output<typeof certificateAct>;

/** An act that was asked for here and that the device has not carried out yet, as far as can be told. */
export const pendingAct = z.object({
  act: certificateAct,
  askedAt: instant,
  askedBy: z.string(),
  /** The vendor took it; false while its answer is lost. */
  certain: z.boolean(),
  /** Transfer: the root CA it is to move to. */
  toCaName: z.string().nullable(),
  /** Heartbeats it takes in all (a re-key: 2, the others: 1) and how many of them have been seen. */
  heartbeats: z.number().int(),
  heartbeatsSeen: z.number().int(),
  /** When the device should have been in contact by, from its own interval and last contact; null when unknown. */
  expectedBy: instant.nullable(),
  overdue: z.boolean(),
});
export type PendingAct = z.output<typeof pendingAct>;

/**
 * valid · expiring (within 60 days) · expired · revoked (on the last revocation list that was fetched, or revoked from
 * here) · unknown (nobody says when it ends)
 */
export const certificateStanding = z.enum(["valid", "expiring", "expired", "revoked", "unknown"]);
export type CertificateStanding = z.output<typeof certificateStanding>;

/** A certificate with what we know of it beyond the vendor's lists. */
export const certificateInList = listedCertificate.extend({
  standing: certificateStanding,
  pending: pendingAct.nullable(),
});
export type CertificateInList = z.output<typeof certificateInList>;

/** An act as it is remembered: under way, seen on the device, or ended without being seen there. */
export const certificateActRecord = z.object({
  act: certificateAct,
  caName: z.string(),
  toCaName: z.string().nullable(),
  /** The certificate it was about. */
  serialNumber: z.string().nullable(),
  askedAt: instant,
  askedBy: z.string(),
  jobId: z.string().nullable(),
  /**
   * unanswered: the vendor's answer was lost · accepted: it waits for heartbeats · applied · superseded: another act came
   * first, or the device was in contact and shows no trace of it
   */
  state: z.enum(["unanswered", "accepted", "applied", "superseded"]),
  endedAt: instant.nullable(),
});
export type CertificateActRecord = z.output<typeof certificateActRecord>;

const which = (body: { certificates: CertificateSelection }) => {
  const listed =
    "rotPublicUids" in body.certificates ? body.certificates.rotPublicUids : body.certificates.serialNumbers;
  return listed.length === 1 ? String(listed[0]) : `${listed.length} certificates`;
};
const chosen = { caName, certificates: certificateSelection };
const several = "For many devices preview a job of the same kind.";
const rules =
  "Refused while a re-key of the device is under way. Needs the vendor's certificate management subscription and unused " +
  `quota of each device. ${several}`;

export const deviceCertificates = {
  list: read({
    operationId: "deviceCertificates.list",
    method: "GET",
    path: "/device-certificates",
    summary: "List device certificates over all root CAs",
    description:
      "Or those of one root CA: one root CA after the other, a hundred at a time. Where the vendor's counts prove wrong, " +
      "the total follows what was read.",
    permission: "device-certificates:read",
    query: pageQuery.extend({ caName: z.string().min(1).max(255).optional() }),
    response: z.object({
      items: z.array(certificateInList),
      page: pageInfo,
      /** "unavailable" when the vendor failed to tell more than the CAs' own lists. */
      details: z.enum(["complete", "unavailable"]),
    }),
    keepLast: true,
  }),
  get: read({
    operationId: "deviceCertificates.get",
    method: "GET",
    path: "/device-certificates/{rotPublicUid}",
    summary: "Read the certificate of one device, with what is under way",
    permission: "device-certificates:read",
    params: z.object({ rotPublicUid }),
    response: z.object({
      /** Null while the device carries none, such as between the heartbeats of a re-key. */
      certificate: certificateInList.nullable(),
      /** What is under way: a re-key before anything else, then what was asked for last. */
      pending: pendingAct.nullable(),
      /** What was asked for here, newest first: the last twenty. */
      acts: z.array(certificateActRecord),
      /** When the device was last in contact, and how often it makes contact; null where that is not known. */
      lastContactAt: instant.nullable(),
      heartbeatSeconds: z.number().int().nullable(),
    }),
    keepLast: true,
  }),
  renew: write({
    operationId: "deviceCertificates.renew",
    method: "POST",
    path: "/device-certificates/renew",
    summary: "Renew device certificates",
    description: `The same key pair, a new serial number and end, at the next heartbeat. Billed by the vendor. ${rules}`,
    permission: "device-certificates:write",
    body: z.object({ ...chosen, validityDays: certificateValidityDays }),
    response: done,
    audit: {
      place: "vendor",
      finishes: "later",
      subject: ({ body }) => ({ type: "deviceCertificate", id: which(body) }),
      fields: () => ["validityDays"],
    },
  }),
  rekey: write({
    operationId: "deviceCertificates.rekey",
    method: "POST",
    path: "/device-certificates/rekey",
    summary: "Re-key device certificates",
    description: `A new key pair. Takes two heartbeats, with no certificate in between. Billed by the vendor. ${rules}`,
    permission: "device-certificates:write",
    body: z.object(chosen),
    response: done,
    audit: {
      place: "vendor",
      finishes: "later",
      subject: ({ body }) => ({ type: "deviceCertificate", id: which(body) }),
    },
  }),
  remove: write({
    operationId: "deviceCertificates.remove",
    method: "POST",
    path: "/device-certificates/remove",
    summary: "Remove certificates from devices",
    description: `Certificate and key pair leave the device at its next heartbeat. Does not revoke. ${rules}`,
    permission: "device-certificates:write",
    body: byRotPublicUid,
    response: done,
    audit: {
      place: "vendor",
      finishes: "later",
      subject: ({ body }) => ({ type: "deviceCertificate", id: which({ certificates: body }) }),
    },
  }),
  revoke: write({
    operationId: "deviceCertificates.revoke",
    method: "POST",
    path: "/device-certificates/revoke",
    summary: "Revoke a device certificate",
    description: `On the revocation list at once; it cannot be taken off again. The certificate stays on the device. ${rules}`,
    permission: "device-certificates:write",
    body: z.object({ caName, certificate: oneCertificate, reason: statedReason }),
    response: done,
    audit: {
      place: "vendor",
      subject: ({ body: { certificate } }) => ({
        type: "deviceCertificate",
        id: "rotPublicUid" in certificate ? certificate.rotPublicUid : certificate.serialNumber,
      }),
      reason: ({ body }) => body.reason,
    },
  }),
  transfer: write({
    operationId: "deviceCertificates.transfer",
    method: "POST",
    path: "/device-certificates/transfer",
    summary: "Move device certificates to another root CA",
    description: `At the next heartbeat; a certificate never outlives its root CA, so its validity may shrink. ${rules}`,
    permission: "device-certificates:write",
    body: byRotPublicUid
      .extend({ fromCaName: caName, toCaName: caName })
      .refine(({ fromCaName, toCaName }) => fromCaName !== toCaName, {
        error: "Choose another root CA than the one they have.",
        path: ["toCaName"],
      }),
    response: done,
    audit: {
      place: "vendor",
      finishes: "later",
      subject: ({ body }) => ({ type: "deviceCertificate", id: which({ certificates: body }) }),
      fields: () => ["caName"],
    },
  }),
};
