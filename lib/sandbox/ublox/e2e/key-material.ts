import { hkdfSync } from "node:crypto";

/** Says in every dump what it is. No device in the world shares it. */
const ROOT_SECRET = "SANDBOX root of end-to-end keys, sample data";

/** What a piece of key material is for: different uses give different bytes. */
export type KeyUse =
  | "session"
  | "protection"
  | "encryption"
  | "authentication"
  | "derivation vector"
  | "initial vector";

/** Bytes that are the same whenever the same device's same key is asked for. */
export function keyMaterial(
  use: KeyUse,
  rotPublicUid: string,
  identity: string,
  lengthBytes: number,
): Buffer {
  return Buffer.from(hkdfSync("sha256", ROOT_SECRET, rotPublicUid, `${use} ${identity}`, lengthBytes));
}
