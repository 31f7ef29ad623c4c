/** One kind of thing that is counted. */
export interface Series {
  key: string;
  label: string;
}

/** A place on the axis, such as a day, with a count for each series. */
export interface Point {
  key: string;
  /** In the readout: "Tuesday, 3 March 2026". */
  label: string;
  /** Under the axis: "3 Mar". */
  tick: string;
  /** In the order of the series. */
  counts: readonly number[];
}

/** More shades than these cannot be told apart. */
export const shadesMax = 4;

/** What is drawn in one shade: a series, or those that are too many for shades of their own. */
export interface Shade {
  label: string;
  /** Places of its series. */
  series: readonly number[];
}

/** The first series each in a shade of their own; where they are more than shades, the rest shares the last. */
export function shadesOf(series: readonly Series[]): Shade[] {
  const own = series.length <= shadesMax ? series.length : shadesMax - 1;
  const single = series.slice(0, own).map(({ label }, index) => ({ label, series: [index] }));
  if (own === series.length) return single;
  const rest = series.slice(own).map((_, index) => own + index);
  return [...single, { label: `${rest.length} others`, series: rest }];
}

/** The count of a shade at a place. */
export function countOf(point: Point, { series }: Shade): number {
  return series.reduce((sum, index) => sum + (point.counts[index] ?? 0), 0);
}

export function totalOf({ counts }: Point): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
