import type { z } from "zod";
import type { SandboxSettings } from "../control-contract";
import { type Answer, jsonAnswer, textAnswer } from "../kit/answer";
import type { SandboxClock } from "../kit/clock";
import type { VendorRequest } from "../kit/vendor-server";
import type { CertificateIssuer } from "./certificate-issuer";
import type { Authority, SectigoState } from "./state";
import type { SectigoTokens } from "./tokens";

export interface SectigoContext {
  readonly state: SectigoState;
  readonly tokens: SectigoTokens;
  readonly issuer: CertificateIssuer;
  readonly clock: SandboxClock;
  settings(): SandboxSettings["sectigo"];
}

export const JSON_TYPE = "application/json;charset=UTF-8";

/** Numbers in the error body; what they mean is nowhere documented. */
export const errorCodes = { general: 2, authentication: 10, tokenExpired: 11 } as const;

/** A rule said no. Errors are JSON of four fields; a few come as plain text. */
export class Refusal extends Error {
  readonly status: number;
  readonly options: { errorCode?: number; plainText?: boolean };

  constructor(status: number, message: string, options: { errorCode?: number; plainText?: boolean } = {}) {
    super(message);
    this.status = status;
    this.options = options;
  }
}

export interface SectigoRoute {
  readonly method: "GET" | "POST" | "PUT";
  /** Matches the whole path; a group is the number in it. */
  readonly path: RegExp;
  readonly needsToken: boolean;
  respond(context: SectigoContext, request: VendorRequest, id: number): Answer | Promise<Answer>;
}

export async function dispatch(
  routes: readonly SectigoRoute[],
  context: SectigoContext,
  request: VendorRequest,
): Promise<Answer> {
  const { clock, tokens } = context;
  try {
    const route = routes.find(({ method, path }) => method === request.method && path.test(request.path));
    if (!route) throw new Refusal(404, "Not Found");
    if (route.needsToken) await checkToken(tokens, request.headers.authorization);
    const id = Number(route.path.exec(request.path)?.[1]);
    return await route.respond(context, request, id);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.options.plainText) return textAnswer(error.status, error.message);
    return jsonAnswer(
      error.status,
      {
        status: error.status,
        message: error.message,
        errorCode: error.options.errorCode ?? errorCodes.general,
        timestamp: clock.nowMs(),
      },
      JSON_TYPE,
    );
  }
}

async function checkToken(tokens: SectigoTokens, authorization: string | undefined): Promise<void> {
  const state = await tokens.checkAccess(authorization);
  if (state === "expired") {
    throw new Refusal(401, "Token has expired", { errorCode: errorCodes.tokenExpired });
  }
  if (state === "invalid") {
    throw new Refusal(401, "Authentication failed", { errorCode: errorCodes.authentication });
  }
}

/** Reads a JSON body that must fit the schema. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema, request: VendorRequest): z.output<Schema> {
  if (!request.headers["content-type"]?.toLowerCase().startsWith("application/json")) {
    throw new Refusal(415, "Content type must be application/json");
  }
  let value: unknown;
  try {
    value = JSON.parse(request.body.toString("utf8"));
  } catch {
    throw new Refusal(400, "Malformed JSON");
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Refusal(400, `Invalid request: ${issue?.path.join(".")}: ${issue?.message}`);
}

/** The authority with this `id`. A `profileId` is not an id, so it finds nothing. */
export function findAuthority(state: SectigoState, id: number): Authority {
  const authority = state.authorities.get(id);
  if (!authority) throw new Refusal(404, "Profile not found");
  return authority;
}

/** The authority named by `?profileId=`. */
export function queriedAuthority(state: SectigoState, query: URLSearchParams): Authority {
  const id = query.get("profileId");
  if (id === null || !/^[0-9]+$/.test(id)) throw new Refusal(400, "Parameter profileId is required");
  return findAuthority(state, Number(id));
}
