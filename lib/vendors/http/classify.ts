import type { IncomingHttpHeaders } from "node:http";
import type { VendorErrorKind } from "./vendor-error";

/** An answer as the vendor gave it; of a failed one, at most the first 64 KB of text. */
export interface Answer {
  /** Method and path template, such as "POST /auth/pwd". */
  call: string;
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** What an answer that is no success means. */
export interface Verdict {
  kind: VendorErrorKind;
  /** What the vendor says, unredacted: the core redacts it. */
  text?: string;
  /** What we know about it, in our words. */
  detail?: string;
  /** The token was not accepted: worth one new token and one more try. */
  tokenRejected?: boolean;
  /** Whether a change may have been carried out, where the answer says it better than its kind and status do. */
  mayHaveActed?: boolean;
  /** The vendor counts our calls and has had too many: told to whoever counts them here. */
  tooMany?: boolean;
}

/** A vendor's reading of its own answers: undefined for a success. */
export type Classify = (answer: Answer) => Verdict | undefined;

/** What a status means when nobody knows better (RFC 9110 §15). Undefined for 2xx. */
export function kindOfStatus(status: number): VendorErrorKind | undefined {
  if (status >= 200 && status < 300) return undefined;
  // Redirects are never followed, and nothing else below 400 is an answer to what was asked.
  if (status < 400) return "bad_answer";
  if (status === 401 || status === 403 || status === 407) return "denied";
  if (status === 404) return "not_found";
  if (status === 408) return "timeout";
  if (status === 429) return "busy";
  return status < 500 ? "refused" : "unavailable";
}

/** A string member of a JSON error body under any of `names`, letter case ignored; undefined when there is none. */
export function messageIn(text: string, names: readonly string[]): string | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof body !== "object" || body === null) return undefined;
  for (const [name, value] of Object.entries(body)) {
    if (names.includes(name.toLowerCase()) && typeof value === "string" && value !== "") return value;
  }
  return undefined;
}
