import { z } from "zod";
import { describeToken, type TokenSupply, tokenText } from "../http/token";
import { VendorError } from "../http/vendor-error";
import type { SectigoConfig } from "./config";
import { sectigoJson } from "./json-body";

/** What later releases' tokens live; used only for a token that does not say. */
const assumedLifeMs = 600_000;

const answer = z.object({
  accessToken: tokenText,
  refreshToken: z.union([tokenText, z.literal("")]).nullish(),
});

/**
 * Tokens of one account: POST /auth/pwd. Later releases also renew by POST /auth/refresh; release 1.0.0 does not know
 * it, so the first answer that says so settles it and signing in takes over.
 */
export function sectigoTokens({ username, password }: SectigoConfig): TokenSupply {
  let refreshIsOffered = true;
  return {
    authorization: (token) => `Bearer ${token}`,
    refreshBeforeMs: 60_000,
    async signIn(send) {
      const { accessToken, refreshToken } = await send({
        method: "POST",
        path: "/auth/pwd",
        body: sectigoJson({ username, password }),
        answer,
      });
      return {
        ...describeToken(accessToken, Date.now(), assumedLifeMs),
        refreshToken: refreshToken || undefined,
      };
    },
    async refresh(send, current) {
      if (!refreshIsOffered || current.refreshToken === undefined) return undefined;
      try {
        const { accessToken, refreshToken } = await send({
          method: "POST",
          path: "/auth/refresh",
          // The raw token, not JSON, and no Authorization header.
          body: { contentType: "text/plain", content: current.refreshToken },
          answer,
        });
        return {
          ...describeToken(accessToken, Date.now(), assumedLifeMs),
          refreshToken: refreshToken || current.refreshToken,
        };
      } catch (error) {
        if (error instanceof VendorError && error.status !== undefined && error.status < 500) {
          refreshIsOffered = false;
        }
        throw error;
      }
    },
  };
}
