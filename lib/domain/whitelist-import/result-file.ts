import "server-only";
import { and, asc, eq, gt } from "drizzle-orm";
import { whitelistImportChunks as chunks } from "@/drizzle/schema/whitelist-imports";
import type { BadLine } from "@/lib/contract/whitelist";
import { db } from "@/lib/db/connection";
import type { FileStream } from "@/lib/operations/perform-stream";
import { walkBadLines } from "./bad-lines";
import { readChunkRows } from "./chunk-rows";
import { type Cells, csvFile } from "./csv-file";
import { requireFigures } from "./imports";

type StoredChunk = typeof chunks.$inferSelect;

/** The loop that may have a chunk on its way. */
interface Loop {
  live: boolean;
  run: number;
}

const columns = ["Line", "Id", "Type", "Action", "Outcome", "Reason", "Text"];

/**
 * What happened to every row of a file, in its order: accepted, not accepted, unknown (the answer was lost), waiting, or
 * not sent because the line is bad; with the reason. @throws Refusal `not_found`
 */
export async function resultFile(importId: string): Promise<FileStream> {
  const { row, live } = await requireFigures(db(), importId);
  return csvFile(`whitelist-${importId}-result.csv`, columns, pagesOf(importId, { live, run: row.run }));
}

async function* pagesOf(importId: string, loop: Loop): AsyncGenerator<Cells[], void, undefined> {
  let lastLine = 0;
  for await (const chunk of walkChunks(importId)) {
    const good = goodRows(chunk, loop);
    const upTo = lineOf(good.at(-1));
    yield* merged(good, walkBadLines(importId, { after: lastLine, upTo }));
    lastLine = upTo;
  }
  for await (const lines of walkBadLines(importId, { after: lastLine })) yield lines.map(badRow);
}

/** Both in the order of the file; the bad lines end before the last good row. */
async function* merged(
  good: Cells[],
  badPages: AsyncIterable<BadLine[]>,
): AsyncGenerator<Cells[], void, undefined> {
  let start = 0;
  for await (const page of badPages) {
    const upTo = page.at(-1)?.line ?? 0;
    let end = start;
    while (lineOf(good[end]) < upTo) end += 1;
    yield [...good.slice(start, end), ...page.map(badRow)].sort((one, other) => lineOf(one) - lineOf(other));
    start = end;
  }
  yield good.slice(start);
}

async function* walkChunks(importId: string): AsyncGenerator<StoredChunk, void, undefined> {
  for (let ordinal = 0; ; ) {
    const [chunk] = await db()
      .select()
      .from(chunks)
      .where(and(eq(chunks.importId, importId), gt(chunks.ordinal, ordinal)))
      .orderBy(asc(chunks.ordinal))
      .limit(1);
    if (chunk === undefined) return;
    yield chunk;
    ordinal = chunk.ordinal;
  }
}

function goodRows(chunk: StoredChunk, loop: Loop): Cells[] {
  const [outcome, reason] = outcomeOf(chunk, loop);
  return readChunkRows(chunk.rows).map(({ line, rotPublicUid, action }) => [
    line,
    rotPublicUid,
    "ROTPublicUID",
    action,
    outcome,
    reason,
    "",
  ]);
}

function outcomeOf({ state, run, problem }: StoredChunk, loop: Loop): [outcome: string, reason: string] {
  const onItsWay = state === "sending" && loop.live && run === loop.run;
  if (state === "accepted") return ["accepted", ""];
  if (state === "pending" || onItsWay) return ["waiting", ""];
  return [state === "failed" ? "not accepted" : "unknown", problem ?? "The answer was lost."];
}

function badRow({ line, message, text }: BadLine): Cells {
  return [line, "", "", "", "not sent", message, text];
}

function lineOf(cells: Cells | undefined): number {
  return Number(cells?.[0]);
}
