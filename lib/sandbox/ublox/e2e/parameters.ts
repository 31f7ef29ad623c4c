import type { Device } from "../state";
import type { KeyIdentity } from "./header";
import { keyMaterial } from "./key-material";

/** What messages are protected and checked with, in the members of the document's samples. */

const KEY_BYTES = 16;
const CCM = { MACLength: 128, CipherSuite: "AES_128_CCM" } as const;
const CBC_HMAC = { MACLength: 128, CipherSuite: "AES_128_CS1_HMAC_SHA256" } as const;

export function sessionKey({ rotPublicUid }: Device, { hex }: KeyIdentity, lengthBits: number) {
  return { Key: keyMaterial("session", rotPublicUid, hex, lengthBits / 8).toString("base64") };
}

/** A version 2 message is protected with two keys, as those to devices are [inferred: its sample is not shown]. */
export function uplinkProtection(device: Device, identity: KeyIdentity) {
  if (identity.version === 2) return protectionWithTwoKeys(device, identity.hex, vectorOf(identity));
  return {
    // The sample's nonce repeats its header from the fifth byte on.
    Nonce: Buffer.from(identity.hex, "hex").subarray(4).toString("base64"),
    ...CCM,
    Key: keyMaterial("protection", device.rotPublicUid, identity.hex, KEY_BYTES).toString("base64"),
    KIV: vectorOf(identity),
  };
}

export function uplinkIntegrity(device: Device, identity: KeyIdentity) {
  return { ...CCM, ...authentication(device, identity.hex), KIV: vectorOf(identity) };
}

export function downlinkProtection(device: Device, generation: number) {
  return protectionWithTwoKeys(device, downlinkIdentity(generation), downlinkVector(device, generation));
}

export function downlinkIntegrity(device: Device, generation: number) {
  return {
    ...CBC_HMAC,
    ...authentication(device, downlinkIdentity(generation)),
    KIV: downlinkVector(device, generation),
  };
}

function protectionWithTwoKeys(device: Device, identity: string, keyVector: string) {
  const { rotPublicUid } = device;
  return {
    MACLength: CBC_HMAC.MACLength,
    KeyLength: KEY_BYTES * 8,
    CipherSuite: CBC_HMAC.CipherSuite,
    ...authentication(device, identity),
    EncryptionKey: keyMaterial("encryption", rotPublicUid, identity, KEY_BYTES).toString("base64"),
    KIV: keyVector,
    // The sample's 16 bytes lack the padding of base64.
    AESIV: keyMaterial("initial vector", rotPublicUid, identity, KEY_BYTES)
      .toString("base64")
      .replace(/=+$/, ""),
  };
}

function authentication({ rotPublicUid }: Device, identity: string) {
  const key = keyMaterial("authentication", rotPublicUid, identity, KEY_BYTES);
  return { AuthenticationKey: key.toString("base64"), AuthKeyLength: KEY_BYTES * 8 };
}

/** The header itself, which is what the device derived its key from; filled up to 16 bytes. */
function vectorOf({ hex }: KeyIdentity): string {
  return Buffer.from(hex.padEnd(2 * KEY_BYTES, "0"), "hex").toString("base64");
}

/** Of the form of a header of version 1, so that the device can be told what to derive its key from. */
function downlinkVector({ rotPublicUid }: Device, generation: number): string {
  const random = keyMaterial("derivation vector", rotPublicUid, downlinkIdentity(generation), 6);
  return Buffer.from(`1101${rotPublicUid.slice(4)}${random.toString("hex")}0000`, "hex").toString("base64");
}

function downlinkIdentity(generation: number): string {
  return `downlink ${generation}`;
}
