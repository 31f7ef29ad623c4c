import { BarChart } from "@/components/patterns/chart/bar-chart";
import { ChartTable } from "@/components/patterns/chart/chart-table";
import { Section } from "@/components/patterns/section";
import { pointsOf, seriesOf, sumsOf } from "./chart-points";
import { NamesTable } from "./names-table";
import type { Usage } from "./queries";

const unit = { one: "use", many: "uses" };

/** A period in a picture, and its numbers: by name, and by day behind the picture. */
export function UsageChart({ usage }: { usage: Usage }) {
  const { names, counts, from, to } = usage;
  const series = seriesOf(names);
  const points = pointsOf({ from, to }, names, counts);
  return (
    <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]">
      <Section title="By day">
        <BarChart label="Usage by day" series={series} points={points} unit={unit} />
        <ChartTable label="Usage by day" placeHeader="Day" series={series} points={points} />
      </Section>
      <Section title="By name" description="The uses that u-blox counts, and bills by.">
        <NamesTable series={series} sums={sumsOf(names, counts)} />
      </Section>
    </div>
  );
}
