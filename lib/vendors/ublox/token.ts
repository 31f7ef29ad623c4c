import { z } from "zod";
import { jsonBody } from "../http/request-body";
import { describeToken, type TokenSupply, tokenText } from "../http/token";
import type { UbloxConfig } from "./config";

/** Both samples of the seed live an hour; used only for a token that does not say. */
const assumedLifeMs = 3_600_000;
/** "The RefreshToken can be used for 3 days" (seed, /refreshauthtoken), less an hour of caution. */
const refreshableMs = (3 * 24 - 1) * 3_600_000;

const signInAnswer = z.object({ AuthToken: tokenText, RefreshToken: tokenText.optional() });
const refreshAnswer = z.object({ AuthToken: tokenText });

/**
 * Tokens of one API key: `/authenticate`, and `/refreshauthtoken` while the old token still lives, because that call
 * wants to be authorized itself. It hands out no new refresh token, so the old one is kept.
 */
export function ubloxTokens({ apiKey, apiSecret, authScheme }: UbloxConfig): TokenSupply {
  const authorization = (token: string) => (authScheme === "raw" ? token : `Bearer ${token}`);
  return {
    authorization,
    refreshBeforeMs: 300_000,
    async signIn(send) {
      const { AuthToken, RefreshToken } = await send({
        method: "POST",
        path: "/authenticate",
        body: jsonBody({ APIKey: apiKey, APISecret: apiSecret }),
        answer: signInAnswer,
      });
      const token = describeToken(AuthToken, Date.now(), assumedLifeMs);
      return { ...token, refreshToken: RefreshToken, refreshIssuedAtMs: token.issuedAtMs };
    },
    async refresh(send, { value, refreshToken, refreshIssuedAtMs = 0 }) {
      if (refreshToken === undefined || Date.now() - refreshIssuedAtMs > refreshableMs) return undefined;
      const { AuthToken } = await send({
        method: "POST",
        path: "/refreshauthtoken",
        headers: { authorization: authorization(value) },
        body: jsonBody({ APIKey: apiKey, RefreshToken: refreshToken }),
        answer: refreshAnswer,
      });
      return { ...describeToken(AuthToken, Date.now(), assumedLifeMs), refreshToken, refreshIssuedAtMs };
    },
  };
}
