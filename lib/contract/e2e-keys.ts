import { z } from "zod";
import { rotPublicUid } from "./identifiers";

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
