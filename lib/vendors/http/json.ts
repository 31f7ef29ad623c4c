type Reviver = (key: string, value: unknown, context: { source?: string }) => unknown;

/** `JSON.parse` as Node 24 has it; TypeScript's library does not know the source text yet. */
const parseWithSource = JSON.parse as (text: string, reviver?: Reviver) => unknown;

/** A number of 16 digits or more somewhere outside quotes, cheaply: a false alarm costs only time. */
const mayHoldBigInteger = /[[:,\s]-?\d{16}/;

/**
 * Parses JSON without losing digits: an integer that a JavaScript number cannot hold exactly comes out as the string
 * of its digits. A string and not a bigint, because what is read is written again as JSON, which has no bigint.
 * Throws SyntaxError.
 */
export function parseJson(text: string): unknown {
  if (!mayHoldBigInteger.test(` ${text}`)) return JSON.parse(text);
  return parseWithSource(text, (_key, value, { source }) =>
    typeof value === "number" &&
    !Number.isSafeInteger(value) &&
    source !== undefined &&
    /^-?\d+$/.test(source)
      ? source
      : value,
  );
}
