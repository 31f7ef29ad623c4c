import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { CopyButton } from "@/components/ui/copy-button";
import { Status } from "@/components/ui/status";
import { hookTypeLabels } from "@/lib/contract/event-labels";
import type { HookReceiver } from "@/lib/contract/vendor-hooks";
import { receiverState } from "./receiver-state";

const column = dataTableColumns<HookReceiver>();
const number = (count: number) => count.toLocaleString("en-US");

export const receiverColumns = column.columns([
  column.accessor("type", {
    header: "Receiver",
    cell: ({ row: { original } }) => (
      <span className="flex flex-col">
        <span className="font-medium">{hookTypeLabels[original.type]}</span>
        <span className="flex items-center gap-1 font-normal">
          <span className="min-w-0 font-mono text-12 text-muted [overflow-wrap:anywhere]">
            {original.type}
          </span>
          <CopyButton value={original.url} label={`Copy address for ${hookTypeLabels[original.type]}`} />
        </span>
      </span>
    ),
    meta: { wrap: true, skeleton: "w-56" },
  }),
  column.display({
    id: "state",
    header: "State",
    cell: ({ row }) => {
      const { kind, word } = receiverState(row.original);
      return <Status kind={kind}>{word}</Status>;
    },
    meta: { card: true, width: "13rem", wrap: true, skeleton: "w-28" },
  }),
  column.accessor("lastReceivedAt", {
    header: "Last received",
    cell: ({ row }) => <RelativeTime value={row.original.lastReceivedAt} missing="never" />,
    meta: { card: true, width: "9rem", skeleton: "w-20" },
  }),
  column.accessor("eventCount", {
    header: "Events",
    cell: ({ row: { original } }) => (
      <span>
        {number(original.eventCount)}
        {original.repeatCount > 0 && (
          <span className="text-muted"> +{number(original.repeatCount)} repeated</span>
        )}
      </span>
    ),
    meta: { align: "end", card: true, width: "8rem", skeleton: "w-10" },
  }),
  column.accessor("refusedCount", {
    header: "Refused calls",
    cell: ({ row: { original } }) =>
      original.refusedCount === 0 ? (
        "0"
      ) : (
        <span>
          {number(original.refusedCount)}
          <span className="text-muted">
            , last <RelativeTime value={original.lastRefusedAt} />
          </span>
        </span>
      ),
    meta: { align: "end", card: true, width: "11rem", skeleton: "w-10" },
  }),
  column.accessor("connectedAt", {
    header: "Complete since",
    cell: ({ row }) => <RelativeTime value={row.original.connectedAt} missing="not connected" />,
    meta: { width: "9rem", skeleton: "w-20" },
  }),
  column.accessor("tokenMadeAt", {
    header: "Token made",
    cell: ({ row }) => <RelativeTime value={row.original.tokenMadeAt} missing="never" />,
    meta: { defaultHidden: true, width: "9rem", skeleton: "w-20" },
  }),
]);
