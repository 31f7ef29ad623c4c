"use client";

import Plus from "lucide-react/icons/plus";
import { useState } from "react";
import { PlanDialog } from "@/components/jobs/plan/plan-dialog";
import type { PlanInput } from "@/components/jobs/plan/use-making";
import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { useTableSelection } from "@/components/patterns/data-table/selection";
import { vendorPaging } from "@/components/patterns/data-table/vendor-paging";
import { Page } from "@/components/patterns/dossier";
import { PolledPageHead } from "@/components/patterns/polled-page-head";
import { EmptyState } from "@/components/patterns/states";
import { useTableState } from "@/components/patterns/table-state/use-table-state";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { MenuItem, MenuLink } from "@/components/ui/menu-items";
import { listedTargetsMax } from "@/lib/contract/job-kinds";
import { type Change, ChangeForm } from "./change-form";
import { uidType, whitelistColumns } from "./columns";
import { ImportForm } from "./import-form";
import { MoreActions } from "./more-actions";
import { useWhitelist } from "./queries";
import { RemoveDialog } from "./remove-dialog";
import { whitelistSearch } from "./search-params";

const refreshEveryMs = 60_000;

/** What is planned; a plan of the selection empties it when it starts. */
interface Planning {
  plan: PlanInput;
  file?: File;
  ofSelection: boolean;
}

export function WhitelistScreen() {
  const mayChange = useCan()("whitelist:write");
  const table = useTableState(whitelistSearch);
  const clock = usePollClock("whitelist", refreshEveryMs);
  const read = useWhitelist(table.page, clock.refetchInterval);
  const selection = useTableSelection("whitelist");
  const [change, setChange] = useState<Change>("add");
  const [open, setOpen] = useState<"change" | "import">();
  const [removing, setRemoving] = useState<string>();
  const [planning, setPlanning] = useState<Planning>();
  const answer = read.data?.value;
  const changeList = (kind: Change) => {
    setChange(kind);
    setOpen("change");
  };
  const plan = (asked: PlanInput, file?: File) => setPlanning({ plan: asked, file, ofSelection: false });
  const removeSelected = (ids: string[]) => {
    if (ids.length === 1) setRemoving(ids[0]);
    else {
      const asked = { kind: "whitelist.remove", input: {}, targets: { from: "list", ids } } as const;
      setPlanning({ plan: asked, ofSelection: true });
    }
  };
  const add = mayChange && (
    <Button
      variant="primary"
      icon={<Plus aria-hidden className="size-4" />}
      onClick={() => changeList("add")}
    >
      Add to whitelist
    </Button>
  );

  return (
    <Page>
      <PolledPageHead
        title="Whitelist"
        count={answer?.page.total}
        description="Devices that get their features when they bootstrap. It does not change devices that have bootstrapped."
        clock={clock}
        read={read}
        action={add}
        menu={
          <MoreActions
            mayChange={mayChange}
            onImport={() => setOpen("import")}
            onRemoveList={() => changeList("remove")}
            onPlan={plan}
          />
        }
      />
      <StaleNotice read={read} vendor="u-blox" what="the whitelist" />
      <DataTable
        label="Whitelist"
        noun={{ one: "entry", many: "entries" }}
        columns={whitelistColumns}
        rows={answer?.items}
        rowId={(entry) => entry.id}
        refreshing={read.isFetching}
        failure={readFailure(
          read,
          "Certificate batches and the audit history do not need u-blox and still work.",
        )}
        empty={
          <EmptyState title="The whitelist is empty" action={add}>
            Devices that bootstrap now are accepted without any feature.
          </EmptyState>
        }
        visibleColumns={table.columns}
        onVisibleColumnsChange={table.setColumns}
        paging={vendorPaging(table, answer?.page)}
        selection={
          mayChange
            ? {
                value: selection.value,
                onChange: selection.onChange,
                actions: ({ ids, count }) => (
                  <Button
                    onClick={() => removeSelected(ids)}
                    disabledReason={
                      count > listedTargetsMax
                        ? `At most ${listedTargetsMax.toLocaleString("en-US")} at once; remove more by a file.`
                        : undefined
                    }
                  >
                    Remove {count.toLocaleString("en-US")} {count === 1 ? "entry" : "entries"}…
                  </Button>
                ),
              }
            : undefined
        }
        rowActions={(entry) => (
          <>
            {entry.type === uidType && <MenuLink href={`/devices/${entry.id}`}>Open device</MenuLink>}
            {mayChange && (
              <MenuItem danger onSelect={() => setRemoving(entry.id)}>
                Remove from whitelist…
              </MenuItem>
            )}
          </>
        )}
      />
      <ChangeForm
        change={change}
        open={open === "change"}
        onOpenChange={(isOpen) => setOpen(isOpen ? "change" : undefined)}
        onPlan={plan}
      />
      <ImportForm
        open={open === "import"}
        onOpenChange={(isOpen) => setOpen(isOpen ? "import" : undefined)}
        onPlan={plan}
      />
      <RemoveDialog id={removing} onClose={() => setRemoving(undefined)} onRemoved={selection.clear} />
      <PlanDialog
        plan={planning?.plan ?? null}
        file={planning?.file}
        onClose={(started) => {
          if (started && planning?.ofSelection) selection.clear();
          setPlanning(undefined);
        }}
      />
    </Page>
  );
}
