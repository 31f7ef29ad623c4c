import { z } from "zod";
import { sectigoCredentials } from "../../credentials";
import { jsonAnswer } from "../../kit/answer";
import { errorCodes, JSON_TYPE, jsonBody, Refusal, type SectigoRoute } from "../router";

const login = z.object({ username: z.string(), password: z.string() });

const byPassword: SectigoRoute = {
  method: "POST",
  path: /^\/auth\/pwd$/,
  needsToken: false,
  async respond({ tokens }, request) {
    const { username, password } = jsonBody(login, request);
    if (username !== sectigoCredentials.username || password !== sectigoCredentials.password) {
      throw new Refusal(401, "Invalid username or password", { errorCode: errorCodes.authentication });
    }
    return jsonAnswer(200, await tokens.issue(), JSON_TYPE);
  },
};

/** Not in the 1.0.0 guide; later releases take the bare refresh token as the body, without quotes. */
const refresh: SectigoRoute = {
  method: "POST",
  path: /^\/auth\/refresh$/,
  needsToken: false,
  async respond({ tokens, settings }, request) {
    if (!settings().offerRefresh) throw new Refusal(404, "Not Found");
    if (!(await tokens.isRefreshToken(request.body.toString("utf8")))) {
      throw new Refusal(401, "Refresh token is not valid", { errorCode: errorCodes.authentication });
    }
    return jsonAnswer(200, await tokens.issue(), JSON_TYPE);
  },
};

export const authenticationRoutes = [byPassword, refresh];
