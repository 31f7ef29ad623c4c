import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import type { CallBudget } from "@/lib/contract/juniper-access";
import { callWords, laneLabels } from "../words";

/** Calls of one kind that were made for one person. */
export type Caller = CallBudget["byWhom"][number];

const column = dataTableColumns<Caller>();

export const callerColumns = column.columns([
  column.accessor("askedBy", {
    header: "For whom",
    cell: ({ getValue }) => getValue() ?? <span className="text-muted">the console itself</span>,
    meta: { wrap: true, width: "15rem", skeleton: "w-40" },
  }),
  column.accessor("call", {
    header: "What for",
    cell: ({ getValue }) => {
      const words = callWords(getValue());
      return (
        <span className="flex flex-wrap items-baseline gap-x-2">
          {words}
          <span className="font-mono text-12 text-muted">{getValue()}</span>
        </span>
      );
    },
    meta: { wrap: true, card: true, skeleton: "w-56" },
  }),
  column.accessor("lane", {
    header: "Counted as",
    cell: ({ getValue }) => laneLabels[getValue()],
    meta: { width: "8rem", skeleton: "w-16" },
  }),
  column.accessor("calls", {
    header: "Calls",
    cell: ({ getValue }) => <span className="tabular">{getValue().toLocaleString("en-US")}</span>,
    meta: { align: "end", width: "6rem", card: true, skeleton: "w-8" },
  }),
  column.accessor("lastAt", {
    header: "Last",
    cell: ({ getValue }) => <RelativeTime value={getValue()} />,
    meta: { width: "9rem", card: true, skeleton: "w-24" },
  }),
]);
