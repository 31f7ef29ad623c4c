"use client";

import { minuteOf } from "@/components/patterns/time/format-time";
import { useNow } from "@/components/ui/use-now";
import type { CallBudget } from "@/lib/contract/juniper-access";
import { laneLabels, laneMeanings, lanesInOrder } from "../words";

const minuteMs = 60_000;
const head = "py-1.5 pl-3 text-right align-bottom font-medium";
const cell = "tabular border-t border-line py-2 pl-3 text-right align-top";
const number = (count: number) => count.toLocaleString("en-US");

/** Who goes first where calls are few: what each lane has used, may use now, and can count on. */
export function LanesTable({ lanes }: { lanes: CallBudget["lanes"] }) {
  const nowMs = useNow(minuteMs);
  return (
    <table aria-label="Calls by lane" className="w-full border-separate border-spacing-0 text-13">
      <thead className="text-12 text-muted">
        <tr>
          <th scope="col" className="py-1.5 text-left align-bottom font-medium">
            For
          </th>
          <th scope="col" className={head}>
            Used
          </th>
          <th scope="col" className={head}>
            May go now
          </th>
          <th scope="col" className={head}>
            Kept for it
          </th>
        </tr>
      </thead>
      <tbody>
        {lanesInOrder.map((lane) => {
          const { share, used, left, nextAt } = lanes[lane];
          return (
            <tr key={lane}>
              <th scope="row" className="border-t border-line py-2 text-left font-normal">
                <span className="font-medium">{laneLabels[lane]}</span>
                <span className="block text-12 text-muted">{laneMeanings[lane]}</span>
              </th>
              <td className={cell}>{number(used)}</td>
              <td className={cell}>
                {nextAt === null ? (
                  number(left)
                ) : (
                  <>
                    none
                    <span className="block text-12 text-muted">
                      until {minuteOf(nextAt, nowMs ?? undefined)}
                    </span>
                  </>
                )}
              </td>
              <td className={cell}>{number(share)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
