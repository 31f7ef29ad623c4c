"use client";

import { useState } from "react";
import { readFailure } from "@/components/patterns/answer";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { Notice } from "@/components/patterns/notice";
import { Section } from "@/components/patterns/section";
import { EmptyState } from "@/components/patterns/states";
import { useCan } from "@/components/patterns/who";
import type { ReadResult } from "@/lib/browser/queries";
import { hookTypeLabels } from "@/lib/contract/event-labels";
import type { HookReceiver } from "@/lib/contract/vendor-hooks";
import { type ReceiverAct, ReceiverActions } from "./receiver-actions";
import { receiverColumns } from "./receiver-columns";
import { TokenDialog } from "./token-dialog";

/** Our receivers, one for each type of event. */
export function ReceiversSection({ read }: { read: ReadResult<{ items: HookReceiver[] }> }) {
  const mayChange = useCan()("connections:write");
  const [asked, setAsked] = useState<{ act: ReceiverAct; receiver: HookReceiver }>();
  const receivers = read.data?.value.items;
  const urlProblem = receivers?.[0]?.urlProblem;
  return (
    <Section
      title="Receivers of this console"
      description="One address for each type of event, each with its own token."
    >
      {urlProblem && (
        <Notice kind="attention" title="u-blox cannot call this console yet">
          {urlProblem}
        </Notice>
      )}
      <DataTable
        label="Receivers"
        noun={{ one: "receiver", many: "receivers" }}
        columns={receiverColumns}
        rows={receivers}
        rowId={(receiver) => receiver.type}
        rowName={(receiver) => hookTypeLabels[receiver.type]}
        failure={readFailure(read)}
        empty={<EmptyState title="There are no receivers" />}
        paging={{ kind: "cursor", offset: 0, total: receivers?.length }}
        rowActions={
          mayChange
            ? (receiver) => (
                <ReceiverActions receiver={receiver} onAct={(act, on) => setAsked({ act, receiver: on })} />
              )
            : undefined
        }
        skeletonRows={6}
      />
      <TokenDialog asked={asked} onClose={() => setAsked(undefined)} />
    </Section>
  );
}
