import type { Device, UbloxState } from "../state";

/** What a device wrote before a message, or sent as identity of a session key. */
export interface KeyIdentity {
  readonly version: 1 | 2;
  /** The digits as they came, in lower case. */
  readonly hex: string;
  /** The last 12 digits of the device's UID: all that fits. */
  readonly uidEnd: string;
}

/**
 * The first digit is the version. Version 1: `1101`, the low 6 bytes of the UID, 6 random bytes; in a header two zero
 * bytes follow. Version 2: `29`, 3 bytes, the low 6 bytes of the UID, a byte. Read off the samples of
 * /e2e/uplink/… [inferred].
 */
const keyIdPattern = /^1[0-9a-f]{3}(?<uidEnd>[0-9a-f]{12})[0-9a-f]{12}$/;
const firstHeaderPattern = /^1[0-9a-f]{3}(?<uidEnd>[0-9a-f]{12})[0-9a-f]{16}$/;
/** 12 bytes by the document's words, of which its own sample has 11. */
const secondHeaderPattern = /^2[0-9a-f]{7}(?<uidEnd>[0-9a-f]{12})[0-9a-f]{2}(?:[0-9a-f]{2})?$/;

/** Null when it is not 14 bytes in hexadecimal without 0x. */
export function keyIdentityIn(keyId: string): KeyIdentity | null {
  return matched(keyId, keyIdPattern, 1);
}

/** Null when it is no header of either version. */
export function headerIn(encryptedHeader: string): KeyIdentity | null {
  return matched(encryptedHeader, firstHeaderPattern, 1) ?? matched(encryptedHeader, secondHeaderPattern, 2);
}

export function deviceOf(state: UbloxState, { uidEnd }: KeyIdentity): Device | undefined {
  return state.devices.values().find(({ rotPublicUid }) => rotPublicUid.endsWith(uidEnd));
}

function matched(text: string, pattern: RegExp, version: KeyIdentity["version"]): KeyIdentity | null {
  const hex = text.toLowerCase();
  const uidEnd = pattern.exec(hex)?.groups?.uidEnd;
  return uidEnd === undefined ? null : { version, hex, uidEnd };
}
