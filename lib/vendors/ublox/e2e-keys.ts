import { z } from "zod";
import type { E2eParameters, KeyRotation, KeyRotationAnswer, SymmetricKey } from "@/lib/contract/e2e-keys";
import { decoded } from "../http/decoded";
import { Fields } from "../http/fields";
import type { Permit } from "../http/permit";
import { presentable } from "../http/redact";
import { jsonBody } from "../http/request-body";
import { sealed } from "../http/sealed";
import type { UbloxClient } from "./client";
import { uidOf } from "./identifiers";
import { type NamedDevices, selectorBody } from "./selectors";

/** Documented, unlike most answers of changes; what the rotation does to the heartbeat is told in its words alone. */
const rotationAnswer = z.unknown().transform((answered): KeyRotationAnswer => {
  const words = Fields.of(answered)?.text("Message") ?? "";
  return { vendorText: presentable(words) ?? null };
});

/**
 * POST /e2e/key/rotate: a new key for every call, or one that is kept for 1 to 30 days. Days shorter than a device's
 * heartbeat shorten its heartbeat.
 */
export async function rotateKeys(
  permit: Permit,
  ublox: UbloxClient,
  { devices, rotation }: { devices: NamedDevices; rotation: KeyRotation },
): Promise<KeyRotationAnswer> {
  const how =
    rotation.type === "automatic" ? { Type: "AUTOMATIC", Days: rotation.days } : { Type: "CONTINUOUS" };
  return await ublox.write(permit, {
    method: "POST",
    path: "/e2e/key/rotate",
    body: jsonBody({ ...selectorBody(devices), ...how }),
    answer: rotationAnswer,
  });
}

const answeredKey = decoded((answered): SymmetricKey | undefined => {
  const fields = Fields.of(answered);
  const key = fields?.text("Key");
  return key ? sealed({ rotPublicUid: uidOf(fields?.get("ROTPublicUID")) ?? null, key }) : undefined;
});

/** Members of the four parameter answers that the document names, in lower case. */
const documented: ReadonlySet<string> = new Set(
  ["ROTPublicUID", "CipherSuite", "MACLength", "KeyLength", "AuthKeyLength"]
    .concat(["Key", "EncryptionKey", "AuthenticationKey", "Nonce", "KIV", "AESIV"])
    .map((name) => name.toLowerCase()),
);

function othersIn(answered: unknown): Record<string, string> {
  const members = Object.entries(answered ?? {}).flatMap(([name, value]) =>
    documented.has(name.toLowerCase()) || !["string", "number", "boolean"].includes(typeof value)
      ? []
      : [[name, String(value)]],
  );
  return Object.fromEntries(members);
}

/**
 * The parameters of any of the four calls: the document hides those of a version 2 header, so whatever comes is taken, as
 * long as there is a key among it. When a device was asked about, an answer about another one is none.
 */
function answeredParameters(asked?: string) {
  return decoded((answered): E2eParameters | undefined => {
    const fields = Fields.of(answered);
    if (fields === undefined) return undefined;
    const told = uidOf(fields.get("ROTPublicUID"));
    if (asked !== undefined && told !== undefined && told !== asked) return undefined;
    const keys = {
      key: fields.text("Key"),
      encryptionKey: fields.text("EncryptionKey"),
      authenticationKey: fields.text("AuthenticationKey"),
    };
    if (Object.values(keys).every((key) => key === null)) return undefined;
    return sealed({
      rotPublicUid: told ?? asked ?? null,
      cipherSuite: fields.text("CipherSuite"),
      macLengthBits: fields.integer("MACLength"),
      keyLengthBits: fields.integer("KeyLength"),
      authenticationKeyLengthBits: fields.integer("AuthKeyLength"),
      ...keys,
      nonce: fields.text("Nonce"),
      kiv: fields.text("KIV"),
      aesIv: fields.text("AESIV"),
      otherParameters: othersIn(answered),
    });
  });
}

/**
 * The session key that belongs to a key identity (28 hexadecimal digits). Billed by the vendor; hands out a key, hence
 * the permit. The answer is sealed. POST /e2e/uplink/symmetrickey/get
 */
export async function revealSymmetricKey(
  permit: Permit,
  ublox: UbloxClient,
  { keyId, keyLengthBits }: { keyId: string; keyLengthBits: 128 | 256 },
): Promise<SymmetricKey> {
  return await ublox.write(permit, {
    method: "POST",
    path: "/e2e/uplink/symmetrickey/get",
    body: jsonBody({ KeyID: keyId, KeyLength: keyLengthBits }),
    answer: answeredKey,
  });
}

/**
 * What a message from a device is decrypted with, by the message's header (32, 24 or 22 hexadecimal digits). Billed by
 * the vendor; hands out a key, hence the permit. The answer is sealed. POST /e2e/uplink/protectionparameters/get
 */
export async function revealUplinkProtection(
  permit: Permit,
  ublox: UbloxClient,
  { encryptedHeader }: { encryptedHeader: string },
): Promise<E2eParameters> {
  return await ublox.write(permit, {
    method: "POST",
    path: "/e2e/uplink/protectionparameters/get",
    body: jsonBody({ EncryptedHeader: encryptedHeader }),
    answer: answeredParameters(),
  });
}

/** What a message from a device is checked with. As above, but not billed. POST /e2e/uplink/integrityparameters/get */
export async function revealUplinkIntegrity(
  permit: Permit,
  ublox: UbloxClient,
  { encryptedHeader }: { encryptedHeader: string },
): Promise<E2eParameters> {
  return await ublox.write(permit, {
    method: "POST",
    path: "/e2e/uplink/integrityparameters/get",
    body: jsonBody({ EncryptedHeader: encryptedHeader }),
    answer: answeredParameters(),
  });
}

/**
 * What a message to a device is encrypted with. Not billed; hands out keys, hence the permit. The answer is sealed. The
 * UID goes out as text, as the document's schema says; its sample sends a number, which cannot hold every UID.
 * POST /e2e/downlink/protectionparameters/get
 */
export async function revealDownlinkProtection(
  permit: Permit,
  ublox: UbloxClient,
  { rotPublicUid }: { rotPublicUid: string },
): Promise<E2eParameters> {
  return await ublox.write(permit, {
    method: "POST",
    path: "/e2e/downlink/protectionparameters/get",
    body: jsonBody({ ROTPublicUID: rotPublicUid }),
    answer: answeredParameters(rotPublicUid),
  });
}

/** What a message to a device is signed with. As above. POST /e2e/downlink/integrityparameters/get */
export async function revealDownlinkIntegrity(
  permit: Permit,
  ublox: UbloxClient,
  { rotPublicUid }: { rotPublicUid: string },
): Promise<E2eParameters> {
  return await ublox.write(permit, {
    method: "POST",
    path: "/e2e/downlink/integrityparameters/get",
    body: jsonBody({ ROTPublicUID: rotPublicUid }),
    answer: answeredParameters(rotPublicUid),
  });
}
