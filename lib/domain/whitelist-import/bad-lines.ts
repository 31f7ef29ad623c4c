import "server-only";
import { and, asc, eq, gt, lte, sql } from "drizzle-orm";
import { whitelistImportBadLines as badLines } from "@/drizzle/schema/whitelist-imports";
import type { BadLine } from "@/lib/contract/whitelist";
import { badLineReason } from "@/lib/contract/whitelist";
import { type Database, db, type Transaction } from "@/lib/db/connection";
import { keptCharactersMax } from "./limits";

const batchSize = 1_000;

/** A line as it is kept: cut, and without NUL, which Postgres cannot store in text. */
export function keptText(text: string): string {
  return text.slice(0, keptCharactersMax).toWellFormed().replaceAll("\0", "\u2400");
}

/**
 * Writes the bad lines of one file as they are found, in short statements of their own: there may be a million, and one
 * long transaction around an upload would hold up the sealing of the audit history.
 */
export class BadLineWriter {
  readonly #importId: string;
  #waiting: BadLine[] = [];
  #count = 0;

  constructor(importId: string) {
    this.#importId = importId;
  }

  get count(): number {
    return this.#count;
  }

  add(line: BadLine): void {
    this.#waiting.push(line);
    this.#count += 1;
  }

  /** Writes once enough has come together. */
  async flushWhenFull(): Promise<void> {
    if (this.#waiting.length >= batchSize) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#waiting.length === 0) return;
    const lines = this.#waiting;
    this.#waiting = [];
    await db().execute(sql`
      insert into ${badLines} (import_id, line, reason, text, message)
      select ${this.#importId}, line, reason, text, message
      from json_to_recordset(${JSON.stringify(lines)}::text::json)
        as found (line integer, reason text, text text, message text)`);
  }
}

export interface BadLineRange {
  /** Only lines behind this one. */
  after?: number;
  /** Only lines up to this one. */
  upTo?: number;
}

/** Bad lines in the order of the file, at most `limit`. */
export async function readBadLines(
  importId: string,
  limit: number,
  { after, upTo }: BadLineRange = {},
  where: Database | Transaction = db(),
): Promise<BadLine[]> {
  const rows = await where
    .select()
    .from(badLines)
    .where(
      and(
        eq(badLines.importId, importId),
        after === undefined ? undefined : gt(badLines.line, after),
        upTo === undefined ? undefined : lte(badLines.line, upTo),
      ),
    )
    .orderBy(asc(badLines.line))
    .limit(limit);
  return rows.map(({ line, reason, text, message }) => ({
    line,
    reason: badLineReason.parse(reason),
    text,
    message,
  }));
}

/** All bad lines of a stretch of the file, page by page. */
export async function* walkBadLines(
  importId: string,
  { after = 0, upTo }: BadLineRange = {},
): AsyncGenerator<BadLine[], void, undefined> {
  let last = after;
  for (;;) {
    const lines = await readBadLines(importId, batchSize, {
      after: last,
      ...(upTo === undefined ? {} : { upTo }),
    });
    if (lines.length > 0) yield lines;
    if (lines.length < batchSize) return;
    last = lines.at(-1)?.line ?? last;
  }
}
