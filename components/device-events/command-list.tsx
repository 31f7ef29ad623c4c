"use client";

import { useMemo, useState } from "react";
import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { Section } from "@/components/patterns/section";
import { EmptyState } from "@/components/patterns/states";
import { exactTime } from "@/components/patterns/time/format-time";
import { Status } from "@/components/ui/status";
import type { StatusKind } from "@/components/ui/status-icon";
import type { Activity } from "@/lib/contract/device-events";
import { useActivity } from "./queries";

/** The document does not name the vendor's words for how a command ended: the plain ones are understood. */
function kindOf(status: string): StatusKind {
  if (/^(success|succeeded|done|completed|ok)$/i.test(status)) return "ok";
  return /^(fail|failed|error|rejected)$/i.test(status) ? "failed" : "neutral";
}

/** The newest commands come at once and are looked at in small pages, below the events. */
const pageSize = 20;

interface Numbered extends Activity {
  number: number;
}
const column = dataTableColumns<Numbered>();

const columns = column.columns([
  column.accessor("at", {
    header: "Time",
    cell: ({ row }) => (
      <span className="tabular">
        {row.original.at === null ? "Time not said" : exactTime(row.original.at, true)}
      </span>
    ),
    meta: { width: "16rem", skeleton: "w-44" },
  }),
  column.accessor("command", {
    header: "Command",
    cell: ({ row }) =>
      row.original.command === null ? (
        <span className="text-muted">not said</span>
      ) : (
        <span className="font-mono text-12">{row.original.command}</span>
      ),
    meta: { card: true, skeleton: "w-40" },
  }),
  column.accessor("status", {
    header: "Outcome",
    cell: ({ row }) =>
      row.original.status === null ? (
        <span className="text-muted">not said</span>
      ) : (
        <Status kind={kindOf(row.original.status)}>{row.original.status}</Status>
      ),
    meta: { width: "10rem", card: true, skeleton: "w-20" },
  }),
]);

/** What u-blox carried out on a device while it was in contact. */
export function CommandList({ rotPublicUid }: { rotPublicUid: string }) {
  const read = useActivity(rotPublicUid);
  const [page, setPage] = useState(1);
  const answer = read.data?.value;
  // The vendor gives them no identifiers, and the same command may come twice in a second.
  const all = useMemo(() => answer?.items.map((item, number) => ({ ...item, number })), [answer]);
  const rows = useMemo(() => all?.slice((page - 1) * pageSize, page * pageSize), [all, page]);
  return (
    <Section title="Commands" description="What u-blox carried out on the device while it was in contact.">
      <StaleNotice read={read} vendor="u-blox" what="the commands" />
      <DataTable
        label="Commands"
        noun={{ one: "command", many: "commands" }}
        columns={columns}
        rows={rows}
        rowId={({ number }) => String(number)}
        failure={readFailure(read)}
        empty={<EmptyState title="u-blox tells of no command on this device" />}
        paging={{ kind: "numbered", page, size: pageSize, total: all?.length ?? 0, onPageChange: setPage }}
        skeletonRows={5}
      />
      {answer?.complete === false && (
        <p className="text-12 text-muted">
          These are the newest {answer.items.length}; u-blox has older ones.
        </p>
      )}
    </Section>
  );
}
