import "server-only";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { and, asc, eq, gt } from "drizzle-orm";
import { jobPages } from "@/drizzle/schema/jobs";
import { db } from "@/lib/db/connection";
import { type TableFormat, type TableRecord, tablePieces } from "./table-text";

const compress = promisify(gzip);
const expand = promisify(gunzip);

/** One page on its way into a file that a job makes. */
export interface PageToEncode {
  /** The columns of a CSV file, in their order. */
  columns: readonly string[];
  format: TableFormat;
  items: readonly TableRecord[];
  /** Whether it begins the file: its columns are then named. */
  first: boolean;
}

/**
 * A page of a file as it is kept: compressed by itself, so that it is written once and never read again to add another.
 * `bytes` is its size in the file as people get it.
 */
export async function encodePage({
  columns,
  format,
  items,
  first,
}: PageToEncode): Promise<{ content: Buffer; bytes: number }> {
  const text = Buffer.from((await Array.fromAsync(tablePieces(format, columns, items, first))).join(""));
  return { content: await compress(text), bytes: text.length };
}

/**
 * The pages of a job's file one after another, each expanded when it is asked for. Fails when it ends before
 * `byteLength`: the job was removed meanwhile.
 */
export function fileStream(jobNumber: number, byteLength: number): Readable {
  return Readable.from(expandedPages(jobNumber, byteLength), { objectMode: false });
}

async function* expandedPages(
  jobNumber: number,
  byteLength: number,
): AsyncGenerator<Buffer, void, undefined> {
  let bytes = 0;
  for (let ordinal = 0; ; ) {
    const [page] = await db()
      .select({ ordinal: jobPages.ordinal, content: jobPages.content })
      .from(jobPages)
      .where(and(eq(jobPages.job, jobNumber), gt(jobPages.ordinal, ordinal)))
      .orderBy(asc(jobPages.ordinal))
      .limit(1);
    if (page === undefined) break;
    const text = await expand(page.content);
    bytes += text.length;
    ordinal = page.ordinal;
    if (text.length > 0) yield text;
  }
  if (bytes !== byteLength) throw new Error("The pages of this file are not there any more.");
}
