"use client";

import Plus from "lucide-react/icons/plus";
import { useState } from "react";
import { PlanDialog } from "@/components/jobs/plan/plan-dialog";
import type { PlanInput } from "@/components/jobs/plan/use-making";
import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { vendorPaging } from "@/components/patterns/data-table/vendor-paging";
import { Page } from "@/components/patterns/dossier";
import { ExportItems } from "@/components/patterns/export-items";
import { Notice } from "@/components/patterns/notice";
import { PolledPageHead } from "@/components/patterns/polled-page-head";
import { EmptyState } from "@/components/patterns/states";
import { useTableState } from "@/components/patterns/table-state/use-table-state";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/link";
import type { Tag } from "@/lib/contract/tags";
import { devicesWithTag, tagColumns } from "./columns";
import { CreateTagForm } from "./create-form";
import { DeleteTagDialog } from "./delete-dialog";
import { useTags } from "./queries";
import { type TagAct, TagActions } from "./row-actions";
import { tagSearch } from "./search-params";
import { TagTargetsForm } from "./targets-form";
import { UnassignEverywhereDialog } from "./unassign-everywhere-dialog";

const refreshEveryMs = 60_000;

export function TagsScreen() {
  const can = useCan();
  const mayChange = can("tags:write");
  const table = useTableState(tagSearch);
  const clock = usePollClock("tags", refreshEveryMs);
  const read = useTags(table.page, clock.refetchInterval);
  const [creating, setCreating] = useState(false);
  const [created, setCreated] = useState<string>();
  const [act, setAct] = useState<{ kind: TagAct; tag: Tag }>();
  const chosenFor = (kind: TagAct) => (act?.kind === kind ? act.tag.tagName : undefined);
  const [plan, setPlan] = useState<PlanInput | null>(null);
  const close = () => setAct(undefined);
  const answer = read.data?.value;
  /** The vendor puts a new tag behind the others. */
  const showCreated = (tagName: string) => {
    setCreated(tagName);
    if (answer) table.setPage(Math.floor(answer.page.total / answer.page.size) + 1);
  };
  const create = mayChange && (
    <Button
      variant="primary"
      icon={<Plus aria-hidden className="size-4" />}
      onClick={() => setCreating(true)}
    >
      Create tag
    </Button>
  );

  return (
    <Page>
      <PolledPageHead
        title="Tags"
        count={answer?.page.total}
        description="Names that group devices and device profiles, kept by u-blox."
        clock={clock}
        read={read}
        action={create}
        menu={
          can("jobs:run") && (
            <ExportItems onExport={(format) => setPlan({ kind: "tags.export", input: { format } })} />
          )
        }
      />
      <StaleNotice read={read} vendor="u-blox" what="the tags" />
      {created && (
        <Notice
          kind="ok"
          alert
          title={`Tag “${created}” was created`}
          actions={<ButtonLink href={devicesWithTag(created)}>Show its devices</ButtonLink>}
        />
      )}
      <DataTable
        label="Tags"
        noun={{ one: "tag", many: "tags" }}
        columns={tagColumns}
        rows={answer?.items}
        rowId={(tag) => tag.tagName}
        refreshing={read.isFetching}
        failure={readFailure(
          read,
          "Certificate batches and the audit history do not need u-blox and still work.",
        )}
        empty={
          <EmptyState title="There are no tags yet" action={create}>
            A tag names a group of devices, such as those of one site or one rollout.
          </EmptyState>
        }
        visibleColumns={table.columns}
        onVisibleColumnsChange={table.setColumns}
        paging={vendorPaging(table, answer?.page)}
        rowActions={(tag) => <TagActions tag={tag} onAct={(kind, on) => setAct({ kind, tag: on })} />}
      />
      <CreateTagForm open={creating} onOpenChange={setCreating} onCreated={showCreated} />
      <TagTargetsForm act="assign" tagName={chosenFor("assign")} onClose={close} />
      <TagTargetsForm act="unassign" tagName={chosenFor("unassign")} onClose={close} />
      <UnassignEverywhereDialog tagName={chosenFor("unassignEverywhere")} onClose={close} />
      <DeleteTagDialog tagName={chosenFor("delete")} onClose={close} />
      <PlanDialog plan={plan} onClose={() => setPlan(null)} />
    </Page>
  );
}
