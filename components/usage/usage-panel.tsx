"use client";

import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { useTableState } from "@/components/patterns/table-state/use-table-state";
import { PeriodPicker } from "./period-picker";
import { useUsage } from "./queries";
import { usageSearch } from "./search-params";
import { UsageChart } from "./usage-chart";
import { UsageLoading } from "./usage-loading";
import { useChosenPeriod } from "./use-period";

/** As far as the vendor is behind. */
const refreshEveryMs = 5 * 60_000;

/** What one device used. */
export function UsagePanel({ rotPublicUid }: { rotPublicUid: string }) {
  const table = useTableState(usageSearch);
  const chosen = useChosenPeriod(table);
  const read = useUsage(chosen.period, { rotPublicUid }, refreshEveryMs);
  const answer = read.data?.value;
  const failure = readFailure(read, "The other tabs of this device show what was known before.");
  return (
    <section aria-labelledby="device-usage" className="flex flex-col gap-5">
      <h2 id="device-usage" className="text-14 font-semibold">
        Usage of this device
      </h2>
      <PeriodPicker table={table} chosen={chosen} />
      <StaleNotice read={read} vendor="u-blox" what="its usage" />
      {failure}
      {!answer && !failure && <UsageLoading />}
      {answer?.names.length === 0 && (
        <p className="text-13 text-muted">It used nothing that u-blox counts in this period.</p>
      )}
      {answer && answer.names.length > 0 && <UsageChart usage={answer} />}
    </section>
  );
}
