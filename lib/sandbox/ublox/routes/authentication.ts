import { z } from "zod";
import { ubloxCredentials } from "../../credentials";
import { jsonAnswer } from "../../kit/answer";
import { jsonRoute, Refusal } from "../router";

const authenticate = jsonRoute({
  path: "/v1/authenticate",
  needsToken: false,
  body: z.object({ APIKey: z.string(), APISecret: z.string() }),
  async handle({ tokens }, { APIKey, APISecret }) {
    if (APIKey !== ubloxCredentials.apiKey || APISecret !== ubloxCredentials.apiSecret) {
      throw new Refusal("Not Authorized.", 401);
    }
    return jsonAnswer(200, {
      AuthToken: await tokens.issueAuthToken(),
      RefreshToken: tokens.issueRefreshToken(),
    });
  },
});

/** Marked as needing authorization itself, and gives no new refresh token [seed]. */
const refreshAuthToken = jsonRoute({
  path: "/v1/refreshauthtoken",
  body: z.object({ APIKey: z.string(), RefreshToken: z.string() }),
  async handle({ tokens }, { APIKey, RefreshToken }) {
    if (APIKey !== ubloxCredentials.apiKey || !tokens.isRefreshToken(RefreshToken)) {
      throw new Refusal("Not Authorized.", 401);
    }
    return jsonAnswer(200, { AuthToken: await tokens.issueAuthToken() });
  },
});

export const authenticationRoutes = [authenticate, refreshAuthToken];
