"use client";

import { BarChart } from "@/components/patterns/chart/bar-chart";
import { ChartTable } from "@/components/patterns/chart/chart-table";
import { Section } from "@/components/patterns/section";
import type { CallBudget } from "@/lib/contract/juniper-access";
import { freeingPoints, laneSeries } from "./freeing-points";

const label = "Calls that come free";
const unit = { one: "call comes free", many: "calls come free" };

/** When the calls that count now stop counting, over the next hour. */
export function FreeingChart({ budget: { freeing, used, limit } }: { budget: CallBudget }) {
  const points = freeingPoints(freeing);
  return (
    <Section
      title="When calls come free"
      description="Each call counts for an hour, then makes room for another. In steps of five minutes."
    >
      {used === 0 ? (
        <p className="text-13 text-muted">
          No call counts at present: all {limit.toLocaleString("en-US")} are free.
        </p>
      ) : (
        <>
          <BarChart label={label} series={laneSeries} points={points} unit={unit} />
          <ChartTable label={label} placeHeader="Until" series={laneSeries} points={points} />
        </>
      )}
    </Section>
  );
}
