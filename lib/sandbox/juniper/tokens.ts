import { randomBytes } from "node:crypto";
import { juniperCredentials } from "../credentials";
import { type SandboxClock, SECOND_MS } from "../kit/clock";
import { createSignedTokens } from "../kit/signed-tokens";

export const ACCESS_LIFE_SECONDS = 3_600;

/** Only tokens for this client are of use; the issuer is the customer's own. */
const idTokenClaims = {
  iss: "https://idp.sandbox.invalid/",
  aud: juniperCredentials.clientId,
  sub: juniperCredentials.userEmail,
  email: juniperCredentials.userEmail,
};

export interface JuniperTokens {
  /** An access token, opaque as the gateway's are: 32 hexadecimal digits. */
  issueAccessToken(): string;
  /** An ID token of the customer's identity provider, which Juniper was told of at onboarding. */
  issueIdToken(lifeSeconds: number): Promise<string>;
  /** Only `Bearer` and one of the two will do. */
  isGood(authorization: string | undefined): Promise<boolean>;
  invalidateAll(): void;
}

export function createJuniperTokens(clock: SandboxClock): JuniperTokens {
  const endsMs = new Map<string, number>();
  const idTokens = createSignedTokens("HS256", clock);
  return {
    issueAccessToken() {
      for (const [token, endMs] of endsMs) if (endMs <= clock.nowMs()) endsMs.delete(token);
      const token = randomBytes(16).toString("hex");
      endsMs.set(token, clock.nowMs() + ACCESS_LIFE_SECONDS * SECOND_MS);
      return token;
    },
    issueIdToken: (lifeSeconds) => idTokens.issue(idTokenClaims, lifeSeconds),
    async isGood(authorization) {
      const [, token] = /^Bearer (\S+)$/i.exec(authorization ?? "") ?? [];
      if (token === undefined) return false;
      const endMs = endsMs.get(token);
      if (endMs !== undefined) return clock.nowMs() < endMs;
      return (await idTokens.check(token)).state === "valid";
    },
    invalidateAll() {
      endsMs.clear();
      idTokens.invalidateAll();
    },
  };
}
