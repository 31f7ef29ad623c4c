import "server-only";
import type { z } from "zod";
import type { AnyOperation } from "@/lib/contract/operation";
import { Refusal } from "@/lib/contract/problem";

/** Largest JSON body: a thousand identifiers and a form fit many times over. */
const bodyBytesMax = 1024 * 1024;

export interface ParsedInput {
  params: Record<string, unknown>;
  query: Record<string, unknown>;
  body: unknown;
}

/** The parts of a request, checked against the operation's shapes. @throws Refusal naming every field at fault */
export async function parseInput(
  operation: AnyOperation,
  request: Request,
  pathParams: Record<string, string>,
): Promise<ParsedInput> {
  const { searchParams } = new URL(request.url);
  refuseNul([...Object.values(pathParams), ...searchParams.values()].some((value) => value.includes("\0")));
  const parts: [keyof ParsedInput, z.ZodType, unknown][] = [
    ["params", operation.params, pathParams],
    ["query", operation.query, Object.fromEntries(searchParams)],
    ["body", operation.body, operation.bodyType === "json" ? await readJson(request) : undefined],
  ];
  const parsed: Partial<ParsedInput> = {};
  const errors: { path: string; message: string }[] = [];
  for (const [part, schema, raw] of parts) {
    if (part === "body" && operation.bodyType === "stream") continue;
    const result = schema.safeParse(raw);
    if (result.success) Object.assign(parsed, { [part]: result.data });
    else errors.push(...result.error.issues.map(({ path, message }) => ({ path: path.join("."), message })));
  }
  if (errors.length > 0) throw unsound(errors);
  return parsed as ParsedInput;
}

/** A JSON body alone, for the few routes that are not operations. @throws Refusal naming every field at fault */
export async function parseBody<Body extends z.ZodType>(
  schema: Body,
  request: Request,
): Promise<z.output<Body>> {
  const result = schema.safeParse(await readJson(request));
  if (result.success) return result.data;
  throw unsound(result.error.issues.map(({ path, message }) => ({ path: path.join("."), message })));
}

function unsound(errors: { path: string; message: string }[]): Refusal {
  const shown = errors.slice(0, 5).map(({ path, message }) => (path ? `${path}: ${message}` : message));
  return new Refusal("invalid_input", {
    detail: shown.join(" "),
    next: "Correct what is named and send it again. Nothing was changed.",
    errors,
  });
}

/** A NUL in JSON is always an escape; a backslash before it makes it text. */
const nulInJson = /(?<!\\)(?:\\\\)*\\u0000/;

/** No record of ours can hold a NUL, and no vendor's identifier does. */
function refuseNul(found: boolean): void {
  if (!found) return;
  throw new Refusal("invalid_input", {
    detail: "The request holds a NUL character.",
    next: "Leave it out and send it again. Nothing was changed.",
  });
}

async function readJson(request: Request): Promise<unknown> {
  if (request.method === "GET" || request.body === null) return undefined;
  const text = await readText(request.body);
  if (text === "") return undefined;
  refuseNul(nulInJson.test(text));
  if (!request.headers.get("content-type")?.startsWith("application/json")) {
    throw new Refusal("invalid_input", {
      detail: "The body is not marked as JSON.",
      next: "Send it with the header Content-Type: application/json.",
    });
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("invalid_input", {
      detail: "The body is not valid JSON.",
      next: "Correct it and send it again.",
    });
  }
}

async function readText(body: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > bodyBytesMax) {
      throw new Refusal("too_large", {
        detail: `The body is larger than ${bodyBytesMax / 1024 / 1024} MB.`,
        next: "Send less at once, or import it as a file.",
      });
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
