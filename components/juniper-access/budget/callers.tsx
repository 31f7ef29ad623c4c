"use client";

import { DataTable } from "@/components/patterns/data-table/data-table";
import { Section } from "@/components/patterns/section";
import { EmptyState } from "@/components/patterns/states";
import type { CallBudget } from "@/lib/contract/juniper-access";
import { callerColumns } from "./caller-columns";

/** Who used the calls that count now, and what for. */
export function Callers({ byWhom }: { byWhom: CallBudget["byWhom"] | undefined }) {
  return (
    <Section
      title="Who used them"
      description="Calls of the last hour, the most frequent first. Jobs count for whoever started them."
    >
      <DataTable
        label="Calls of the last hour"
        noun={{ one: "kind of call", many: "kinds of calls" }}
        columns={callerColumns}
        rows={byWhom}
        rowId={({ lane, call, askedBy }) => `${lane} ${call} ${askedBy}`}
        empty={<EmptyState title="Nobody has used a call in the last hour" />}
        paging={{ kind: "cursor", offset: 0, total: byWhom?.length }}
        skeletonRows={4}
      />
    </Section>
  );
}
