"use client";

import UserPlus from "lucide-react/icons/user-plus";
import { useState } from "react";
import { readFailure } from "@/components/patterns/answer";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { Page } from "@/components/patterns/dossier";
import { PageHead } from "@/components/patterns/page-head";
import { EmptyState } from "@/components/patterns/states";
import { useTableState } from "@/components/patterns/table-state/use-table-state";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import type { User } from "@/lib/contract/users";
import { userColumns } from "./columns";
import { InviteForm } from "./invite-form";
import { LinkDialog, type ShownLink } from "./link-dialog";
import { useUsers } from "./queries";
import { type UserAct, UserActions } from "./row-actions";
import { userSearch } from "./search-params";
import { SetRoleForm } from "./set-role-form";
import { DisableDialog, EnableDialog, RenewLinkDialog } from "./state-dialogs";

/** Who may sign in, and as what. */
export function UsersScreen() {
  const mayChange = useCan()("users:write");
  const table = useTableState(userSearch);
  const read = useUsers();
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<ShownLink>();
  const [act, setAct] = useState<{ kind: UserAct; user: User }>();
  const chosenFor = (kind: UserAct) => (act?.kind === kind ? act.user : undefined);
  const close = () => setAct(undefined);
  const items = read.data?.value.items;
  const from = (table.page - 1) * table.size;

  return (
    <Page>
      <PageHead
        title="Users"
        count={items?.length}
        description="The people who can sign in. A changed role counts from the person's next request on."
        action={
          mayChange && (
            <Button
              variant="primary"
              icon={<UserPlus aria-hidden className="size-4" />}
              onClick={() => setInviting(true)}
            >
              Invite person
            </Button>
          )
        }
      />
      <DataTable
        label="Users"
        noun={{ one: "person", many: "people" }}
        columns={userColumns}
        rows={items?.slice(from, from + table.size)}
        rowId={(user) => user.userId}
        rowName={(user) => user.email}
        refreshing={read.isFetching}
        failure={readFailure(read)}
        empty={<EmptyState title="There is nobody yet" />}
        visibleColumns={table.columns}
        onVisibleColumnsChange={table.setColumns}
        paging={{
          kind: "numbered",
          page: table.page,
          size: table.size,
          total: items?.length ?? 0,
          onPageChange: table.setPage,
        }}
        rowActions={(user) => <UserActions user={user} onAct={(kind, on) => setAct({ kind, user: on })} />}
      />
      <InviteForm open={inviting} onOpenChange={setInviting} onInvited={setLink} />
      <SetRoleForm user={chosenFor("setRole")} onClose={close} />
      <RenewLinkDialog user={chosenFor("link")} onClose={close} onMade={setLink} />
      <DisableDialog user={chosenFor("disable")} onClose={close} />
      <EnableDialog user={chosenFor("enable")} onClose={close} />
      <LinkDialog shown={link} onClose={() => setLink(undefined)} />
    </Page>
  );
}
