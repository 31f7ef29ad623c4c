import { z } from "zod";
import { audit } from "./audit";
import { deviceSelection } from "./device-selection";
import { rotPublicUid } from "./identifiers";
import { read, reveal, write } from "./operation";
import { selectionWords } from "./provisioning";
import { statedReason } from "./reason";

/** Identity of a session key: 14 bytes (u-blox seed, e2e/uplink/symmetrickey/get). */
export const keyId = z
  .string()
  .trim()
  .regex(/^[0-9a-f]{28}$/i, "A key identity has exactly 28 hexadecimal digits, without 0x.");

/**
 * The head of an encrypted message: 16 bytes in version 1, 12 in version 2 (u-blox seed), of which the vendor's own
 * sample holds 11.
 */
export const encryptedHeader = z
  .string()
  .trim()
  .regex(
    /^(?:[0-9a-f]{22}|[0-9a-f]{24}|[0-9a-f]{32})$/i,
    "An encrypted header has 32 hexadecimal digits in version 1, 22 or 24 in version 2, without 0x.",
  );

export const keyLengthBits = z.literal([128, 256]);

/** A new key for every call, or one that is kept for some days. */
export const keyRotation = z.discriminatedUnion("type", [
  z.object({ type: z.literal("continuous") }),
  /** Days shorter than a device's heartbeat shorten the heartbeat. */
  z.object({ type: z.literal("automatic"), days: z.number().int().min(1).max(30).default(7) }),
]);
export type KeyRotation = z.output<typeof keyRotation>;

const daySeconds = 86_400;

/**
 * Seconds between a device's heartbeats once a rotation is set: fewer days than the heartbeat shorten it, nothing makes it
 * longer (u-blox seed, e2e/key/rotate).
 */
export function heartbeatSecondsAfter(rotation: KeyRotation, heartbeatSeconds: number): number {
  return rotation.type === "automatic"
    ? Math.min(heartbeatSeconds, rotation.days * daySeconds)
    : heartbeatSeconds;
}

/** What the vendor says about a rotation, the effect on the heartbeat included; null when it says nothing. */
export const keyRotationAnswer = z.object({ vendorText: z.string().nullable() });
export type KeyRotationAnswer = z.output<typeof keyRotationAnswer>;

/** Base64, as the vendor wrote it. Shown once to whoever asked; never kept, logged or cached. */
const keyMaterial = z.string();

/** Null when the vendor wrote a number from which the UID cannot be told. */
const whose = { rotPublicUid: rotPublicUid.nullable() };

export const symmetricKey = z.object({ ...whose, key: keyMaterial });
export type SymmetricKey = z.output<typeof symmetricKey>;

/**
 * Parameters to protect or check messages with. Which of them come depends on the direction, on the header's version and
 * on the cipher suite; null is what did not come.
 */
export const e2eParameters = z.object({
  ...whose,
  cipherSuite: z.string().nullable(),
  macLengthBits: z.number().int().nullable(),
  keyLengthBits: z.number().int().nullable(),
  authenticationKeyLengthBits: z.number().int().nullable(),
  key: keyMaterial.nullable(),
  encryptionKey: keyMaterial.nullable(),
  authenticationKey: keyMaterial.nullable(),
  nonce: keyMaterial.nullable(),
  /** Key derivation vector. */
  kiv: keyMaterial.nullable(),
  /** Initial vector of AES. */
  aesIv: keyMaterial.nullable(),
  /** What the vendor's document does not name, under the vendor's names: secret as well. */
  otherParameters: z.record(z.string(), keyMaterial),
});
export type E2eParameters = z.output<typeof e2eParameters>;

const byHeader = z.object({ encryptedHeader, reason: statedReason });
const byDevice = z.object({ rotPublicUid, reason: statedReason });
const headerWords = ({ body }: { body: z.output<typeof byHeader> }) => ({
  type: "e2eKey",
  id: `header ${body.encryptedHeader}`,
});
const deviceWords = ({ body }: { body: z.output<typeof byDevice> }) => ({
  type: "device",
  id: body.rotPublicUid,
});
const why = ({ body }: { body: { reason: string } }) => body.reason;
const shownOnce =
  "Answered once to whoever asked and never kept. Needs a sign-in of the last five minutes and a reason.";

