import "server-only";
import type { Transaction } from "@/lib/db/connection";
import { enqueue } from "@/lib/db/queue";

/**
 * Has drivers take a job up, once the transaction is committed: one message for each lane, and never two waiting for
 * the same one.
 */
export async function wake(tx: Transaction, jobId: string, lanes: number, after?: Date): Promise<void> {
  for (let lane = 1; lane <= lanes; lane++) {
    await enqueue(tx, "jobs", { jobId }, { key: `${jobId}#${lane}`, ...(after && { after }) });
  }
}
