import { keptCharactersMax, lineBytesMax } from "./limits";
import type { LinePlace } from "./lines";

/** The text of a line; what is not valid UTF-8 becomes U+FFFD. */
export function textOf(block: Buffer, { start, end }: LinePlace): string {
  return block.toString("utf8", start, end);
}

/** What is kept of a line that cannot be used: its beginning, with NUL, which Postgres cannot store, made visible. */
export function keptText(text: string): string {
  return text.slice(0, keptCharactersMax).toWellFormed().replaceAll("\0", "\u2400");
}

export function isTooLong({ start, end }: LinePlace): boolean {
  return end - start > lineBytesMax;
}

/** Whether a line holds what only comes from other encodings; a byte order mark, from files that were put together. */
export function hasStrangeBytes(text: string): boolean {
  return /[\0\ufffd\ufeff]/.test(text);
}

export const aboutStrangeBytes =
  "The line holds bytes that do not belong into UTF-8 text. Save the file as “CSV UTF-8”.";

/**
 * Takes the quotation marks off around a value; undefined when they do not match. No value of these files contains
 * a comma or a quotation mark, so that a line can be divided at its commas, and a mark that is never closed spoils
 * one line and not the rest of the file.
 */
export function unquoted(field: string): string | undefined {
  const bare = /^"([^"]*)"$/.exec(field)?.[1] ?? field;
  return bare.includes('"') ? undefined : bare;
}

export const aboutQuotes = "A quotation mark is not closed, or stands inside a value.";
