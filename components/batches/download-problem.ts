import { parseAsStringLiteral } from "nuqs/server";
import type { Problem } from "@/components/patterns/problem";
import { filterText } from "@/components/patterns/table-state/filter-parsers";
import { type ProblemCode, problemCodes } from "@/lib/contract/problem";

const codes = Object.keys(problemCodes) as ProblemCode[];

/** Where the server says why a zip could not be had: `/batches/186?problem=vendor_unavailable&requestId=req_…`. */
export const downloadProblemParsers = {
  problem: parseAsStringLiteral(codes),
  requestId: filterText(100),
};

const sectigoIsInTrouble = "Try again in a minute. Whatever does not need Sectigo works meanwhile.";

const words: Partial<Record<ProblemCode, { detail: string; next: string }>> = {
  not_found: { detail: "Sectigo has no zip for this batch.", next: "See its status below." },
  vendor_refused: {
    detail: "Sectigo did not hand out the zip.",
    next: "See the batch's status below; it may have changed.",
  },
  vendor_denied: {
    detail: "Sectigo refused the credentials that this console is configured with.",
    next: "An administrator checks them under Connections. Your own sign-in is not affected.",
  },
  vendor_bad_answer: {
    detail: "What Sectigo sent was not a zip.",
    next: "Try again in a minute. If it lasts, Sectigo's service is in trouble.",
  },
  vendor_busy: {
    detail: "Sectigo answers that it is asked too often.",
    next: "Wait a little and try again.",
  },
  vendor_unavailable: { detail: "Sectigo did not answer, or not in time.", next: sectigoIsInTrouble },
  not_connected: {
    detail: "Sectigo has no address or credentials yet.",
    next: "An administrator sets them under Connections.",
  },
  outcome_unknown: {
    detail: "The connection to Sectigo was lost before the zip came.",
    next: sectigoIsInTrouble,
  },
  cross_origin: {
    detail: "Your browser did not say that the request came from this console.",
    next: "Open the console itself and download it there.",
  },
  forbidden: {
    detail: "Downloading needs a role that you do not have.",
    next: "An administrator gives roles.",
  },
  unauthenticated: { detail: "Your session had ended.", next: "Sign in and download it again." },
  audit_unavailable: {
    detail:
      "A download is handed out only when it can be recorded, and the audit history could not be written.",
    next: "Try again in a minute.",
  },
};

/** What to tell about a download that failed before its first byte. */
export function downloadProblem(code: ProblemCode, requestId: string | null): Problem {
  const { detail, next } = words[code] ?? {
    detail: "The download did not begin.",
    next: "Try again. If it happens again, tell the operator of this installation.",
  };
  return {
    title: problemCodes[code].title,
    code,
    detail: `${detail} No file was saved.`,
    next,
    requestId: requestId ?? undefined,
  };
}
