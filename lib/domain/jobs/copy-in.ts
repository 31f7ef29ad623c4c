import { once } from "node:events";
import { finished } from "node:stream/promises";
import type { TransactionSql } from "postgres";

export type CopiedValue = string | number | null;

/** A line of COPY's text form: tabs between the values, NULL as \\N, and what would end a value escaped. */
export function copyLine(values: readonly CopiedValue[]): string {
  return `${values.map(field).join("\t")}\n`;
}

function field(value: CopiedValue): string {
  if (value === null) return "\\N";
  if (typeof value === "number" || !special.test(value)) return String(value);
  // Postgres takes no NUL and no half of a surrogate pair.
  return value
    .replaceAll("\0", "\uFFFD")
    .toWellFormed()
    .replace(/[\\\t\n\r]/g, (found) => escapes[found] ?? found);
}

/** What almost no value has. */
const special = /[\\\t\n\r\0\ud800-\udfff]/;
const escapes: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

const piece = 65_536;

/**
 * Copies lines into a table within a transaction, many times faster than inserting rows. They come as text, because a
 * list of lists of values would have to be held as long as the batch is. `target` is ours, never foreign.
 */
export async function copyIn(tx: TransactionSql, target: string, lines: string): Promise<void> {
  const stream = await tx.unsafe(`copy ${target} from stdin`).writable();
  const failed = finished(stream);
  // Heard below; until then a failure must not count as unhandled.
  failed.catch(() => {});
  const bytes = Buffer.from(lines);
  for (let start = 0; start < bytes.byteLength - piece; start += piece) {
    if (!stream.write(bytes.subarray(start, start + piece)))
      await Promise.race([once(stream, "drain"), failed]);
  }
  const { promise: written, resolve } = Promise.withResolvers<void>();
  stream.write(bytes.subarray(lastPieceOf(bytes)), () => resolve());
  await Promise.race([written, failed]);
  stream.end();
  // The driver lets the stream hang when Postgres refuses the rows at their end, or is gone. The statement behind it
  // fails then.
  await tx`select`.catch((cause: unknown) => {
    throw new Error("The rows could not be copied; the log of Postgres says why.", { cause });
  });
}

/** Where the last piece begins: it is written apart, to be waited for. */
function lastPieceOf({ byteLength }: Buffer): number {
  return byteLength === 0 ? 0 : Math.floor((byteLength - 1) / piece) * piece;
}
