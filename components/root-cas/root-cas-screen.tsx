"use client";

import Plus from "lucide-react/icons/plus";
import { useState } from "react";
import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { vendorPaging } from "@/components/patterns/data-table/vendor-paging";
import { Page } from "@/components/patterns/dossier";
import { PolledPageHead } from "@/components/patterns/polled-page-head";
import { EmptyState } from "@/components/patterns/states";
import { useTableState } from "@/components/patterns/table-state/use-table-state";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import type { RootCaInList } from "@/lib/contract/root-cas";
import { rootCaColumns } from "./columns";
import { CreateRootCaForm } from "./create-form";
import { CreatedNotice } from "./created-notice";
import { DeleteRootCaDialog } from "./delete-dialog";
import type { CreatedRootCa } from "./otherwise-made";
import { useRootCas } from "./queries";
import { RenewalForm } from "./renewal-form";
import { type RootCaAct, RootCaActions } from "./row-actions";
import { rootCaSearch } from "./search-params";

const refreshEveryMs = 60_000;

/** The root CAs that device certificates come from. */
export function RootCasScreen() {
  const mayChange = useCan()("root-cas:write");
  const table = useTableState(rootCaSearch);
  const clock = usePollClock("root-cas", refreshEveryMs);
  const read = useRootCas(table.page, clock.refetchInterval);
  const [creating, setCreating] = useState(false);
  const [created, setCreated] = useState<CreatedRootCa>();
  const [act, setAct] = useState<{ kind: RootCaAct; rootCa: RootCaInList }>();
  const chosenFor = (kind: RootCaAct) => (act?.kind === kind ? act.rootCa : undefined);
  const close = () => setAct(undefined);
  const answer = read.data?.value;
  const create = mayChange && (
    <Button
      variant="primary"
      icon={<Plus aria-hidden className="size-4" />}
      onClick={() => setCreating(true)}
    >
      Create root CA
    </Button>
  );
  return (
    <Page>
      <PolledPageHead
        title="Root CAs"
        count={answer?.page.total}
        description="Private certificate authorities whose keys u-blox keeps. They sign the certificates of your devices."
        clock={clock}
        read={read}
        action={create}
      />
      <StaleNotice read={read} vendor="u-blox" what="the root CAs" />
      {created && <CreatedNotice created={created} />}
      <DataTable
        label="Root CAs"
        noun={{ one: "root CA", many: "root CAs" }}
        columns={rootCaColumns}
        rows={answer?.items}
        rowId={({ caName }) => caName}
        refreshing={read.isFetching}
        failure={readFailure(
          read,
          "Certificate batches and the audit history do not need u-blox and still work.",
        )}
        empty={
          <EmptyState title="There are no root CAs yet" action={create}>
            A root CA signs device certificates, so that your cloud can trust devices by one certificate.
          </EmptyState>
        }
        visibleColumns={table.columns}
        onVisibleColumnsChange={table.setColumns}
        paging={vendorPaging(table, answer?.page)}
        rowActions={(rootCa) => <RootCaActions rootCa={rootCa} onAct={(kind) => setAct({ kind, rootCa })} />}
      />
      <CreateRootCaForm
        open={creating}
        onOpenChange={setCreating}
        onCreated={(made, wanted) => setCreated({ made, wanted })}
      />
      <RenewalForm rootCa={chosenFor("renewal")} onClose={close} />
      <DeleteRootCaDialog
        caName={chosenFor("delete")?.caName}
        onClose={close}
        onDeleted={() => setCreated(undefined)}
      />
    </Page>
  );
}
