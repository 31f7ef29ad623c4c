import type { Generator } from "@/lib/contract/certificate-profiles";

/** The common names a batch would get: all of them when there are few, otherwise the first and the last ones. */
export interface CommonNames {
  first: string[];
  /** Empty when `first` holds all. */
  last: string[];
  /** Names between the two that are not listed. */
  omitted: number;
}

/** Names listed at either end. */
export const shownAtEitherEnd = 5;

const wholeNumber = /^(?:0|[1-9]\d*)$/;
/** The values' own patterns are checked elsewhere; this only keeps the arithmetic small. */
const digitsMax = 1_000;

/** Whether we know how this generator counts. Of the others only the vendor can say what they make. */
export function knowsCommonNames({ name, parameters }: Generator): boolean {
  const names = parameters.map((parameter) => parameter.name);
  return name === "NUMERIC" && names.includes("startValue") && names.includes("increment");
}

/**
 * The common names of a NUMERIC generator, `startValue + i × increment` for each i below the batch's size, exact to
 * the last of their 64 digits. Null when the generator is another one, and while its values are no whole numbers.
 */
export function previewCommonNames(
  generator: Generator,
  values: Readonly<Record<string, string>>,
  batchSize: number,
): CommonNames | null {
  const { startValue = "", increment = "" } = values;
  if (!knowsCommonNames(generator) || !isSmallNumber(startValue) || !isSmallNumber(increment)) return null;
  if (!Number.isSafeInteger(batchSize) || batchSize < 1) return null;
  const start = BigInt(startValue);
  const step = BigInt(increment);
  const from = (index: number, count: number) =>
    Array.from({ length: count }, (_, offset) => String(start + step * BigInt(index + offset)));
  if (batchSize <= 2 * shownAtEitherEnd) return { first: from(0, batchSize), last: [], omitted: 0 };
  return {
    first: from(0, shownAtEitherEnd),
    last: from(batchSize - shownAtEitherEnd, shownAtEitherEnd),
    omitted: batchSize - 2 * shownAtEitherEnd,
  };
}

function isSmallNumber(digits: string): boolean {
  return digits.length <= digitsMax && wholeNumber.test(digits);
}
