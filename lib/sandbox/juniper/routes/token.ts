import { z } from "zod";
import { type Answer, jsonAnswer } from "../../kit/answer";
import type { VendorRequest } from "../../kit/vendor-server";
import type { JuniperContext } from "../context";
import { gatewayAnswer } from "../gateway";
import { ACCESS_LIFE_SECONDS } from "../tokens";

const form = z.object({
  grant_type: z.string().optional(),
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
  scope: z.string().optional(),
});
type Form = z.output<typeof form>;

/** The token endpoint (RFC 6749 §4.4): JSON as the gateway's document has it, or form and Basic as everybody else. */
export function answerTokenCall(context: JuniperContext, request: VendorRequest): Answer {
  const { clock, rate, secrets, settings, tokens } = context;
  if (request.method !== "POST") return gatewayAnswer(context, request, 405, "Method not allowed");
  if (settings().tokenCallsCount) rate.count(clock.nowMs(), 1);
  const asked = formOf(request);
  if (asked === null) return oauthError(400, "invalid_request", "The request could not be read");
  if (asked.grant_type !== "client_credentials") {
    return oauthError(400, "unsupported_grant_type", "Only client_credentials is supported");
  }
  const { id, secret } = basicIn(request.headers.authorization) ?? {
    id: asked.client_id,
    secret: asked.client_secret,
  };
  if (id === undefined || secret === undefined || !secrets.accepts(id, secret)) {
    return oauthError(401, "invalid_client", "Client authentication failed");
  }
  const answer = jsonAnswer(200, {
    access_token: tokens.issueAccessToken(),
    token_type: "Bearer",
    expires_in: ACCESS_LIFE_SECONDS,
    ...(asked.scope === undefined ? {} : { scope: asked.scope }),
  });
  return { ...answer, headers: { ...answer.headers, "cache-control": "no-store" } };
}

function formOf({ headers, body }: VendorRequest): Form | null {
  const mediaType = headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  const text = body.toString("utf8");
  if (mediaType === "application/x-www-form-urlencoded") {
    return form.parse(Object.fromEntries(new URLSearchParams(text)));
  }
  if (mediaType !== "application/json") return null;
  try {
    return form.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Both halves are form-encoded before they are joined (RFC 6749 §2.3.1). */
function basicIn(authorization: string | undefined): { id: string; secret: string } | null {
  const [, encoded] = /^Basic (\S+)$/i.exec(authorization ?? "") ?? [];
  if (encoded === undefined) return null;
  const [, id = "", secret = ""] =
    /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, "base64").toString("utf8")) ?? [];
  return { id: formDecoded(id), secret: formDecoded(secret) };
}

function formDecoded(text: string): string {
  return new URLSearchParams(`value=${text.replaceAll("&", "%26")}`).get("value") ?? "";
}

function oauthError(status: 400 | 401, error: string, description: string): Answer {
  return jsonAnswer(status, { error, error_description: description });
}
