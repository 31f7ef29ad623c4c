"use client";

import { useState } from "react";
import { PlanDialog } from "@/components/jobs/plan/plan-dialog";
import type { PlanInput } from "@/components/jobs/plan/use-making";
import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { DegradedBanner } from "@/components/patterns/banners";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { useTableSelection } from "@/components/patterns/data-table/selection";
import { vendorPaging } from "@/components/patterns/data-table/vendor-paging";
import { Page } from "@/components/patterns/dossier";
import { ExportItems } from "@/components/patterns/export-items";
import { FilterBar } from "@/components/patterns/filter-bar/filter-bar";
import { PolledPageHead } from "@/components/patterns/polled-page-head";
import { RetryButton } from "@/components/patterns/retry-button";
import { EmptyState, ZeroResults } from "@/components/patterns/states";
import { useTableState } from "@/components/patterns/table-state/use-table-state";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/link";
import type { CertificateAct, CertificateInList } from "@/lib/contract/device-certificates";
import { CertificateActs, type ChosenAct } from "./acts/certificate-acts";
import { type ActTargets, allOfRootCa, rowIdOf, selectedTargets } from "./acts/targets";
import { certificateColumns } from "./columns";
import { useCertificates, useRootCas } from "./queries";
import { RevokedNotice } from "./revoked-notice";
import { CertificateActions } from "./row-actions";
import { certificateSearch } from "./search-params";
import { SelectionActions } from "./selection-actions";

const refreshEveryMs = 60_000;

export function DeviceCertificatesScreen() {
  const can = useCan();
  const mayAct = can("device-certificates:write");
  const table = useTableState(certificateSearch);
  const { caName } = table.filters;
  const clock = usePollClock("deviceCertificates", refreshEveryMs);
  const read = useCertificates(table.page, caName, clock.refetchInterval);
  const rootCas = useRootCas();
  const selection = useTableSelection(table.filterKey);
  const [act, setAct] = useState<ChosenAct & { ofSelection: boolean }>();
  const [revoked, setRevoked] = useState<CertificateInList>();
  const [plan, setPlan] = useState<PlanInput | null>(null);
  const answer = read.data?.value;
  const start = (kind: CertificateAct, certificate: CertificateInList) =>
    setAct({ kind, targets: { certificate, count: 1 }, ofSelection: false });
  const startMany = (kind: CertificateAct, targets: ActTargets | undefined) => {
    if (targets !== undefined) setAct({ kind, targets, ofSelection: true });
  };

  return (
    <Page>
      <PolledPageHead
        title="Device certificates"
        count={answer?.page.total}
        description="What root CAs have given to devices, how long it holds, and what is under way."
        clock={clock}
        read={read}
        menu={
          can("jobs:run") && (
            <ExportItems
              what="these"
              onExport={(format) => {
                const input = { ...(caName !== null && { caName }), format };
                setPlan({ kind: "deviceCertificates.export", input });
              }}
            />
          )
        }
      />
      <StaleNotice read={read} vendor="u-blox" what="the certificates" />
      {answer?.details === "unavailable" && (
        <DegradedBanner
          title="Details are missing: u-blox listed the certificates, but did not answer for what their devices carry."
          actions={<RetryButton onRetry={() => read.refetch()} retrying={read.isFetching} />}
        >
          The devices and root CAs stand. Serial numbers and ends come back by themselves.
        </DegradedBanner>
      )}
      {revoked && (
        <RevokedNotice
          certificate={revoked}
          onRemove={
            mayAct
              ? () => {
                  start("remove", { ...revoked, standing: "revoked" });
                  setRevoked(undefined);
                }
              : undefined
          }
        />
      )}
      <DataTable
        label="Device certificates"
        noun={{ one: "certificate", many: "certificates" }}
        columns={certificateColumns}
        rows={answer?.items}
        rowId={rowIdOf}
        rowName={(certificate) => certificate.rotPublicUid}
        refreshing={read.isFetching}
        failure={readFailure(
          read,
          "Certificate batches and the audit history do not need u-blox and still work.",
        )}
        empty={
          <EmptyState
            title="There are no device certificates yet"
            action={<ButtonLink href="/root-cas">Open root CAs</ButtonLink>}
          >
            A device gets one at a heartbeat, from the root CA that its provisioning names.
          </EmptyState>
        }
        zeroResults={
          <ZeroResults
            noun="certificates"
            filter={`No device has a certificate of a root CA called ${caName}.`}
            clear={<Button onClick={table.clearFilters}>Clear filters</Button>}
          />
        }
        filtered={table.filtered}
        visibleColumns={table.columns}
        onVisibleColumnsChange={table.setColumns}
        paging={vendorPaging(table, answer?.page)}
        selection={
          mayAct
            ? {
                value: selection.value,
                onChange: selection.onChange,
                acrossPages: caName !== null,
                actions: ({ ids, allMatching, count }) => (
                  <SelectionActions
                    count={count}
                    onAct={(kind) =>
                      startMany(
                        kind,
                        allMatching && caName !== null
                          ? allOfRootCa(caName, count)
                          : selectedTargets(ids, answer?.items ?? [], caName),
                      )
                    }
                  />
                ),
              }
            : undefined
        }
        rowActions={(certificate) => (
          <CertificateActions
            certificate={certificate}
            onAct={mayAct ? (kind) => start(kind, certificate) : undefined}
          />
        )}
        toolbar={
          <FilterBar
            filters={[
              {
                key: "caName",
                label: "Root CA",
                kind: "select",
                promoted: true,
                options: (rootCas.data ?? []).map((ca) => ({ value: ca.caName, label: ca.caName })),
              },
            ]}
            values={table.filters}
            onChange={table.setFilters}
            onClear={table.clearFilters}
            dropped={table.dropped}
          />
        }
      />
      <CertificateActs
        act={act}
        onClose={() => setAct(undefined)}
        onDone={({ kind, targets, ofSelection }) => {
          if (ofSelection) selection.clear();
          setRevoked(kind === "revoke" && "certificate" in targets ? targets.certificate : undefined);
        }}
      />
      <PlanDialog plan={plan} onClose={() => setPlan(null)} />
    </Page>
  );
}
