import "server-only";
import { and, eq, isNull, lt } from "drizzle-orm";
import { whitelistImports as imports } from "@/drizzle/schema/whitelist-imports";
import type { Actor } from "@/lib/access/actor";
import { Refusal } from "@/lib/contract/problem";
import type { WhitelistImport } from "@/lib/contract/whitelist";
import { db } from "@/lib/db/connection";
import { newId } from "@/lib/db/ids";
import type { Note } from "@/lib/operations/perform";
import type { RecordsPermit } from "@/lib/operations/records-permit";
import { BadLineWriter } from "./bad-lines";
import { checkFile } from "./check-file";
import { storeChunks } from "./chunks";
import { getImport } from "./imports";
import { checksAtOnceMax, uploadMsMax } from "./limits";
import { type Upload, uploadedBytes } from "./upload";

export interface CheckInput {
  fileName: string;
  upload: Upload;
  actor: Actor;
  note: Note;
}

let running = 0;

/**
 * Reads an uploaded file as it arrives, judges every line, and keeps the good rows in chunks and the bad lines with their
 * reasons. A file that is refused or not complete leaves nothing behind.
 * @throws Refusal `invalid_input` for what is no whitelist file, `too_large`, `throttled` while others are being checked
 */
export async function checkImport(permit: RecordsPermit, input: CheckInput): Promise<WhitelistImport> {
  if (running >= checksAtOnceMax) throw tooManyChecks();
  running += 1;
  try {
    await removeLeftovers();
    return await check(permit, input);
  } finally {
    running -= 1;
  }
}

async function check({ tx }: RecordsPermit, input: CheckInput): Promise<WhitelistImport> {
  const { fileName, upload, actor, note } = input;
  // The gate's transaction is open, and has nothing to do until the whole file has arrived.
  await tx.execute(`set local idle_in_transaction_session_timeout = ${uploadMsMax + 60_000}`);
  const importId = newId("imp");
  await db().insert(imports).values({ id: importId, fileName, createdBy: actor.name });
  const badLines = new BadLineWriter(importId);
  const file = await checkFile(uploadedBytes(upload), badLines).catch(async (error: unknown) => {
    await db().delete(imports).where(eq(imports.id, importId));
    throw error;
  });
  const counts = await storeChunks(tx, importId, file.ledger);
  const bad = badLines.count;
  await tx
    .update(imports)
    .set({ ...counts, bad, checkedAt: new Date() })
    .where(eq(imports.id, importId));
  note({ importId, ...counts, bad, sha256: file.sha256 });
  return getImport(importId, tx);
}

/** Removes what checks left behind that did not come to their end: their process was killed, or the database was away. */
async function removeLeftovers(): Promise<void> {
  const before = new Date(Date.now() - 2 * uploadMsMax);
  await db()
    .delete(imports)
    .where(and(isNull(imports.checkedAt), lt(imports.createdAt, before)));
}

function tooManyChecks(): Refusal {
  return new Refusal("throttled", {
    detail: "Other whitelist files are being checked right now.",
    next: "Try again in a minute.",
    retryAfterSeconds: 30,
  });
}
