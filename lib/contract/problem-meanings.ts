import type { ProblemCode } from "./problem";

/** What each problem means for whoever wrote the request, for the page that the documents' `type` leads to. */
export const problemMeanings: Record<ProblemCode, string> = {
  invalid_input: "Something in the path, the query or the body is missing or wrong; errors names each place.",
  unauthenticated:
    "There is no session, or it has ended: by time, by signing out, or because the account was disabled.",
  forbidden:
    "The permission that the operation needs is not among those of the role. A refused change is in the audit history.",
  confirmation_needed:
    "The operation hands out a secret, and the sign-in is older than five minutes. Confirm with session.confirm, or sign in again, and repeat the request.",
  cross_origin: "A change has to carry an Origin header with the console's own address.",
  not_found: "Neither the console nor the vendor knows the thing that is asked for.",
  conflict: "It is taken, in use, or in a state that does not allow the change. Nothing was changed.",
  too_large: "The body is larger than what is taken at once. Nothing was changed.",
  vendor_refused:
    "The vendor understood the request and said no; vendor.text is its reason. Nothing was changed.",
  throttled: "Too many attempts have failed. Wait as long as Retry-After says.",
  internal: "An error in the console. It is in the log under the request id.",
  vendor_denied: "The vendor does not accept the credentials or rights that the console is configured with.",
  vendor_bad_answer:
    "The vendor answered with something that is not in its documents, such as an error page.",
  not_connected: "The variables of this vendor are not set.",
  vendor_busy: "The vendor limits requests. Wait as long as Retry-After says.",
  vendor_budget_short:
    "The vendor allows only so many calls an hour, which all users of the console share, and they are used up or kept for changes. The vendor was not asked and nothing was changed; Retry-After says when the next call comes.",
  vendor_unavailable:
    "The vendor cannot be reached, is in trouble, or did not answer in time. Nothing was changed.",
  audit_unavailable:
    "The intent could not be written to the audit history, so nothing was sent to the vendor.",
  database_unavailable: "The console cannot reach its own database.",
  outcome_unknown:
    "The request was sent to the vendor and the answer was lost. Look whether it happened before sending it again; the console does not repeat it.",
};
