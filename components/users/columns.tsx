import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { Status } from "@/components/ui/status";
import type { StatusKind } from "@/components/ui/status-icon";
import { roleLabels } from "@/lib/access/permissions";
import type { User } from "@/lib/contract/users";

const column = dataTableColumns<User>();

const states: Record<User["state"], { kind: StatusKind; word: string }> = {
  active: { kind: "ok", word: "Active" },
  invited: { kind: "waiting", word: "Invited" },
  disabled: { kind: "neutral", word: "Disabled" },
};

export const userColumns = column.columns([
  column.accessor("email", {
    header: "E-mail address",
    cell: ({ row }) => <span className="font-medium">{row.original.email}</span>,
    meta: { wrap: true, skeleton: "w-44" },
  }),
  column.accessor("name", { header: "Name", meta: { wrap: true, skeleton: "w-28" } }),
  column.accessor("role", {
    header: "Role",
    cell: ({ row }) => roleLabels[row.original.role],
    meta: { card: true, width: "10rem", skeleton: "w-20" },
  }),
  column.accessor("state", {
    header: "State",
    cell: ({ row }) => (
      <Status kind={states[row.original.state].kind}>{states[row.original.state].word}</Status>
    ),
    meta: { card: true, width: "9rem", skeleton: "w-16" },
  }),
  column.accessor("signsInWith", {
    header: "Signs in with",
    cell: ({ row }) => (row.original.signsInWith === "oidc" ? "Single sign-on" : "Password"),
    meta: { width: "10rem", skeleton: "w-20" },
  }),
  column.accessor("lastSignInAt", {
    header: "Last sign-in",
    cell: ({ row }) => <RelativeTime value={row.original.lastSignInAt} missing="never" />,
    meta: { card: true, width: "11rem", skeleton: "w-24" },
  }),
]);
