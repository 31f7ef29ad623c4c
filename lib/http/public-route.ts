import "server-only";
import type { z } from "zod";
import { newId } from "@/lib/db/ids";
import { logger } from "@/lib/log";
import { parseBody } from "./input";
import { problemResponse, toProblem } from "./problem";
import { requireSameOrigin } from "./same-origin";

/** A change that nobody has to be signed in for; its own secret is its permission, and it records itself. */
export function publicRoute<Body extends z.ZodType, Result>(
  body: Body,
  handle: (input: z.output<Body>, request: Request, requestId: string) => Promise<Result>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const requestId = newId("req");
    try {
      requireSameOrigin(request);
      const result = await handle(await parseBody(body, request), request, requestId);
      return Response.json(result, { headers: { "cache-control": "no-store", "x-request-id": requestId } });
    } catch (error) {
      const document = toProblem(error, requestId);
      if (document.status >= 500) logger().warn({ error, requestId, code: document.code }, "request failed");
      return problemResponse(document);
    }
  };
}