export const e2eKeys = {
  rotate: write({
    operationId: "e2e.rotate",
    method: "POST",
    path: "/e2e-keys/rotate",
    summary: "Rotate end-to-end keys of devices",
    description:
      "A new key for every message, or one that is kept for 1 to 30 days. Fewer days than a device's heartbeat shorten " +
      "the heartbeat. For many devices preview a job of kind e2e.rotate.",
    permission: "e2e:rotate",
    body: z.object({ devices: deviceSelection, rotation: keyRotation }),
    response: keyRotationAnswer,
    audit: {
      place: "vendor",
      finishes: "later",
      subject: ({ body }) => ({ type: "device", id: selectionWords(body.devices) }),
      fields: () => ["keyRotation"],
    },
  }),
  symmetricKey: reveal({
    operationId: "e2e.symmetricKey",
    method: "POST",
    path: "/e2e-keys/symmetric-key",
    summary: "Reveal the session key of a key identity",
    description: `Billed by the vendor. ${shownOnce}`,
    permission: "e2e:reveal",
    needsConfirmation: true,
    body: z.object({ keyId, keyLengthBits, reason: statedReason }),
    response: symmetricKey,
    audit: {
      place: "vendor",
      subject: ({ body }) => ({ type: "e2eKey", id: `key identity ${body.keyId}` }),
      reason: why,
    },
  }),
  uplinkProtection: reveal({
    operationId: "e2e.uplinkProtection",
    method: "POST",
    path: "/e2e-keys/uplink-protection",
    summary: "Reveal what a message from a device is decrypted with",
    description: `Billed by the vendor. ${shownOnce}`,
    permission: "e2e:reveal",
    needsConfirmation: true,
    body: byHeader,
    response: e2eParameters,
    audit: { place: "vendor", subject: headerWords, reason: why },
  }),
  uplinkIntegrity: reveal({
    operationId: "e2e.uplinkIntegrity",
    method: "POST",
    path: "/e2e-keys/uplink-integrity",
    summary: "Reveal what a message from a device is checked with",
    description: shownOnce,
    permission: "e2e:reveal",
    needsConfirmation: true,
    body: byHeader,
    response: e2eParameters,
    audit: { place: "vendor", subject: headerWords, reason: why },
  }),
  downlinkProtection: reveal({
    operationId: "e2e.downlinkProtection",
    method: "POST",
    path: "/e2e-keys/downlink-protection",
    summary: "Reveal what a message to a device is encrypted with",
    description: shownOnce,
    permission: "e2e:reveal",
    needsConfirmation: true,
    body: byDevice,
    response: e2eParameters,
    audit: { place: "vendor", subject: deviceWords, reason: why },
  }),
  downlinkIntegrity: reveal({
    operationId: "e2e.downlinkIntegrity",
    method: "POST",
    path: "/e2e-keys/downlink-integrity",
    summary: "Reveal what a message to a device is signed with",
    description: shownOnce,
    permission: "e2e:reveal",
    needsConfirmation: true,
    body: byDevice,
    response: e2eParameters,
    audit: { place: "vendor", subject: deviceWords, reason: why },
  }),
  lookUps: read({
    operationId: "e2e.lookUps",
    method: "GET",
    path: "/e2e-keys/look-ups",
    summary: "List who looked up which end-to-end keys, and why",
    description:
      "The audit rows of the five look-ups, newest first: what came of each, and of those under way nothing yet. They " +
      "hold no key.",
    permission: "audit:read",
    query: z.object({
      /** Asked about by name, or found to be the one that a key identity or a header is of. */
      rotPublicUid: rotPublicUid.optional(),
      cursor: z.string().max(200).optional(),
      size: z.coerce.number().int().min(1).max(200).default(20),
    }),
    response: audit.list.response,
  }),
};
