"use client";

import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { useCan } from "@/components/patterns/who";
import { RowLink } from "@/components/ui/link";
import type { Batch } from "@/lib/contract/batches";
import { nameOf, zipState } from "./batch-state";
import { BatchStatus } from "./batch-status";
import { DownloadButton } from "./download";

const column = dataTableColumns<Batch>();

export const batchPath = (batchId: number) => `/batches/${batchId}`;

const zipWords = { ready: "Ready", "not yet": "Not yet", gone: "Gone", none: "None" };

/** The zip itself for whoever may have it, else how it stands. */
function Zip({ batch }: { batch: Batch }) {
  const mayDownload = useCan()("batches:download");
  if (batch.downloadable && mayDownload) {
    return (
      <DownloadButton size="small" batchId={batch.batchId} label={`Download zip of ${nameOf(batch)}`}>
        Download
      </DownloadButton>
    );
  }
  return <span className={batch.downloadable ? undefined : "text-muted"}>{zipWords[zipState(batch)]}</span>;
}

export const batchColumns = column.columns([
  column.accessor("batchName", {
    header: "Batch",
    enableSorting: true,
    cell: ({ row }) => (
      <span className="inline-flex flex-wrap items-baseline gap-x-2">
        <RowLink href={batchPath(row.original.batchId)}>{nameOf(row.original)}</RowLink>
        <span className="font-mono text-12 text-muted">{row.original.batchId}</span>
      </span>
    ),
    meta: { wrap: true, skeleton: "w-44" },
  }),
  column.accessor("vendorStatus", {
    id: "status",
    header: "Status",
    enableSorting: true,
    cell: ({ row }) => <BatchStatus batch={row.original} />,
    meta: { card: true, wrap: true, skeleton: "w-36" },
  }),
  column.accessor("size", {
    header: "Certificates",
    cell: ({ getValue }) => getValue().toLocaleString("en"),
    meta: { align: "end", width: "7rem", card: true, skeleton: "w-10" },
  }),
  column.accessor("createdAt", {
    header: "Created",
    enableSorting: true,
    cell: ({ getValue }) => <ExactTime value={getValue()} distance={false} missing="not said by Sectigo" />,
    meta: { width: "15rem", card: true, skeleton: "w-52" },
  }),
  column.display({
    id: "download",
    header: "Zip",
    cell: ({ row }) => <Zip batch={row.original} />,
    meta: { width: "8rem", card: true, skeleton: "w-16" },
  }),
  column.accessor("orderNumber", {
    header: "Order",
    cell: ({ getValue }) => <span className="font-mono text-12">{getValue()}</span>,
    meta: { width: "5rem", skeleton: "w-10" },
  }),
  column.accessor("rejectReason", {
    header: "Reject reason",
    meta: { wrap: true, skeleton: "w-28" },
  }),
  column.accessor("userId", {
    header: "Sectigo user",
    cell: ({ getValue }) => <span className="font-mono text-12">{getValue()}</span>,
    meta: { width: "7rem", defaultHidden: true, skeleton: "w-8" },
  }),
]);
