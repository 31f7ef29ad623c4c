import "server-only";
import { Refusal } from "@/lib/contract/problem";
import type { Note } from "@/lib/operations/perform";
import { VendorError } from "@/lib/vendors/http/vendor-error";

/**
 * Sends an order whose every repetition would spend balance again. When its answer is lost, nobody knows whether the
 * vendor has taken it: the outcome is unknown, and `howToFindIt` says what to look at before it is ordered again.
 */
export async function sendOnce<Answer>(
  send: () => Promise<Answer>,
  note: Note,
  howToFindIt: string,
): Promise<Answer> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof VendorError) || !error.mayHaveActed) throw error;
    note({ lostBy: error.kind, vendorStatus: error.status ?? null });
    throw new Refusal("outcome_unknown", {
      detail:
        "The order was sent to Sectigo and its answer was lost, so the batch may or may not have been ordered.",
      next: `${howToFindIt} Nothing is sent a second time by itself.`,
    });
  }
}
