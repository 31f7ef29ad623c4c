import "server-only";
import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const argon2Async = promisify(argon2);

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const memoryKib = 19_456;
const passes = 2;
const parallelism = 1;
const tagLength = 32;

/** The password as an argon2id string in PHC form (RFC 9106). */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await derive(password, salt);
  return `$argon2id$v=19$m=${memoryKib},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

/**
 * Whether the password gives the hash. With no hash to compare (an unknown person, or one without a password)
 * the same work is done, so that the time taken tells nothing.
 */
export async function passwordMatches(password: string, hash: string | null): Promise<boolean> {
  const [, , , , salt, tag] = (hash ?? standIn).split("$");
  const derived = await derive(password, Buffer.from(salt ?? "", "base64"));
  const expected = Buffer.from(tag ?? "", "base64");
  const equal = derived.length === expected.length && timingSafeEqual(derived, expected);
  return hash !== null && equal;
}

function derive(password: string, nonce: Buffer): Promise<Buffer> {
  return argon2Async("argon2id", {
    message: password.normalize("NFKC"),
    nonce,
    parallelism,
    tagLength,
    memory: memoryKib,
    passes,
  }) as Promise<Buffer>;
}

function unpadded(bytes: Buffer): string {
  return bytes.toString("base64").replace(/=+$/, "");
}

const standIn = `$argon2id$v=19$m=${memoryKib},t=${passes},p=${parallelism}$${unpadded(randomBytes(16))}$${unpadded(randomBytes(tagLength))}`;
