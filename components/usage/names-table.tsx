import type { Series } from "@/components/patterns/chart/series";
import { shadesMax } from "@/components/patterns/chart/series";
import { ShadeMark } from "@/components/patterns/chart/shade";
import { wordsOf } from "./words";

const cell = "border-t border-line px-3 py-2 first:pl-0 last:pr-0";

/** The shade of a series in the chart: the last is shared by all that are too many. */
function shadePlace(place: number, count: number): number {
  return count <= shadesMax ? place : Math.min(place, shadesMax - 1);
}

/** How often each was used: in plain words, beside the vendor's own. */
export function NamesTable({ series, sums }: { series: readonly Series[]; sums: readonly number[] }) {
  const total = sums.reduce((sum, count) => sum + count, 0);
  return (
    <table aria-label="Usage by name" className="w-full border-separate border-spacing-0 text-13">
      <thead className="text-12 text-muted">
        <tr>
          <th scope="col" className="py-1.5 text-left font-medium">
            What was used
          </th>
          <th scope="col" className="px-3 py-1.5 text-right font-medium">
            Times
          </th>
          <th scope="col" className="py-1.5 pl-3 text-right font-medium">
            Share
          </th>
        </tr>
      </thead>
      <tbody>
        {series.map(({ key, label }, place) => (
          <tr key={key}>
            <th scope="row" className={`${cell} text-left font-normal [overflow-wrap:anywhere]`}>
              <span className="flex items-baseline gap-2">
                <ShadeMark place={shadePlace(place, series.length)} />
                <span>
                  {label}
                  {wordsOf(key) !== undefined && (
                    <span className="block font-mono text-12 text-muted">{key}</span>
                  )}
                </span>
              </span>
            </th>
            <td className={`${cell} tabular text-right align-top`}>
              {(sums[place] ?? 0).toLocaleString("en-US")}
            </td>
            <td className={`${cell} tabular text-right align-top text-muted`}>
              {shareText(sums[place] ?? 0, total)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function shareText(count: number, total: number): string {
  const percent = (count / total) * 100;
  return percent > 0 && percent < 1 ? "< 1 %" : `${Math.round(percent)} %`;
}
