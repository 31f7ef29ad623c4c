import { cache } from "react";
import type { ApiDocument } from "@/components/api-reference/document";
import { sessionCookie } from "@/lib/access/cookies";
import { openApiDocument } from "@/lib/http/openapi";

/** The document that /api/v1/openapi.json serves, made once per request. */
export const readDocument = cache(
  // zod-openapi's type covers all that OpenAPI allows; `ApiDocument` is the part that ours consists of.
  () => openApiDocument(sessionCookie()) as unknown as ApiDocument,
);
