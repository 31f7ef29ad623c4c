import type { z } from "zod";
import type { AnyOperation } from "@/lib/contract/operation";
import { type ProblemDocument, problemDocument } from "@/lib/contract/problem";

/** What an operation is asked with; parts without members may be left out. */
export interface CallInput<Operation extends AnyOperation> {
  params?: z.input<Operation["params"]>;
  query?: z.input<Operation["query"]>;
  body?: z.input<Operation["body"]>;
  /** The file to send, for operations whose body is a stream. */
  file?: Blob;
  /** Somebody wants it asked for now: an answer that is kept up to date will not do. */
  anew?: boolean;
}

export interface Answered<Value> {
  value: Value;
  /** When the vendor, or our records, said so. */
  asOf: Date;
  /** Why this is an older answer: the code of the trouble the vendor is in. */
  staleBecause: string | null;
  /** When a newer one can be had, where that is known. */
  nextAt?: Date | null;
}

/** The API's "no", as an error with its document. */
export class ProblemError extends Error {
  readonly problem: ProblemDocument;

  constructor(problem: ProblemDocument) {
    super(problem.title);
    this.name = "ProblemError";
    this.problem = problem;
  }
}

/** The address of an operation, path parameters filled in. */
export function addressOf<Operation extends AnyOperation>(
  operation: Operation,
  input: Pick<CallInput<Operation>, "params" | "query">,
): string {
  const params = (input.params ?? {}) as Record<string, unknown>;
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries((input.query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined && value !== null && value !== "") search.set(name, String(value));
  }
  const query = search.size === 0 ? "" : `?${search}`;
  return `/api/v1${path}${query}`;
}

/** Calls an operation of our own API and reads the answer by the same shapes the server wrote it with. @throws ProblemError */
export async function call<Operation extends AnyOperation>(
  operation: Operation,
  input: CallInput<Operation> = {},
  signal?: AbortSignal,
): Promise<Answered<z.output<Operation["response"]>>> {
  const response = await fetchOrExplain(addressOf(operation, input), {
    method: operation.method,
    signal: signal ?? null,
    // Sends Cache-Control: no-cache, which the server heeds.
    cache: input.anew ? "reload" : "default",
    ...bodyOf(operation, input),
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok)
    throw new ProblemError(problemFrom(answer, response.status, response.headers.get("x-request-id")));
  const asOf = response.headers.get("x-muniment-as-of");
  const nextAt = response.headers.get("x-muniment-next-at");
  return {
    value: operation.response.parse(answer),
    asOf: asOf === null ? new Date() : new Date(asOf),
    staleBecause: response.headers.get("x-muniment-stale"),
    nextAt: nextAt === null ? null : new Date(nextAt),
  };
}

function bodyOf(operation: AnyOperation, input: { body?: unknown; file?: Blob }): RequestInit {
  if (operation.bodyType === "stream") {
    return {
      body: input.file ?? null,
      headers: { "content-type": operation.mediaType ?? "application/octet-stream" },
    };
  }
  if (input.body === undefined) return {};
  return { body: JSON.stringify(input.body), headers: { "content-type": "application/json" } };
}

async function fetchOrExplain(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw unreachable();
  }
}

/** The browser could not reach the console at all. */
export function unreachable(): ProblemError {
  return new ProblemError({
    type: "about:blank",
    title: "The console does not answer",
    status: 0,
    code: "internal",
    requestId: "none",
    detail: "Your browser could not reach Muniment.",
    next: "Check your connection; this page goes on by itself as soon as it answers.",
  });
}

/** The problem document of an answer, or one of our own when something between us and the browser answered instead. */
export function problemFrom(answer: unknown, status: number, requestId: string | null): ProblemDocument {
  const parsed = problemDocument.safeParse(answer);
  if (parsed.success) return parsed.data;
  return {
    type: "about:blank",
    title: "The console's answer could not be understood",
    status,
    code: "internal",
    requestId: requestId ?? "none",
    detail: `Something between your browser and Muniment answered with status ${status}.`,
    next: "Reload the page. If it lasts, tell the operator of this installation.",
  };
}
