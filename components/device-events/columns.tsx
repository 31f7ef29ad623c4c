import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { exactTime } from "@/components/patterns/time/format-time";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import type { ListedEvent } from "@/lib/contract/device-events";
import { About } from "./about";
import { eventSentence } from "./sentence";

const column = dataTableColumns<ListedEvent>();

/** Where the vendor does not say when it happened, it stands by the moment it came. */
export const momentOf = ({ at, receivedAt }: ListedEvent) => at ?? receivedAt;

/** Where an event is known from. */
export const sourceWords: Record<ListedEvent["source"], string> = { hook: "Hook", vendor: "u-blox memory" };

function timeColumn(onOpen: (event: ListedEvent) => void) {
  return column.accessor("at", {
    header: "Time",
    cell: ({ row: { original: event } }) => {
      const moment = momentOf(event);
      return (
        <button
          type="button"
          onClick={() => onOpen(event)}
          className="tabular rounded-2 text-left font-medium text-ink underline-offset-3 hover:underline"
        >
          {moment === null ? "Time not said" : exactTime(moment, true)}
        </button>
      );
    },
    meta: { width: "16rem", skeleton: "w-44" },
  });
}

const sentenceColumn = column.display({
  id: "sentence",
  header: "What happened",
  cell: ({ row }) => eventSentence(row.original),
  meta: { wrap: true, card: true, skeleton: "w-72" },
});

const aboutColumn = column.accessor("rotPublicUid", {
  header: "Device",
  cell: ({ row }) => <About event={row.original} />,
  meta: { width: "11rem", card: true, skeleton: "w-32" },
});

const restColumns = [
  column.accessor("type", {
    header: "Type",
    cell: ({ row }) =>
      row.original.type === null ? (
        <span className="text-muted">not said</span>
      ) : (
        <span className="font-mono text-12">{row.original.type}</span>
      ),
    meta: { defaultHidden: true, width: "20rem", skeleton: "w-40" },
  }),
  column.accessor("source", {
    header: "Source",
    cell: ({ row }) => sourceWords[row.original.source],
    meta: { width: "8.5rem", card: true, skeleton: "w-16" },
  }),
  column.accessor("receivedAt", {
    header: "Received",
    cell: ({ row }) => <RelativeTime value={row.original.receivedAt} />,
    meta: { defaultHidden: true, width: "10rem", skeleton: "w-24" },
  }),
  column.accessor("deliveries", {
    header: "Deliveries",
    cell: ({ row }) => row.original.deliveries?.toLocaleString("en-US"),
    meta: { defaultHidden: true, align: "end", width: "7rem", skeleton: "w-8" },
  }),
];

export const eventColumns = (onOpen: (event: ListedEvent) => void) =>
  column.columns([timeColumn(onOpen), sentenceColumn, aboutColumn, ...restColumns]);

/** On a device's page every event is about that device. */
export const deviceEventColumns = (onOpen: (event: ListedEvent) => void) =>
  column.columns([timeColumn(onOpen), sentenceColumn, ...restColumns]);
