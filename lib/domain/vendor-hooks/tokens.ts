import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

const tokenBytes = 32;

/** What the vendor is to send as its whole Authorization header, and what is kept of it. */
export interface NewToken {
  authorization: string;
  hash: string;
}

/** 256 random bits; the scheme in front is what proxies expect, and the vendor sends it word for word. */
export function newToken(): NewToken {
  const authorization = `Bearer ${randomBytes(tokenBytes).toString("base64url")}`;
  return { authorization, hash: hashOf(authorization) };
}

/** SHA-256 as hexadecimal digits. Tokens are random and long: nothing slower is needed to keep them. */
export function hashOf(authorization: string): string {
  return createHash("sha256").update(authorization).digest("hex");
}

/** Whether a header is one of the tokens that are taken. It takes as long whichever it is, and however much of it is right. */
export function isTaken(authorization: string, hashes: readonly string[]): boolean {
  const given = Buffer.from(hashOf(authorization));
  let taken = false;
  for (const hash of hashes) {
    const kept = Buffer.from(hash);
    if (kept.length === given.length && timingSafeEqual(kept, given)) taken = true;
  }
  return taken;
}
