import "server-only";
import { type ProblemCode, type ProblemDocument, problemCodes, Refusal } from "@/lib/contract/problem";
import { vendorLabels } from "@/lib/contract/vendor-labels";
import { isDatabaseTrouble } from "@/lib/db/trouble";
import { isShortBudget } from "@/lib/domain/vendor-budget/short-budget";
import { VendorError } from "@/lib/vendors/http/vendor-error";

/** The one translation of what went wrong into what is told: an RFC 9457 document. */
export function toProblem(error: unknown, requestId: string, nowMs: number = Date.now()): ProblemDocument {
  if (error instanceof Refusal) return problem(error.code, requestId, error.words);
  if (error instanceof VendorError) return vendorProblem(error, requestId, nowMs);
  if (isDatabaseTrouble(error)) {
    return problem("database_unavailable", requestId, {
      detail: "Muniment cannot reach its own database.",
      next: "Try again in a minute. If it lasts, the operator of this installation should look at Postgres.",
    });
  }
  return problem("internal", requestId, {
    detail: "The console met an error of its own and stopped. It has been logged under this request id.",
    next: "Try again; if it happens again, give the request id to the operator of this installation.",
  });
}

/** RFC 9457 §3. */
export const problemMediaType = "application/problem+json";

/** The document as an HTTP response. */
export function problemResponse(document: ProblemDocument): Response {
  const headers = new Headers({
    "content-type": problemMediaType,
    "cache-control": "no-store",
    "x-request-id": document.requestId,
  });
  if (document.retryAfterSeconds !== undefined)
    headers.set("retry-after", String(document.retryAfterSeconds));
  return new Response(JSON.stringify(document), { status: document.status, headers });
}

type Words = Pick<ProblemDocument, "detail" | "next" | "errors" | "vendor" | "retryAfterSeconds">;

function problem(code: ProblemCode, requestId: string, words: Words): ProblemDocument {
  return { type: `/docs/problems#${code}`, ...problemCodes[code], code, requestId, ...words };
}

function vendorProblem(error: VendorError, requestId: string, nowMs: number): ProblemDocument {
  const name = vendorLabels[error.vendor];
  const [code, words] = isShortBudget(error) ? budgetWords(error, name, nowMs) : vendorWords(error, name);
  return problem(code, requestId, {
    ...words,
    vendor: {
      name,
      ...(error.status === undefined ? {} : { status: error.status }),
      ...(error.vendorText === undefined ? {} : { text: error.vendorText }),
    },
    ...(error.retryAfterMs === undefined ? {} : { retryAfterSeconds: Math.ceil(error.retryAfterMs / 1000) }),
  });
}

function budgetWords(
  { detail = "the calls of this hour are used up", retryAfterMs }: VendorError,
  name: string,
  nowMs: number,
): [ProblemCode, Pick<Words, "detail" | "next">] {
  const next =
    retryAfterMs === undefined
      ? "Wait a little and try again. Nothing was changed."
      : `The next call comes at ${minuteOf(nowMs + retryAfterMs)}, in ${minutes(retryAfterMs)}. Nothing was changed.`;
  return ["vendor_budget_short", { detail: `${name} is not asked at the moment: ${detail}.`, next }];
}

const minuteMs = 60_000;

/** "12:31 UTC": the first whole minute that is not too early. */
function minuteOf(atMs: number): string {
  return `${new Date(Math.ceil(atMs / minuteMs) * minuteMs).toISOString().slice(11, 16)} UTC`;
}

function minutes(ms: number): string {
  const count = Math.ceil(ms / minuteMs);
  return count === 1 ? "a minute" : `${count} minutes`;
}

function vendorWords(error: VendorError, name: string): [ProblemCode, Pick<Words, "detail" | "next">] {
  if (error.mayHaveActed) {
    return [
      "outcome_unknown",
      {
        detail: `The request was sent to ${name} and its answer was lost, so it may or may not have happened.`,
        next: "Look whether it happened before you try again. Nothing is sent a second time by itself.",
      },
    ];
  }
  switch (error.kind) {
    case "not_connected":
      return [
        "not_connected",
        {
          detail: `${name} has no address or credentials yet: ${error.detail ?? "see .env.example"}.`,
          next: "An administrator sets the variables and restarts the console.",
        },
      ];
    case "refused":
      return [
        "vendor_refused",
        {
          detail: error.vendorText
            ? `${name} says: ${error.vendorText}`
            : `${name} refused${error.detail ? `: ${error.detail}` : " without saying why"}.`,
          next: "Change what it names and try again. Nothing was changed.",
        },
      ];
    case "denied":
      return [
        "vendor_denied",
        {
          detail: `${name} refused the credentials that this console is configured with.`,
          next: "An administrator checks them under Connections. Your own sign-in is not affected.",
        },
      ];
    case "not_found":
      return [
        "not_found",
        { detail: `${name} does not know it.`, next: "Check the identifier, or go back to the list." },
      ];
    case "busy":
      return [
        "vendor_busy",
        {
          detail:
            error.status === undefined && error.detail !== undefined
              ? `${name} is not asked at the moment: ${error.detail}.`
              : `${name} answers that it is asked too often.`,
          next: "Wait a little and try again. Nothing was changed.",
        },
      ];
    case "bad_answer":
    case "too_large":
      return [
        "vendor_bad_answer",
        {
          detail: `${name} answered with something that is not in its documents, such as an error page.`,
          next: "Try again in a minute. If it lasts, the vendor's service is in trouble.",
        },
      ];
    case "aborted":
    case "timeout":
    case "connection_lost":
    case "unavailable":
      return [
        "vendor_unavailable",
        {
          detail: `${name} did not answer, or not in time.`,
          next: "Try again in a minute. Everything that does not need this vendor works.",
        },
      ];
  }
}
