"use client";

import { readFailure } from "@/components/patterns/answer";
import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { Outcome } from "@/components/patterns/outcome";
import { Section } from "@/components/patterns/section";
import { EmptyState } from "@/components/patterns/states";
import { useCursor } from "@/components/patterns/table-state/use-cursor";
import { exactTime } from "@/components/patterns/time/format-time";
import { useCan } from "@/components/patterns/who";
import { Link, RowLink } from "@/components/ui/link";
import type { AuditEntry } from "@/lib/contract/audit";
import { lookUpNames } from "./look-up-kinds";
import { useLookUps } from "./queries";

const column = dataTableColumns<AuditEntry>();

/** A look-up that was asked for by other means than its device says afterwards whose key it was. */
function deviceOf({ subjectType, subjectId, detail }: AuditEntry): string | null {
  if (subjectType === "device") return subjectId;
  return typeof detail.rotPublicUid === "string" ? detail.rotPublicUid : null;
}

/** Whoever was asked to confirm who they are has not been refused for good. */
function OutcomeOf({ entry }: { entry: AuditEntry }) {
  if (entry.outcome === "denied" && entry.detail.code === "confirmation_needed") {
    return <span className="text-muted">Asked to confirm</span>;
  }
  return <Outcome outcome={entry.outcome} />;
}

const columns = column.columns([
  column.accessor("at", {
    header: "Time",
    cell: ({ row }) => (
      <RowLink href={`/audit/${row.original.entryId}`} className="tabular">
        {exactTime(row.original.at, true)}
      </RowLink>
    ),
    meta: { width: "15rem", skeleton: "w-40" },
  }),
  column.accessor("actorName", { header: "Who", meta: { card: true, skeleton: "w-32" } }),
  column.accessor("action", {
    header: "Look-up",
    cell: ({ row }) => lookUpNames.get(row.original.action) ?? row.original.action,
    meta: { card: true, skeleton: "w-28" },
  }),
  column.display({
    id: "device",
    header: "Device",
    cell: ({ row }) => {
      const uid = deviceOf(row.original);
      if (uid === null) return <span className="text-muted">not known</span>;
      return (
        <Link href={`/devices/${encodeURIComponent(uid)}`} prefetch={false} className="font-mono text-12">
          {uid}
        </Link>
      );
    },
    meta: { label: "Device", card: true, skeleton: "w-32" },
  }),
  column.display({
    id: "reason",
    header: "Reason",
    cell: ({ row }) => row.original.detail.statedReason,
    meta: { label: "Reason", wrap: true, card: true, skeleton: "w-40" },
  }),
  column.accessor("outcome", {
    header: "Outcome",
    cell: ({ row }) => <OutcomeOf entry={row.original} />,
    meta: { width: "10.5rem", card: true, skeleton: "w-20" },
  }),
]);

const columnsOfOneDevice = columns.filter(({ id }) => id !== "device");

/** Who looked up which keys, and why; for whoever may read the audit history. There is no key in it. */
export function LookUpLog({ rotPublicUid }: { rotPublicUid?: string }) {
  const mayRead = useCan()("audit:read");
  const { cursor, goTo, goBack } = useCursor();
  const read = useLookUps(rotPublicUid, cursor, mayRead);
  if (!mayRead) return null;
  const next = read.data?.value.nextCursor;
  return (
    <Section
      title="Past look-ups"
      description={
        rotPublicUid === undefined
          ? "Of all devices, newest first, from the audit history. What was revealed is not in it."
          : "Of this device, newest first, from the audit history. What was revealed is not in it."
      }
    >
      <DataTable
        label="Past look-ups"
        noun={{ one: "look-up", many: "look-ups" }}
        columns={rotPublicUid === undefined ? columns : columnsOfOneDevice}
        rows={read.data?.value.items}
        rowId={(entry) => entry.entryId}
        refreshing={read.isFetching}
        failure={readFailure(read)}
        skeletonRows={3}
        empty={<EmptyState title="No key has been looked up yet" />}
        paging={{ kind: "cursor", onPrevious: goBack, onNext: next ? () => goTo(next) : undefined }}
      />
    </Section>
  );
}
