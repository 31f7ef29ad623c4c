"use client";

import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { Notice } from "@/components/patterns/notice";
import { Status } from "@/components/ui/status";
import type { CsrCheck } from "@/lib/contract/batches";

type Finding = CsrCheck["findings"][number];

const column = dataTableColumns<Finding>();

const findingColumns = column.columns([
  column.accessor("position", {
    header: "CSR",
    cell: ({ getValue }) => <span className="tabular">{getValue().toLocaleString("en")}</span>,
    meta: { width: "5rem" },
  }),
  column.accessor("subject", {
    header: "Subject",
    cell: ({ getValue }) => getValue() ?? <span className="text-muted">could not be read</span>,
    meta: { wrap: true, card: true },
  }),
  column.accessor("key", {
    header: "Key",
    cell: ({ getValue }) => getValue() ?? <span className="text-muted">could not be read</span>,
    meta: { width: "8rem", card: true },
  }),
  column.accessor("problems", {
    header: "Problems",
    cell: ({ getValue }) =>
      getValue().length === 0 ? <Status kind="ok">None</Status> : <Problems of={getValue()} />,
    meta: { wrap: true, card: true },
  }),
]);

function Problems({ of: problems }: { of: readonly string[] }) {
  return (
    <ul className="flex flex-col gap-0.5">
      {problems.map((problem) => (
        <li key={problem} className="flex items-start gap-1.5">
          <Status kind="failed" className="items-start [&_span]:whitespace-normal">
            {problem}
          </Status>
        </li>
      ))}
    </ul>
  );
}

/** Whether the file can be ordered as it is: every CSR sound, nothing else in it. */
export function isGood({ total, good, fileProblems }: CsrCheck): boolean {
  return total > 0 && good === total && fileProblems.length === 0;
}

function summaryOf(check: CsrCheck): string {
  const [good, total] = [check.good, check.total].map((count) => count.toLocaleString("en"));
  if (check.total === 0) return "There is no CSR in it";
  return isGood(check) ? `All ${total} CSRs are good` : `${good} of ${total} CSRs are good`;
}

/** What the check found: the sum first, then the file's own troubles, then CSR by CSR. */
export function CsrFindings({ check }: { check: CsrCheck }) {
  const good = isGood(check);
  const shown = check.findings.length;
  return (
    <div className="flex flex-col gap-4">
      <Notice kind={good ? "ok" : "failed"} title={summaryOf(check)} alert>
        {!good && <p>Nothing is ordered while one is bad: Sectigo would refuse the file as a whole.</p>}
        {check.fileProblems.length > 0 && (
          <ul className="mt-1 list-disc pl-4">
            {check.fileProblems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        )}
      </Notice>
      {shown > 0 && (
        <>
          {shown < check.total && (
            <p className="text-12 text-muted">
              Listed are the first CSRs and every one with problems, up to 200. All were checked.
            </p>
          )}
          <DataTable
            label="Checked CSRs"
            noun={{ one: "CSR", many: "CSRs" }}
            columns={findingColumns}
            rows={check.findings}
            rowId={({ position }) => String(position)}
            empty={null}
            paging={{ kind: "cursor", total: check.total }}
          />
        </>
      )}
    </div>
  );
}
