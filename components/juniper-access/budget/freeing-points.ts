import type { Point, Series } from "@/components/patterns/chart/series";
import type { CallBudget } from "@/lib/contract/juniper-access";
import { laneLabels, lanesInOrder } from "../words";

const clock = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", hour: "2-digit", minute: "2-digit" });

/** The lanes that calls were made for, as series of a chart. */
export const laneSeries: readonly Series[] = lanesInOrder.map((lane) => ({
  key: lane,
  label: laneLabels[lane],
}));

/** When the counted calls come free, as the places of a chart: one for each step. Times are UTC. */
export function freeingPoints(freeing: CallBudget["freeing"]): Point[] {
  return freeing.map(({ until, lanes }, step) => {
    const text = clock.format(new Date(until));
    return {
      key: String(step),
      label: `${text} UTC`,
      tick: text,
      counts: lanesInOrder.map((lane) => lanes[lane]),
    };
  });
}
