import type { Point, Series } from "@/components/patterns/chart/series";
import type { UsageCount } from "@/lib/contract/usage";
import { daysOf, type Period } from "./period";
import { labelOf } from "./words";

const long = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  weekday: "short",
  day: "numeric",
  month: "long",
  year: "numeric",
});
const tick = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short" });

/** What was used, as series: most used first. */
export function seriesOf(names: readonly string[]): Series[] {
  return names.map((name) => ({ key: name, label: labelOf(name) }));
}

/** Counts as the days of a period, also of those on which nothing was used. */
export function pointsOf(period: Period, names: readonly string[], counts: readonly UsageCount[]): Point[] {
  const byDay = Map.groupBy(counts, ({ day }) => day);
  return daysOf(period).map((day) => {
    const ofDay = new Map(byDay.get(day)?.map(({ name, count }) => [name, count]));
    const date = new Date(day);
    return {
      key: day,
      label: long.format(date),
      tick: tick.format(date),
      counts: names.map((name) => ofDay.get(name) ?? 0),
    };
  });
}

/** How often each was used, in the order of the names. */
export function sumsOf(names: readonly string[], counts: readonly UsageCount[]): number[] {
  const sums = new Map<string, number>();
  for (const { name, count } of counts) sums.set(name, (sums.get(name) ?? 0) + count);
  return names.map((name) => sums.get(name) ?? 0);
}
