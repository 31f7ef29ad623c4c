import "server-only";
import { eq, sql } from "drizzle-orm";
import { jobChunks, jobPages, jobs } from "@/drizzle/schema/jobs";
import { db } from "@/lib/db/connection";
import type { Claim } from "./claim";
import { encodePage } from "./file-pages";
import type { FileKind } from "./kind";
import type { JobRecord } from "./record";
import { settle } from "./settle";

/** Reads one page of a list and keeps it; the next page's place is written in the same transaction. @throws Fenced, VendorError */
export async function writePage(
  job: JobRecord,
  kind: FileKind,
  claim: Claim,
  signal: AbortSignal,
): Promise<void> {
  const input = job.input as { format: "csv" | "jsonl" };
  const reading = { requestId: claim.requestId, signal, background: true };
  const { items, next, total } = await kind.page(reading, input as never, claim.cursor);
  const { content, bytes } = await encodePage({
    columns: kind.columns,
    format: input.format,
    items,
    first: claim.ordinal === 1,
  });
  const isLast = next === null || next === undefined;
  await db().transaction(async (tx) => {
    await settle(tx, claim, [], { state: "done" });
    await tx
      .insert(jobPages)
      .values({ job: job.number, ordinal: claim.ordinal, rowCount: items.length, content });
    if (!isLast) {
      const following = { job: job.number, ordinal: claim.ordinal + 1, firstRow: 0, lastRow: 0, rowCount: 0 };
      await tx.insert(jobChunks).values({ ...following, cursor: next });
    }
    const read = sql`${jobs.rowsDone} + ${items.length}`;
    await tx
      .update(jobs)
      .set({
        rowsDone: read,
        // Lists grow and shrink while they are read; at the end what was read is what there is.
        rowsTotal: isLast ? read : sql`greatest(${read}, ${total ?? jobs.rowsTotal})`,
        callsTotal: isLast ? claim.ordinal : sql`greatest(${claim.ordinal + 1}, ${jobs.callsTotal})`,
        fileBytes: sql`${jobs.fileBytes} + ${bytes}`,
      })
      .where(eq(jobs.number, job.number));
  });
}
