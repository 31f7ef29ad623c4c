import { randomBytes } from "node:crypto";
import { DAY_MS, HOUR_MS, type SandboxClock, SECOND_MS } from "../kit/clock";
import { createSignedTokens } from "../kit/signed-tokens";

const AUTH_TOKEN_LIFE_SECONDS = HOUR_MS / SECOND_MS;
/** "The RefreshToken can be used for 3 days" [seed, /refreshauthtoken]. */
const REFRESH_TOKEN_LIFE_MS = 3 * DAY_MS;

/** What the seed's AuthToken carries: a Cognito ID token. */
const claims = {
  sub: "f510e01e-e9ce-4b4f-9262-e9a74bb68a4e",
  aud: "sandbox",
  token_use: "id",
  iss: "https://cognito-idp.sandbox.invalid/eu-west-1_sandbox",
  "cognito:username": "sandbox",
};

export interface UbloxTokens {
  issueAuthToken(): Promise<string>;
  issueRefreshToken(): string;
  isAuthToken(authorization: string | undefined): Promise<boolean>;
  isRefreshToken(token: string): boolean;
  invalidateAll(): void;
}

export function createUbloxTokens(clock: SandboxClock): UbloxTokens {
  const authTokens = createSignedTokens("HS256", clock);
  const refreshTokens = new Map<string, number>();
  return {
    issueAuthToken: () => authTokens.issue(claims, AUTH_TOKEN_LIFE_SECONDS),
    issueRefreshToken() {
      const token = opaqueToken();
      refreshTokens.set(token, clock.nowMs());
      return token;
    },
    async isAuthToken(authorization = "") {
      // u-blox's document asks for Bearer, its own published script sends the bare token: both work.
      const { state } = await authTokens.check(authorization.replace(/^Bearer /i, ""));
      return state === "valid";
    },
    isRefreshToken(token) {
      const issuedAtMs = refreshTokens.get(token);
      return issuedAtMs !== undefined && clock.nowMs() - issuedAtMs <= REFRESH_TOKEN_LIFE_MS;
    },
    invalidateAll() {
      authTokens.invalidateAll();
      refreshTokens.clear();
    },
  };
}

/** Five parts and about 1,850 characters, as the seed's encrypted token; nothing in it can be read. */
function opaqueToken(): string {
  return [54, 256, 12, 1046, 16].map((length) => randomBytes(length).toString("base64url")).join(".");
}
