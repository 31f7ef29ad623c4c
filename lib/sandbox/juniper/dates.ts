import { numberOf } from "../kit/random";
import { utcWithoutZone } from "../kit/times";

/** How answers spell times and days. */
export interface DateWriter {
  /** @param key whose date it is: the same one is always spelled the same */
  instant(timeMs: number, key: string): string;
  /** The day that begins at this midnight UTC. */
  day(midnightMs: number, key: string): string;
}

const isoDates: DateWriter = {
  instant: (timeMs) => new Date(timeMs).toISOString(),
  day: (midnightMs) => isoDay(midnightMs),
};

/** As Juniper's own samples elsewhere have them: without a zone, in the American order, with a slip of the pen, missing. */
const oddInstants: readonly ((timeMs: number) => string)[] = [
  (timeMs) => new Date(timeMs).toISOString(),
  utcWithoutZone,
  (timeMs) => `${americanDay(timeMs)} ${new Date(timeMs).toISOString().slice(11, 19)}`,
  (timeMs) => `${new Date(timeMs).toISOString()}Z`,
  () => "",
];
const oddDays: readonly ((midnightMs: number) => string)[] = [
  isoDay,
  americanDay,
  (midnightMs) => new Date(midnightMs).toISOString(),
  (midnightMs) => `${isoDay(midnightMs)}T00:00:00`,
  (midnightMs) => isoDay(midnightMs).replaceAll("-", ""),
];

const oddDates: DateWriter = {
  instant: (timeMs, key) => chosen(oddInstants, key)(timeMs),
  day: (midnightMs, key) => chosen(oddDays, key)(midnightMs),
};

export function dateWriter(odd: boolean): DateWriter {
  return odd ? oddDates : isoDates;
}

function chosen<Spelling>(spellings: readonly Spelling[], key: string): Spelling {
  const spelling = spellings[numberOf(key) % spellings.length];
  if (spelling === undefined) throw new Error("there is no spelling to choose from");
  return spelling;
}

function isoDay(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}

function americanDay(timeMs: number): string {
  const [year, month, day] = isoDay(timeMs).split("-");
  return `${month}/${day}/${year}`;
}
