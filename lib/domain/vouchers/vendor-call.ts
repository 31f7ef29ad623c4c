import "server-only";
import { Refusal } from "@/lib/contract/problem";
import { logger } from "@/lib/log";
import type { Note } from "@/lib/operations/perform";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import { noteLicenseChange } from "../entitlements/group";

/** What is written down of a call, by what became of it. */
export interface CallRecord {
  /** Certainly nothing happened. */
  failed: () => Promise<unknown>;
  /** The answer was lost: nobody knows. */
  lost: () => Promise<unknown>;
}

/**
 * Calls Juniper for something that its row already stands for. A failure is written down before it is told; a lost
 * answer is an unknown outcome, in words that lead to the row.
 * @throws VendorError when certainly nothing happened; Refusal `outcome_unknown`
 */
export async function callOnRecord<Answer>(
  call: () => Promise<Answer>,
  record: CallRecord,
  note: Note,
): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof VendorError && !error.mayHaveActed) {
      await quietly(record.failed);
      throw error;
    }
    await quietly(record.lost);
    await tellOthers();
    if (!(error instanceof VendorError)) throw error;
    note({ lostBy: error.kind, vendorStatus: error.status ?? null });
    throw new Refusal("outcome_unknown", {
      detail: "The request was sent to Juniper and its answer was lost, so it may or may not have happened.",
      next: "The voucher stands in doubt: look it up in Juniper's portal and say on its page what became of it. Nothing is sent a second time by itself.",
    });
  }
}

/** What was known of entitlements is old now, and open pages look again. The change itself has happened either way. */
export async function tellOthers(): Promise<void> {
  await quietly(() => noteLicenseChange("person"));
}

/** What stays unwritten here counts as in doubt after two minutes. */
async function quietly(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    logger().warn({ error }, "what became of a voucher could not be written down");
  }
}
