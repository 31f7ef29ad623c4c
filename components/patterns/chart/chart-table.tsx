"use client";

import ChevronRight from "lucide-react/icons/chevron-right";
import type { ReactNode } from "react";
import { type Point, type Series, totalOf } from "./series";

interface ChartTableProps {
  /** Names the table: "Usage by day". */
  label: string;
  /** Header of the first column: "Day". */
  placeHeader: ReactNode;
  series: readonly Series[];
  points: readonly Point[];
}

const cell = "border-t border-line px-3 py-1.5 first:pl-0 last:pr-0";
const number = (count: number) => count.toLocaleString("en-US");

/** The numbers behind a chart, all of them, folded away until asked for. */
export function ChartTable({ label, placeHeader, series, points }: ChartTableProps) {
  const sums = series.map((_, index) => points.reduce((sum, { counts }) => sum + (counts[index] ?? 0), 0));
  return (
    <details className="group text-13">
      <summary className="flex w-fit list-none items-center gap-1.5 rounded-4 font-medium [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 text-muted transition-transform group-open:rotate-90" />
        {label} as a table
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
      <section aria-label={label} tabIndex={0} className="mt-2 max-h-120 overflow-auto">
        <table aria-label={label} className="w-full border-separate border-spacing-0">
          <thead className="text-12 text-muted">
            <tr>
              <th scope="col" className={`${cell} sticky top-0 bg-page text-left font-medium`}>
                {placeHeader}
              </th>
              {series.map(({ key, label: name }) => (
                <th key={key} scope="col" className={`${cell} sticky top-0 bg-page text-right font-medium`}>
                  {name}
                </th>
              ))}
              <th scope="col" className={`${cell} sticky top-0 bg-page text-right font-medium`}>
                Total
              </th>
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.key}>
                <th scope="row" className={`${cell} whitespace-nowrap text-left font-normal`}>
                  {point.label}
                </th>
                {series.map(({ key }, index) => (
                  <td key={key} className={`${cell} tabular text-right`}>
                    {number(point.counts[index] ?? 0)}
                  </td>
                ))}
                <td className={`${cell} tabular text-right font-medium`}>{number(totalOf(point))}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" className={`${cell} text-left font-medium`}>
                Total
              </th>
              {series.map(({ key }, index) => (
                <td key={key} className={`${cell} tabular text-right font-medium`}>
                  {number(sums[index] ?? 0)}
                </td>
              ))}
              <td className={`${cell} tabular text-right font-medium`}>
                {number(sums.reduce((sum, count) => sum + count, 0))}
              </td>
            </tr>
          </tfoot>
        </table>
      </section>
    </details>
  );
}
