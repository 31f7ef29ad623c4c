import "server-only";
import { createHash, createHmac } from "node:crypto";
import { CompactEncrypt, compactDecrypt, errors } from "jose";
import { env } from "@/lib/env";

// Secrets that have to be read again lie in the database sealed: whoever has its dump alone has none of them.

/** A sealed secret cannot be opened: the master key is another one, or it was moved or changed in the database. */
export class SealBroken extends Error {
  override readonly name = "SealBroken";
}

const masterKey = () => env().MASTER_KEY;

/** Tells one master key from another; reveals nothing of it. */
const keyId = (key: Buffer) => createHash("sha256").update("key id").update(key).digest("hex").slice(0, 16);

/**
 * Seals a text: AES-256-GCM under the master key, as a compact JWE (RFC 7516). `place` names the row and column it is
 * for, such as "licenses.key/lic_01…": it opens nowhere else, so that nobody swaps secrets in the database.
 */
export async function seal(secret: string, place: string): Promise<string> {
  const key = masterKey();
  return await new CompactEncrypt(new TextEncoder().encode(secret))
    .setProtectedHeader({ alg: "dir", enc: "A256GCM", kid: keyId(key), place })
    .encrypt(key);
}

/** The text that was sealed for this place. @throws SealBroken */
export async function unseal(sealed: string, place: string): Promise<string> {
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(sealed, masterKey(), {
      keyManagementAlgorithms: ["dir"],
      contentEncryptionAlgorithms: ["A256GCM"],
    });
    if (protectedHeader.place !== place) throw new SealBroken("the seal is of another place");
    return new TextDecoder("utf-8", { fatal: true }).decode(plaintext);
  } catch (error) {
    if (error instanceof errors.JOSEError) throw new SealBroken("the seal does not open", { cause: error });
    throw error;
  }
}

/** The same for the same secret, and useless to whoever does not have the master key: for comparing and for keys of tables. */
export function keyedDigest(secret: string, purpose: string): string {
  return createHmac("sha256", masterKey()).update(purpose).update("\0").update(secret).digest("hex");
}
