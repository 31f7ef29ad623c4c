import NextLink from "next/link";
import { StatusIcon } from "@/components/ui/status-icon";
import { type JobSummary, type RowState, rowState } from "@/lib/contract/jobs";
import { jobRowsPath } from "../paths";
import { rowLook } from "../words/states";

/** Always there, so that little moves while a job runs; the others appear when they have rows. */
const always: ReadonlySet<RowState> = new Set(["planned", "sent", "done", "failed"]);

/** How many rows are in each state; each count leads to its rows. */
export function RowCounts({ job }: { job: JobSummary }) {
  const shown = rowState.options.filter((state) => always.has(state) || job.rows[state] > 0);
  return (
    <ul aria-label="Rows by state" className="flex flex-wrap gap-x-8 gap-y-4">
      {shown.map((state) => {
        const { kind, word } = rowLook(state, job.kind);
        const count = job.rows[state];
        return (
          <li key={state} className="min-w-20">
            <NextLink href={jobRowsPath(job.jobId, state)} className="group flex flex-col gap-0.5 rounded-4">
              <span className="flex items-center gap-1.5 text-13 text-muted">
                {/* Color means that there are some. */}
                <StatusIcon kind={count === 0 ? "neutral" : kind} />
                {word}
              </span>
              <span className="tabular text-20 underline-offset-4 group-hover:underline">
                {count.toLocaleString("en-US")}
              </span>
            </NextLink>
          </li>
        );
      })}
    </ul>
  );
}
