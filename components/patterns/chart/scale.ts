/** An axis that starts at zero. */
export interface Scale {
  /** The end of the axis: a round number that no value exceeds. */
  max: number;
  /** What is written beside it, from zero to `max`. */
  ticks: number[];
}

const steps = [1, 2, 5, 10];

/** Round numbers for counts up to `most`: whole, and five at most. */
export function countScale(most: number): Scale {
  if (!(most > 0)) return { max: 1, ticks: [0, 1] };
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  const step = Math.max(1, (steps.find((candidate) => candidate * power >= rough) ?? 10) * power);
  const ticks = Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
  return { max: ticks.at(-1) ?? step, ticks };
}

const short = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });

/** A tick as short as it has to be, all of an axis in one form: "1,200", or "5K" where it goes to ten thousand. */
export function tickText(count: number, { max }: Scale): string {
  return max < 10_000 ? count.toLocaleString("en-US") : short.format(count);
}

/**
 * Which of many places get a label, so that labels of neighbors do not touch: the last one always, and others at even
 * distances before it.
 */
export function labelledPlaces(count: number, most: number): number[] {
  if (count === 0) return [];
  const every = Math.max(1, Math.ceil(count / most));
  return Array.from({ length: Math.ceil(count / every) }, (_, index) => count - 1 - index * every).reverse();
}
