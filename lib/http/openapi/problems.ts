import type { ZodOpenApiResponsesObject } from "zod-openapi";
import type { AnyOperation } from "@/lib/contract/operation";
import { operations } from "@/lib/contract/operations";
import { type ProblemCode, problemCodes, problemDocument } from "@/lib/contract/problem";
import { problemMediaType } from "../problem";

/** Capabilities that have no vendor behind them: nothing in them keeps a vendor's answer or changes a vendor. */
const vendorOperations = new Set<AnyOperation>(
  Object.values(operations)
    .map((capability): AnyOperation[] => Object.values(capability))
    .filter((capability) =>
      capability.some((operation) =>
        operation.kind === "read" ? operation.keepLast : operation.audit.place === "vendor",
      ),
    )
    .flat(),
);

/** Those of the vendor whose calls are counted; its reads tell the age of what all processes share. */
export const budgetedOperations = new Set<AnyOperation>([
  ...Object.values(operations.entitlements),
  ...Object.values(operations.licenses),
  ...Object.values(operations.vouchers),
  operations.connections.rotate,
  operations.connections.tryCredential,
]);

/** Every way in which an operation can end badly, read off its declaration. */
export function problemCodesOf(operation: AnyOperation): ProblemCode[] {
  const asksVendor =
    operation.kind === "read" ? vendorOperations.has(operation) : operation.audit.place === "vendor";
  const hasParams = Object.keys(operation.params.shape).length > 0;
  const hasQuery = Object.keys(operation.query.shape).length > 0;
  const changes = operation.kind !== "read";
  const possible: Record<ProblemCode, boolean> = {
    invalid_input: hasParams || hasQuery || takesBody(operation),
    unauthenticated: true,
    forbidden: true,
    confirmation_needed: operation.kind !== "read" && operation.needsConfirmation === true,
    cross_origin: operation.method !== "GET",
    not_found: hasParams || asksVendor,
    conflict: changes,
    too_large: takesBody(operation),
    vendor_refused: asksVendor,
    // Only signing in is throttled, and that is no operation.
    throttled: false,
    internal: true,
    vendor_denied: asksVendor,
    vendor_bad_answer: asksVendor,
    not_connected: asksVendor,
    vendor_busy: asksVendor,
    vendor_budget_short: budgetedOperations.has(operation),
    vendor_unavailable: asksVendor,
    audit_unavailable: changes && asksVendor,
    database_unavailable: true,
    outcome_unknown: changes && asksVendor,
  };
  return (Object.keys(problemCodes) as ProblemCode[]).filter((code) => possible[code]);
}

/** Whether a request of this operation carries a body, as JSON or as a file. */
export function takesBody({ body, bodyType }: AnyOperation): boolean {
  return bodyType === "stream" || body.def.type !== "undefined";
}

/** The problem answers of an operation: one per status, naming the codes that share it. */
export function problemResponses(operation: AnyOperation): ZodOpenApiResponsesObject {
  const byStatus = Map.groupBy(problemCodesOf(operation), (code) => problemCodes[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\`: ${problemCodes[code].title}.`).join("\n\n"),
        content: { [problemMediaType]: { schema: problemDocument } },
      },
    ]),
  );
}
