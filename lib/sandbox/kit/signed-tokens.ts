import { randomBytes } from "node:crypto";
import { errors, type JWTPayload, jwtVerify, SignJWT } from "jose";
import { type SandboxClock, SECOND_MS } from "./clock";

/** JSON Web Tokens that live by the sandbox's clock and that a fault can invalidate all at once. */
export interface SignedTokens {
  issue(claims: JWTPayload, lifeSeconds: number): Promise<string>;
  check(token: string): Promise<{ state: "valid"; claims: JWTPayload } | { state: "expired" | "invalid" }>;
  invalidateAll(): void;
}

/** @param algorithm HMAC only; the key is made at each start, so no token outlives the process. */
export function createSignedTokens(algorithm: "HS256" | "HS512", clock: SandboxClock): SignedTokens {
  const key = randomBytes(64);
  let lastNumber = 0;
  let invalidUpTo = 0;
  return {
    issue(claims, lifeSeconds) {
      lastNumber += 1;
      const issuedAt = Math.floor(clock.nowMs() / SECOND_MS);
      return new SignJWT({ ...claims, iat: issuedAt, exp: issuedAt + lifeSeconds, jti: String(lastNumber) })
        .setProtectedHeader({ alg: algorithm })
        .sign(key);
    },
    async check(token) {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: [algorithm],
          currentDate: clock.now(),
        });
        return Number(payload.jti) > invalidUpTo ? { state: "valid", claims: payload } : { state: "expired" };
      } catch (error) {
        return { state: error instanceof errors.JWTExpired ? "expired" : "invalid" };
      }
    },
    invalidateAll() {
      invalidUpTo = lastNumber;
    },
  };
}
