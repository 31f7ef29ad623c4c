import { z } from "zod";
import { type Answer, emptyAnswer, jsonAnswer } from "../kit/answer";
import type { SandboxClock } from "../kit/clock";
import type { SettingsStore } from "../kit/settings";
import type { VendorRequest } from "../kit/vendor-server";
import type { HookSender } from "./events/hook-sender";
import type { UbloxState } from "./state";
import type { UbloxTokens } from "./tokens";

export interface UbloxContext {
  readonly state: UbloxState;
  readonly tokens: UbloxTokens;
  readonly clock: SandboxClock;
  readonly settings: SettingsStore;
  readonly hooks: HookSender;
}

/** The member that holds an error's text; its case differs from path to path [seed]. */
export type ErrorField = "message" | "Message";

/** The answer of a change that has nothing to say; the document shows none [seed]. */
export function success({ settings }: UbloxContext, field: ErrorField): Answer {
  if (settings.current().ublox.emptySuccessBodies) return emptyAnswer();
  return jsonAnswer(200, { [field]: "Success" });
}

/** A rule said no. Thrown by handlers; the router words it with the path's own error field. */
export class Refusal extends Error {
  readonly status: number;

  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}

export interface UbloxRoute {
  readonly path: string;
  /** POST unless the vendor leaves it open. */
  readonly methods: readonly ("GET" | "POST")[];
  readonly errorField: ErrorField;
  readonly needsToken: boolean;
  respond(context: UbloxContext, request: VendorRequest): Answer | Promise<Answer>;
}

interface RouteOptions<Body extends z.ZodType> {
  path: string;
  body: Body;
  errorField?: ErrorField;
  needsToken?: boolean;
  /** For a path that also takes a file. */
  octetStream?: (context: UbloxContext, file: Buffer) => Answer;
  handle(context: UbloxContext, body: z.output<Body>): Answer | Promise<Answer>;
}

/** Declares a path that takes a JSON body by POST. A body that does not fit the schema is a Bad Request. */
export function jsonRoute<Body extends z.ZodType>(options: RouteOptions<Body>): UbloxRoute {
  const { path, body: schema, errorField = "message", needsToken = true, octetStream, handle } = options;
  return {
    path,
    methods: ["POST"],
    errorField,
    needsToken,
    respond(context, { headers, body }) {
      const mediaType = (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
      if (octetStream && mediaType === "application/octet-stream") return octetStream(context, body);
      if (mediaType !== "application/json") throw new Refusal("Unsupported Media Type", 415);
      const parsed = schema.safeParse(parseJson(body));
      if (!parsed.success) throw new Refusal("Bad Request");
      return handle(context, parsed.data);
    },
  };
}

/** Request members that several paths share. */
export const pageNumber = z.number().int().min(1).default(1);
export const nameList = z.array(z.string()).min(1);

/**
 * "If you provide the one, the other is not required": exactly one selector must be given.
 * What the vendor does with two it says only for some paths (an error); the sandbox refuses always.
 */
export function exactlyOne(...selectors: readonly unknown[]): void {
  if (selectors.filter((selector) => selector !== undefined).length !== 1) throw new Refusal("Bad Request");
}

export async function dispatch(
  routes: ReadonlyMap<string, UbloxRoute>,
  context: UbloxContext,
  request: VendorRequest,
): Promise<Answer> {
  const route = routes.get(request.path);
  if (!route?.methods.some((method) => method === request.method)) {
    return jsonAnswer(404, { message: "Not Found" });
  }
  // The gateway in front answers a bad token itself, whatever the path's own spelling of errors.
  if (route.needsToken && !(await context.tokens.isAuthToken(request.headers.authorization))) {
    return jsonAnswer(401, { message: "Unauthorized" });
  }
  try {
    return await route.respond(context, request);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return jsonAnswer(error.status, { [route.errorField]: error.message });
  }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new Refusal("Bad Request");
  }
}
