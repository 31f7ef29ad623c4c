import { z } from "zod";

/** Every way an operation can end badly, with its HTTP status and its headline. */
export const problemCodes = {
  invalid_input: { status: 400, title: "This cannot be taken as it stands" },
  unauthenticated: { status: 401, title: "You are not signed in" },
  forbidden: { status: 403, title: "Your role does not allow this" },
  confirmation_needed: { status: 403, title: "Confirm that it is you" },
  cross_origin: { status: 403, title: "This did not come from the console's own pages" },
  not_found: { status: 404, title: "There is no such thing" },
  conflict: { status: 409, title: "This clashes with what is there" },
  too_large: { status: 413, title: "This is too large" },
  vendor_refused: { status: 422, title: "The vendor refused this" },
  throttled: { status: 429, title: "Too many attempts" },
  internal: { status: 500, title: "Something went wrong here" },
  vendor_denied: { status: 502, title: "The vendor does not accept our credentials" },
  vendor_bad_answer: { status: 502, title: "The vendor's answer could not be understood" },
  not_connected: { status: 503, title: "This vendor is not connected" },
  vendor_busy: { status: 503, title: "The vendor asks us to slow down" },
  vendor_budget_short: { status: 503, title: "The calls of this hour are used up" },
  vendor_unavailable: { status: 503, title: "The vendor does not answer" },
  audit_unavailable: { status: 503, title: "Nothing was sent, because it could not be recorded" },
  database_unavailable: { status: 503, title: "The database does not answer" },
  outcome_unknown: { status: 504, title: "The outcome is unknown" },
} as const;

export type ProblemCode = keyof typeof problemCodes;

/**
 * RFC 9457 problem document. `title` says what happened, `detail` why, `next` what to do about it.
 */
export const problemDocument = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  next: z.string(),
  code: z.enum(Object.keys(problemCodes) as [ProblemCode, ...ProblemCode[]]),
  requestId: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  vendor: z
    .object({ name: z.string(), status: z.number().int().optional(), text: z.string().optional() })
    .optional(),
  retryAfterSeconds: z.number().optional(),
});
export type ProblemDocument = z.output<typeof problemDocument>;

interface RefusalWords {
  detail: string;
  next: string;
  errors?: { path: string; message: string }[];
  retryAfterSeconds?: number;
}

/** Our own "no": thrown by rules of ours, turned into a problem document at the border. Nothing was changed. */
export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly words: RefusalWords;

  constructor(code: ProblemCode, words: RefusalWords) {
    super(words.detail);
    this.name = "Refusal";
    this.code = code;
    this.words = words;
  }
}

/** The refusal for something that is not there, in the words of the thing. */
export function notFound(what: string): Refusal {
  return new Refusal("not_found", {
    detail: `${what} does not exist, or not any more.`,
    next: "Check the identifier, or go back to the list.",
  });
}
