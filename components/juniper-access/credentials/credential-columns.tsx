import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { ExactTime, RelativeTime } from "@/components/patterns/time/timestamp";
import { Status } from "@/components/ui/status";
import type { Credential } from "@/lib/contract/juniper-access";
import { kindWords, standingOf } from "./credential-words";

const column = dataTableColumns<Credential>();

export const credentialColumns = column.columns([
  column.accessor("kind", {
    header: "Credential",
    cell: ({ getValue }) => <span className="font-medium">{kindWords[getValue()].title}</span>,
    meta: { width: "9rem", skeleton: "w-24" },
  }),
  column.accessor("state", {
    header: "State",
    cell: ({ row }) => {
      const { kind, word } = standingOf(row.original);
      return (
        <>
          <Status kind={kind}>{word}</Status>
          {row.original.words !== null && (
            <span className="block whitespace-normal text-12 text-muted">{row.original.words}</span>
          )}
        </>
      );
    },
    meta: { card: true, wrap: true, skeleton: "w-20" },
  }),
  column.accessor("issuedAt", {
    header: "Issued",
    cell: ({ getValue }) => <ExactTime value={getValue()} distance={false} missing="not said" />,
    meta: { width: "15rem", card: true, skeleton: "w-52" },
  }),
  column.accessor("expiresAt", {
    header: "Ends",
    cell: ({ getValue }) => <ExactTime value={getValue()} distance={false} missing="not known" />,
    meta: { width: "15rem", card: true, skeleton: "w-52" },
  }),
  column.accessor("source", {
    header: "Set",
    cell: ({ row }) =>
      row.original.source === "environment" ? (
        "in the environment"
      ) : (
        <>
          by {row.original.addedBy ?? "the console"}, <RelativeTime value={row.original.addedAt} />
        </>
      ),
    meta: { width: "13rem", card: true, wrap: true, skeleton: "w-32" },
  }),
  column.accessor("provedAt", {
    header: "Has worked",
    cell: ({ row: { original } }) => (
      <RelativeTime
        value={original.provedAt}
        missing={original.source === "environment" ? "not noted" : "not yet"}
      />
    ),
    meta: { width: "8rem", card: true, skeleton: "w-20" },
  }),
]);
