"use client";

import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { Bars } from "./bars";
import { Readout } from "./readout";
import { countScale, labelledPlaces, tickText } from "./scale";
import { countOf, type Point, type Series, type Shade, shadesOf, totalOf } from "./series";

export interface BarChartProps {
  /** What is counted, over what: "Usage by day". */
  label: string;
  series: readonly Series[];
  points: readonly Point[];
  unit: { one: string; many: string };
}

const ticksMax = 6;

const number = (count: number) => count.toLocaleString("en-US");

/** What the picture shows, for those who do not see it. The table behind the chart has every number. */
function summary({ label, points, unit }: BarChartProps): string {
  const totals = points.map(totalOf);
  const all = totals.reduce((sum, count) => sum + count, 0);
  const most = Math.max(0, ...totals);
  const peak = points[totals.indexOf(most)];
  const span = `${points[0]?.label} to ${points.at(-1)?.label}`;
  const words = `${label}, ${span}: ${number(all)} ${all === 1 ? unit.one : unit.many} in all`;
  return peak === undefined || most === 0
    ? `${words}.`
    : `${words}, most on ${peak.label} with ${number(most)}.`;
}

function valueText(point: Point | undefined, shades: readonly Shade[]): string {
  if (point === undefined) return "";
  const parts = shades
    .map((shade) => ({ label: shade.label, count: countOf(point, shade) }))
    .filter(({ count }) => count > 0)
    .map(({ label, count }) => `${label} ${number(count)}`);
  return `${point.label}: ${number(totalOf(point))}${parts.length > 0 ? `, ${parts.join(", ")}` : ""}`;
}

/** Where a key leads from a place; undefined for keys that lead nowhere. */
function placeAfter(key: string, place: number, last: number): number | undefined {
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return Math.max(0, place - 1);
    case "ArrowRight":
    case "ArrowUp":
      return Math.min(last, place + 1);
    case "PageDown":
      return Math.max(0, place - 7);
    case "PageUp":
      return Math.min(last, place + 7);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return undefined;
  }
}

/**
 * Stacked bars, one for each place. The pointer and the arrow keys read single bars. Put its numbers in a `ChartTable`
 * behind it.
 */
export function BarChart(props: BarChartProps) {
  const { points, series, unit, label } = props;
  const [chosen, setChosen] = useState<number | null>(null);
  const shades = shadesOf(series);
  const scale = countScale(Math.max(0, ...points.map(totalOf)));
  const last = points.length - 1;
  const place = chosen === null ? null : Math.min(chosen, last);
  const point = place === null ? undefined : points[place];

  const choose = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const at = Math.floor(((event.clientX - left) / width) * points.length);
    setChosen(Math.min(last, Math.max(0, at)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = placeAfter(event.key, place ?? last + 1, last);
    if (next === undefined) return;
    event.preventDefault();
    setChosen(next);
  };
  return (
    <figure className="flex flex-col gap-2">
      <Readout point={point} points={points} shades={shades} unit={unit} />
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
        <div aria-hidden className="relative h-48 w-10 text-right text-12 text-muted">
          {scale.ticks.map((tick) => (
            <span
              key={tick}
              className="tabular absolute right-0 translate-y-1/2"
              style={{ bottom: `${(tick / scale.max) * 100}%` }}
            >
              {tickText(tick, scale)}
            </span>
          ))}
        </div>
        <div className="relative h-48">
          <Bars points={points} shades={shades} scale={scale} place={place} summary={summary(props)} />
          <div
            role="slider"
            tabIndex={0}
            aria-label={`Read ${label}`}
            aria-valuemin={1}
            aria-valuemax={points.length}
            aria-valuenow={(place ?? last) + 1}
            aria-valuetext={valueText(points[place ?? last], shades)}
            onFocus={() => setChosen((before) => before ?? last)}
            onBlur={() => setChosen(null)}
            onKeyDown={onKeyDown}
            onPointerMove={choose}
            onPointerDown={choose}
            onPointerLeave={() => setChosen(null)}
            className="absolute inset-0 touch-pan-y rounded-2"
          />
        </div>
        <div aria-hidden className="relative col-start-2 mt-1 h-5 text-12 text-muted">
          {labelledPlaces(points.length, ticksMax).map((index) => (
            <span
              key={points[index]?.key}
              className="tabular absolute -translate-x-1/2 whitespace-nowrap max-sm:nth-last-[2n]:hidden"
              style={{ left: `${((index + 0.5) / points.length) * 100}%` }}
            >
              {points[index]?.tick}
            </span>
          ))}
        </div>
      </div>
    </figure>
  );
}
