import "server-only";
import { and, asc, eq, lt, ne, sql } from "drizzle-orm";
import {
  whitelistImportChunks as chunks,
  whitelistImports as imports,
} from "@/drizzle/schema/whitelist-imports";
import type { Actor } from "@/lib/access/actor";
import { Refusal } from "@/lib/contract/problem";
import { whitelist } from "@/lib/contract/whitelist";
import { db, type Transaction } from "@/lib/db/connection";
import { newId } from "@/lib/db/ids";
import { logger } from "@/lib/log";
import { performAtVendor } from "@/lib/operations/perform";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import type { UbloxClient } from "@/lib/vendors/ublox/client";
import { sendWhitelistCsv, whitelistCsv } from "@/lib/vendors/ublox/whitelist";
import { type ChunkRow, readChunkRows } from "./chunk-rows";
import type { Ledger } from "./ledger";
import { rowsPerChunk } from "./limits";
import { whyNotAccepted } from "./words";

// What a chunk is: a piece of a file that is one call to the vendor and one pair of audit rows. Who takes the chunks,
// and when, is not decided here (drive.ts).

/** A chunk that was taken to be sent. */
export interface Chunk {
  importId: string;
  /** 1-based, in the order of the file. */
  ordinal: number;
  rows: ChunkRow[];
  /** Of this attempt, as in the audit history. */
  requestId: string;
}

/** How an attempt ended. Failed: certainly not carried out. Unknown: the answer was lost. */
export type ChunkEnd = { state: "accepted" } | { state: "failed" | "unknown"; problem: string };

/** Stores the good rows of a file in chunks. @returns how many rows ask for what */
export async function storeChunks(
  tx: Transaction,
  importId: string,
  ledger: Ledger,
): Promise<{ adds: number; removes: number }> {
  const counts = { adds: 0, removes: 0 };
  let ordinal = 0;
  for (const { rowCount, adds, rows } of ledger.goodChunks(rowsPerChunk)) {
    ordinal += 1;
    counts.adds += adds;
    counts.removes += rowCount - adds;
    await tx.insert(chunks).values({ importId, ordinal, rowCount, rows });
  }
  return counts;
}

/**
 * Takes the next chunk of this run that the vendor has not accepted, for the loop that has the import.
 * @returns "lost" when another loop has the import; undefined when nothing is left
 */
export async function takeChunk(importId: string, driver: string): Promise<Chunk | "lost" | undefined> {
  return db().transaction(async (tx) => {
    const [owned] = await tx
      .update(imports)
      .set({ heartbeatAt: sql`now()` })
      .where(and(eq(imports.id, importId), eq(imports.driver, driver)))
      .returning({ run: imports.run });
    if (owned === undefined) return "lost";
    const [next] = await tx
      .select()
      .from(chunks)
      .where(and(eq(chunks.importId, importId), ne(chunks.state, "accepted"), lt(chunks.run, owned.run)))
      .orderBy(asc(chunks.ordinal))
      .limit(1);
    if (next === undefined) return undefined;
    const requestId = newId("req");
    await tx
      .update(chunks)
      .set({ state: "sending", run: owned.run, requestId, problem: null })
      .where(and(eq(chunks.importId, importId), eq(chunks.ordinal, next.ordinal)));
    return { importId, ordinal: next.ordinal, rows: readChunkRows(next.rows), requestId };
  });
}

/** Sends a chunk under the rights that the actor has now. Never throws: how it ended is the answer. */
export async function sendChunk(actor: Actor, ublox: UbloxClient, chunk: Chunk): Promise<ChunkEnd> {
  const { importId, ordinal, rows, requestId } = chunk;
  try {
    const csv = await whitelistCsv(rows);
    await performAtVendor(
      {
        actor,
        action: "whitelist.sendChunk",
        permission: whitelist.import.permission,
        subject: { type: "whitelist-import", id: importId },
        requestId,
      },
      "now",
      (permit, note) => {
        note({
          chunk: ordinal,
          rows: rows.length,
          firstLine: rows[0]?.line ?? 0,
          lastLine: rows.at(-1)?.line ?? 0,
        });
        return sendWhitelistCsv(permit, ublox, { csv });
      },
    );
    return { state: "accepted" };
  } catch (error) {
    const expected = error instanceof VendorError || error instanceof Refusal;
    if (!expected) logger().error({ error, importId, ordinal, requestId }, "a chunk could not be sent");
    // An error of our own may have come after the vendor acted.
    const inDoubt = error instanceof VendorError ? error.mayHaveActed : !expected;
    return { state: inDoubt ? "unknown" : "failed", problem: whyNotAccepted(error) };
  }
}

/** Notes how an attempt ended; an attempt that another one has replaced meanwhile says nothing any more. */
export async function settleChunk({ importId, ordinal, requestId }: Chunk, end: ChunkEnd): Promise<void> {
  await db()
    .update(chunks)
    .set({ state: end.state, problem: end.state === "accepted" ? null : end.problem })
    .where(and(eq(chunks.importId, importId), eq(chunks.ordinal, ordinal), eq(chunks.requestId, requestId)));
}
