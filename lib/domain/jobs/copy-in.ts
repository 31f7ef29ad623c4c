import { once } from "node:events";
import { finished } from "node:stream/promises";
import type { TransactionSql } from "postgres";

/** A value of COPY's text form: NULL, numbers, and text with what would end a field escaped. */
function field(value: string | number | null): string {
  if (value === null) return "\\N";
  if (typeof value === "number") return String(value);
  // Postgres takes no NUL and no half of a surrogate pair.
  return value
    .replaceAll("\0", "\uFFFD")
    .toWellFormed()
    .replace(/[\\\t\n\r]/g, (found) => escapes[found] ?? found);
}

const escapes: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

const piece = 65_536;

/** Copies rows into a table within a transaction, many times faster than inserting them. `target` is ours, never foreign. */
export async function copyIn(
  tx: TransactionSql,
  target: string,
  rows: Iterable<readonly (string | number | null)[]>,
): Promise<void> {
  const stream = await tx.unsafe(`copy ${target} from stdin`).writable();
  const failed = finished(stream);
  // Heard below; until then a failure must not count as unhandled.
  failed.catch(() => {});
  let text = "";
  for (const row of rows) {
    text += `${row.map(field).join("\t")}\n`;
    if (text.length < piece) continue;
    if (!stream.write(text)) await Promise.race([once(stream, "drain"), failed]);
    text = "";
  }
  const { promise: written, resolve } = Promise.withResolvers<void>();
  stream.write(text, () => resolve());
  await Promise.race([written, failed]);
  stream.end();
  // The driver lets the stream hang when Postgres refuses the rows at their end, or is gone. The statement behind it
  // fails then.
  await tx`select`.catch((cause: unknown) => {
    throw new Error("The rows could not be copied; the log of Postgres says why.", { cause });
  });
}
