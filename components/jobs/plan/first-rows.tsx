"use client";

import { readFailure } from "@/components/patterns/answer";
import { Link } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import type { Job } from "@/lib/contract/jobs";
import { jobRowsPath } from "../paths";
import { useJobRows } from "../queries";
import { countOf } from "../words/counting";
import { plannedRows } from "../words/progress";

const shown = 5;
const firstPlanned = { state: "planned", target: null, after: 0, size: shown } as const;
/** What is frozen does not change. */
const once = { everyMs: false, paused: true } as const;

/** The first of the frozen targets and what will happen to each. */
export function FirstRows({ job }: { job: Job }) {
  const read = useJobRows(job.jobId, firstPlanned, once);
  const failure = readFailure(read);
  const planned = plannedRows(job.rows);
  const items = read.isPlaceholderData ? undefined : read.data?.value.items;
  if (failure) return failure;
  if (items === undefined) return <Skeleton className="h-24 w-full" />;
  return (
    <div className="flex flex-col gap-2 text-13">
      <table aria-label="First rows of the plan" className="w-full">
        <thead>
          <tr className="border-b border-line text-left text-12 text-muted">
            <th scope="col" className="py-1.5 pr-4 font-normal first-letter:uppercase">
              {job.unit.one}
            </th>
            <th scope="col" className="py-1.5 font-normal">
              What happens
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((row) => (
            <tr key={row.ordinal} className="border-b border-line align-top last:border-b-0">
              <th
                scope="row"
                className="py-1.5 pr-4 text-left font-mono text-12 font-normal [overflow-wrap:anywhere]"
              >
                {row.target}
              </th>
              <td className="py-1.5 [overflow-wrap:anywhere] first-letter:uppercase">{row.does}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {planned > items.length && (
        <Link href={jobRowsPath(job.jobId, "planned")} className="w-fit">
          Show all {countOf(planned, job.unit)}
        </Link>
      )}
    </div>
  );
}
