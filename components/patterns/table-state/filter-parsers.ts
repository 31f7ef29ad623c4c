import { createParser, parseAsBoolean, parseAsStringLiteral } from "nuqs/server";

/**
 * Parsers of filters in the address, for `tableParsers`. A value that does not parse is dropped,
 * as if it were not there. Safe on the server and in the browser.
 */

/** Free text, trimmed; empty is no filter. */
export function filterText(maxLength = 200) {
  return createParser<string>({
    parse: (typed) => {
      const text = typed.trim();
      return text === "" || text.length > maxLength ? null : text;
    },
    serialize: (text) => text,
  });
}

/** One of a closed list of words. */
export function filterOneOf<const Value extends string>(values: readonly Value[]) {
  return parseAsStringLiteral(values);
}

/** Words joined by commas. A list without any known word is no filter. */
function filterWords<Value extends string>(known: (word: string) => word is Value) {
  return createParser<Value[]>({
    parse: (text) => {
      const words = text.split(",").map(decodeURIComponent).filter(known);
      return words.length > 0 ? words : null;
    },
    serialize: (words) => words.map((word) => encodeURIComponent(word)).join(","),
    eq: (one, other) => one.length === other.length && one.every((word, index) => word === other[index]),
  });
}

/** Several of a closed list of words: `state=ready,rejected`. Words that are not known are left out. */
export function filterManyOf<const Value extends string>(values: readonly Value[]) {
  return filterWords((word): word is Value => values.some((value) => value === word));
}

/** Several words of an open list, such as tag names. */
export function filterMany() {
  return filterWords((word): word is string => word !== "");
}

export function filterYesNo() {
  return parseAsBoolean;
}

/** From and to, both inclusive, either may be open. */
export interface DateRange {
  from: string | null;
  to: string | null;
}

export interface NumberRange {
  min: number | null;
  max: number | null;
}

const isoDate = /^\d{4}-\d{2}-\d{2}$/;

/** A real day of the calendar; undefined when it is none. */
function dateOrNull(text: string | undefined): string | null | undefined {
  if (!text) return null;
  const day = isoDate.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN);
  // The engine turns 30 February into 2 March: only a day that comes back the same exists.
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? text : undefined;
}

/** Days in UTC: `created=2026-11-01..2026-11-30`, `created=2026-11-01..`. */
export function filterDateRange() {
  return createParser<DateRange>({
    parse: (text) => {
      const ends = text.split("..");
      const [from, to] = [dateOrNull(ends[0]), dateOrNull(ends[1])];
      if (ends.length !== 2 || from === undefined || to === undefined || (!from && !to)) return null;
      return { from, to };
    },
    serialize: ({ from, to }) => `${from ?? ""}..${to ?? ""}`,
    eq: (a, b) => a.from === b.from && a.to === b.to,
  });
}

function numberOrNull(text: string | undefined): number | null | undefined {
  if (!text) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** Numbers: `count=100..5000`, `count=..5000`. */
export function filterNumberRange() {
  return createParser<NumberRange>({
    parse: (text) => {
      const ends = text.split("..");
      const [min, max] = [numberOrNull(ends[0]), numberOrNull(ends[1])];
      if (ends.length !== 2 || min === undefined || max === undefined) return null;
      if (min === null && max === null) return null;
      return { min, max };
    },
    serialize: ({ min, max }) => `${min ?? ""}..${max ?? ""}`,
    eq: (a, b) => a.min === b.min && a.max === b.max,
  });
}
