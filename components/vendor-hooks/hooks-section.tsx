"use client";

import Plus from "lucide-react/icons/plus";
import { useState } from "react";
import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { Section } from "@/components/patterns/section";
import { EmptyState } from "@/components/patterns/states";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { MenuItem } from "@/components/ui/menu-items";
import type { ReadResult } from "@/lib/browser/queries";
import { DeleteHookDialog } from "./delete-hook-dialog";
import { hookColumns, type ListedHook } from "./hook-columns";
import { ChangeAuthorizationForm, CreateHookForm } from "./hook-forms";

/** What is registered at u-blox, ours and others'. */
export function HooksSection({ read }: { read: ReadResult<{ items: ListedHook[] }> }) {
  const mayChange = useCan()("connections:write");
  const [creating, setCreating] = useState(false);
  const [changing, setChanging] = useState<string>();
  const [deleting, setDeleting] = useState<ListedHook>();
  const hooks = read.data?.value.items;
  return (
    <Section
      title="Hooks at u-blox"
      description="Everything that is registered there, also what others registered."
      actions={
        mayChange && (
          <Button icon={<Plus aria-hidden className="size-4" />} onClick={() => setCreating(true)}>
            Create hook
          </Button>
        )
      }
    >
      <StaleNotice read={read} vendor="u-blox" what="the hooks" />
      <DataTable
        label="Hooks at u-blox"
        noun={{ one: "hook", many: "hooks" }}
        columns={hookColumns}
        rows={hooks}
        rowId={(hook) => `${hook.url} ${hook.type}`}
        rowName={(hook) => hook.url}
        failure={readFailure(read, "Receivers go on taking what u-blox sends.")}
        empty={<EmptyState title="No hook is registered at u-blox" />}
        paging={{ kind: "cursor", offset: 0, total: hooks?.length }}
        rowActions={
          mayChange
            ? (hook) => (
                <>
                  <MenuItem
                    disabledReason={
                      hook.ours ? "It calls this console: change the token of its receiver." : undefined
                    }
                    onSelect={() => setChanging(hook.url)}
                  >
                    Change authorization…
                  </MenuItem>
                  <MenuItem danger onSelect={() => setDeleting(hook)}>
                    Delete hook…
                  </MenuItem>
                </>
              )
            : undefined
        }
        skeletonRows={3}
      />
      <CreateHookForm open={creating} onOpenChange={setCreating} />
      <ChangeAuthorizationForm url={changing} onClose={() => setChanging(undefined)} />
      <DeleteHookDialog
        hook={deleting}
        types={hooks?.filter(({ url }) => url === deleting?.url).map(({ type }) => type) ?? []}
        onClose={() => setDeleting(undefined)}
      />
    </Section>
  );
}
