import { VendorError } from "@/lib/vendors/http/vendor-error";

/** Why a call was not let go, in the words of the error that says so. */
export const shortBudgetWords = {
  "used up": "the calls of this hour are used up",
  frozen: "the vendor has had too many calls from this account",
} as const;

const all: ReadonlySet<string> = new Set(Object.values(shortBudgetWords));

/** Whether an error says that our own count let no call go: nothing was sent, and the time it names is known. */
export function isShortBudget(error: unknown): error is VendorError & { retryAfterMs: number } {
  return (
    error instanceof VendorError &&
    error.kind === "busy" &&
    error.status === undefined &&
    error.retryAfterMs !== undefined &&
    all.has(error.detail ?? "")
  );
}
