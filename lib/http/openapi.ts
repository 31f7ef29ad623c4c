import "server-only";
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
} from "zod-openapi";
import { roleLabels, rolesWith } from "@/lib/access/permissions";
import type { AnyOperation } from "@/lib/contract/operation";
import { operations } from "@/lib/contract/operations";
import { namedShapes } from "./openapi/named-shapes";
import { budgetedOperations, problemResponses, takesBody } from "./openapi/problems";

export type OpenApiDocument = ReturnType<typeof createDocument>;

const about = `
Everything that the console's screens do, they do through this API, and everything below can be done by hand.

**Signing in.** Requests carry the session cookie of a person who has signed in to the console. Requests that change
something also need the header \`Origin\` with the console's own address; browsers send it by themselves.

**Rights.** Each operation names the one permission it needs (\`x-permission\`) and the roles that hold it.

**Audit.** Each change leaves its rows in the audit history under the action named here (\`x-audit-action\`). A change
that cannot be recorded is not made.

**Problems.** Whatever goes wrong is told as a problem document (RFC 9457): \`title\` says what happened, \`detail\` why,
\`next\` what to do, and \`code\` stays the same across releases. \`outcome_unknown\` means that a vendor's answer was
lost: look whether the change happened before you send it again.
`.trim();

/**
 * The OpenAPI 3.1 document of every operation in the contract. It holds no secrets.
 * @param sessionCookie name of the cookie that carries a session on this installation
 */
export function openApiDocument(sessionCookie: string): OpenApiDocument {
  const capabilities = Object.entries(operations).map(([key, capability]) => ({
    label: inWords(key),
    operations: Object.values(capability) as AnyOperation[],
  }));
  return createDocument(
    {
      openapi: "3.1.1",
      info: {
        title: "Muniment API",
        version: "1",
        description: about,
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      servers: [{ url: "/api/v1", description: "This installation" }],
      tags: capabilities.map(({ label }) => ({ name: label })),
      paths: pathsOf(capabilities),
      components: {
        schemas: namedShapes,
        securitySchemes: {
          session: {
            type: "apiKey",
            in: "cookie",
            name: sessionCookie,
            description: "The session of a person who has signed in to the console.",
          },
        },
      },
    },
    { override: readable },
  );
}

type Capability = { label: string; operations: AnyOperation[] };

function pathsOf(capabilities: Capability[]): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const { label, operations } of capabilities) {
    for (const operation of operations) {
      paths[operation.path] = {
        ...paths[operation.path],
        [operation.method.toLowerCase()]: describe(operation, label),
      };
    }
  }
  return paths;
}

function describe(operation: AnyOperation, tag: string): ZodOpenApiOperationObject {
  return {
    operationId: operation.operationId,
    tags: [tag],
    summary: operation.summary,
    description: [operation.description, rightWords(operation), auditWords(operation)]
      .filter((sentence) => sentence !== undefined)
      .join("\n\n"),
    security: [{ session: [] }],
    requestParams: { path: operation.params, query: operation.query },
    ...(takesBody(operation) ? { requestBody: { required: true, content: bodyOf(operation) } } : {}),
    responses: { "200": answerOf(operation), ...problemResponses(operation) },
    "x-permission": operation.permission,
    ...(operation.kind === "read" ? {} : { "x-audit-action": operation.operationId }),
  };
}

function rightWords({ permission }: AnyOperation): string {
  const holders = rolesWith(permission).map((role) => roleLabels[role]);
  return `Needs the permission \`${permission}\` (${holders.join(", ")}).`;
}

function auditWords({ kind, operationId }: AnyOperation): string | undefined {
  return kind === "read" ? undefined : `Recorded in the audit history as \`${operationId}\`.`;
}

function bodyOf(operation: AnyOperation) {
  return operation.bodyType === "stream"
    ? fileOf(operation)
    : { "application/json": { schema: operation.body } };
}

function answerOf(operation: AnyOperation): ZodOpenApiResponseObject {
  const headers = {
    "x-request-id": header("Names this request in logs, problem documents and audit rows."),
    ...(operation.kind === "read" && (operation.keepLast || budgetedOperations.has(operation))
      ? {
          "x-muniment-as-of": header("When the vendor gave this answer (ISO 8601)."),
          "x-muniment-stale": header(
            "Present while the vendor is in trouble: the problem code, and the answer is an earlier one.",
          ),
          "x-muniment-next-at": header(
            "Beside it, where that is known: when a newer answer can be had (ISO 8601).",
          ),
        }
      : {}),
  };
  return operation.responseType === "stream"
    ? { description: "The file, written as it is made.", headers, content: fileOf(operation) }
    : {
        description: "Done as asked.",
        headers,
        content: { "application/json": { schema: operation.response } },
      };
}

const header = (description: string) => ({ description, schema: { type: "string" as const } });

function fileOf({ mediaType = "application/octet-stream", otherMediaTypes = [] }: AnyOperation) {
  const content = { schema: { type: "string" as const, format: "binary" } };
  return Object.fromEntries([mediaType, ...otherMediaTypes].map((type) => [type, content]));
}

/** `certificateProfiles` → `Certificate profiles` */
function inWords(key: string): string {
  const words = key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

interface Rendered {
  additionalProperties?: unknown;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
}

/**
 * Says what people need to know and no more. Answers may gain members within a version of the API, so none is
 * closed; `date-time` and `integer` speak for themselves without the pattern and the bounds that zod adds.
 */
function readable({ jsonSchema, io }: { jsonSchema: Rendered; io: "input" | "output" }): void {
  if (io === "output" && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}
