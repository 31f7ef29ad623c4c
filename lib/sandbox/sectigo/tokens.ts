import { type SandboxClock, SECOND_MS } from "../kit/clock";
import { createSignedTokens } from "../kit/signed-tokens";

const ACCESS_LIFE_SECONDS = 600;
const REFRESH_LIFE_SECONDS = 2 * 60 * 60;

const account = { sub: "/account/3/user/13", iss: "https://iot.sandbox.invalid/", "first-login": false };

export interface SectigoTokens {
  issue(): Promise<{ accessToken: string; refreshToken: string }>;
  /** Only `Bearer <accessToken>` will do. */
  checkAccess(authorization: string | undefined): Promise<"valid" | "expired" | "invalid">;
  isRefreshToken(token: string): Promise<boolean>;
  invalidateAll(): void;
}

export function createSectigoTokens(clock: SandboxClock): SectigoTokens {
  const tokens = createSignedTokens("HS512", clock);
  return {
    issue: async () => ({
      accessToken: await tokens.issue({ ...account, scopes: ["ROLE_USER"] }, ACCESS_LIFE_SECONDS),
      refreshToken: await tokens.issue(
        { ...account, scopes: ["ROLE_REFRESH_TOKEN"], nbf: Math.floor(clock.nowMs() / SECOND_MS) },
        REFRESH_LIFE_SECONDS,
      ),
    }),
    async checkAccess(authorization) {
      const [, token] = /^Bearer (\S+)$/.exec(authorization ?? "") ?? [];
      if (token === undefined) return "invalid";
      const checked = await tokens.check(token);
      if (checked.state !== "valid") return checked.state;
      return hasScope(checked.claims.scopes, "ROLE_USER") ? "valid" : "invalid";
    },
    async isRefreshToken(token) {
      const checked = await tokens.check(token);
      return checked.state === "valid" && hasScope(checked.claims.scopes, "ROLE_REFRESH_TOKEN");
    },
    invalidateAll: tokens.invalidateAll,
  };
}

function hasScope(scopes: unknown, scope: string): boolean {
  return Array.isArray(scopes) && scopes.includes(scope);
}
