import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { exactTime } from "@/components/patterns/time/format-time";
import { Status } from "@/components/ui/status";
import type { SandboxState } from "@/lib/contract/sandbox";
import { vendorWord } from "./vendor-words";

export type SandboxCall = SandboxState["calls"][number];

const column = dataTableColumns<SandboxCall>();

function Answer({ call }: { call: SandboxCall }) {
  if (call.outcome === "open") return <Status kind="waiting">Open</Status>;
  if (call.outcome === "cut") return <Status kind="failed">Cut</Status>;
  if (call.outcome === "client_left") return <Status kind="attention">Caller left</Status>;
  const good = call.status !== null && call.status < 400;
  return <Status kind={good ? "ok" : "failed"}>{call.status ?? "no answer"}</Status>;
}

export const callColumns = column.columns([
  column.accessor("path", {
    header: "Call",
    cell: ({ row }) => (
      <span className="font-mono text-12">
        {row.original.method} {row.original.path}
      </span>
    ),
    meta: { wrap: true, skeleton: "w-52" },
  }),
  column.accessor("vendor", {
    header: "Vendor",
    cell: ({ row }) => vendorWord(row.original.vendor),
    meta: { card: true, width: "14rem" },
  }),
  column.accessor("status", {
    header: "Answer",
    cell: ({ row }) => <Answer call={row.original} />,
    meta: { card: true, width: "9rem" },
  }),
  column.accessor("bodyBytes", {
    header: "Body bytes",
    cell: ({ row }) => row.original.bodyBytes.toLocaleString("en-US"),
    meta: { align: "end", width: "7rem" },
  }),
  column.accessor("time", {
    header: "Time",
    cell: ({ row }) => exactTime(row.original.time, true),
    meta: { card: true, width: "15rem" },
  }),
]);
