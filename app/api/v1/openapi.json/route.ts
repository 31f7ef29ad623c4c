import { sessionCookie } from "@/lib/access/cookies";
import { openApiDocument } from "@/lib/http/openapi";

export const dynamic = "force-dynamic";

/** The contract as an OpenAPI document, for anybody: it describes what can be asked for and holds no data. */
export function GET(): Response {
  return Response.json(openApiDocument(sessionCookie()), { headers: { "cache-control": "no-cache" } });
}
