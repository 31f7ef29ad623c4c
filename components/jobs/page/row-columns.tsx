import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { IdentifierText } from "@/components/patterns/identifier";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { Link, RowLink } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { type JobKindName, jobKinds } from "@/lib/contract/job-kinds";
import type { JobRow } from "@/lib/contract/jobs";
import { auditOfRequestPath } from "../paths";
import { rowLook } from "../words/states";

const column = dataTableColumns<JobRow>();

/** A RoT UID leads to its device; other targets stand for themselves. */
function Target({ target, kind }: { target: string; kind: JobKindName }) {
  const isDevice = jobKinds[kind].vendor === "ublox" && /^[0-9a-f]{16}$/.test(target);
  return isDevice ? (
    <RowLink href={`/devices/${target}`} className="font-mono text-12">
      {target}
    </RowLink>
  ) : (
    <span className="font-mono text-12">{target}</span>
  );
}

/** The columns of a job's rows. `mayAudit`: whether the reader can open the audit history. */
export function jobRowColumns(kind: JobKindName, mayAudit: boolean) {
  return column.columns([
    column.accessor("target", {
      header: "Target",
      cell: ({ row }) => <Target target={row.original.target} kind={kind} />,
      meta: { wrap: true, skeleton: "w-36" },
    }),
    column.accessor("ordinal", {
      header: "Row",
      cell: ({ getValue }) => getValue().toLocaleString("en-US"),
      meta: { align: "end", width: "6rem", skeleton: "w-8" },
    }),
    column.accessor("does", {
      header: "What happens",
      cell: ({ getValue }) => <span className="inline-block first-letter:uppercase">{getValue()}</span>,
      meta: { wrap: true, card: true, skeleton: "w-28" },
    }),
    column.accessor("state", {
      header: "State",
      cell: ({ row: { original } }) => {
        const look = rowLook(original.state, kind);
        return (
          <span className="flex flex-col items-start">
            <Status kind={look.kind}>{look.word}</Status>
            {original.words && <span className="pl-5.5 text-12 text-muted">{original.words}</span>}
          </span>
        );
      },
      meta: { wrap: true, width: "20rem", card: true, skeleton: "w-20" },
    }),
    column.accessor("answer", {
      header: "Vendor's answer",
      cell: ({ getValue }) => getValue() ?? <span className="text-muted">none</span>,
      // What matters of it stands below the state.
      meta: { wrap: true, defaultHidden: true, skeleton: "w-24" },
    }),
    column.accessor("requestId", {
      header: "Request",
      cell: ({ getValue }) => {
        const requestId = getValue();
        if (requestId === null) return <span className="text-muted">none</span>;
        if (!mayAudit) return <IdentifierText value={requestId} />;
        return (
          <Link href={auditOfRequestPath(requestId)} prefetch={false}>
            <IdentifierText value={requestId} />
          </Link>
        );
      },
      meta: { width: "13rem", skeleton: "w-32" },
    }),
    column.accessor("at", {
      header: "Time",
      cell: ({ row: { original } }) => (
        <RelativeTime value={original.at} missing={original.state === "planned" ? "not yet" : "none"} />
      ),
      meta: { width: "9rem", card: true, skeleton: "w-20" },
    }),
  ]);
}
