import type { z } from "zod";
import type { Call } from "./call";
import { parseJson } from "./json";
import { looksLikeHtml } from "./redact";

/** A field's place in the answer; names the vendor made up could be anything and are not repeated. */
function placeOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "the answer";
  return path.map((part) => (/^\w{1,40}$/.test(String(part)) ? String(part) : "…")).join(".");
}

/** Checks a good answer against what the vendor promises; an empty body is undefined. Throws the call's `bad_answer`. */
export function readAnswer<T>(call: Call, answer: z.ZodType<T>, text: string): T {
  let value: unknown;
  if (text.trim() !== "") {
    try {
      value = parseJson(text);
    } catch {
      const detail = looksLikeHtml(text) ? "the answer is a web page" : "the answer is not JSON";
      throw call.failure("bad_answer", { detail });
    }
  }
  const parsed = answer.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const detail = `${placeOf(issue?.path ?? [])} has another form than documented (${issue?.code})`;
  throw call.failure("bad_answer", { detail });
}
