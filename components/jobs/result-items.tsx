"use client";

import { MenuLink } from "@/components/ui/menu-items";
import { jobKinds } from "@/lib/contract/job-kinds";
import type { JobSummary } from "@/lib/contract/jobs";
import { resultAddress } from "./queries";

/** What can be downloaded of a job, as items of a menu: its file, or every row with its outcome. */
export function ResultItems({ job }: { job: JobSummary }) {
  const { jobId, rows } = job;
  if (jobKinds[job.kind].makes === "file") {
    return (
      <MenuLink href={resultAddress(jobId, "csv")} download>
        Download file
      </MenuLink>
    );
  }
  return (
    <>
      <MenuLink href={resultAddress(jobId, "csv")} download>
        Download all rows as CSV
      </MenuLink>
      <MenuLink href={resultAddress(jobId, "jsonl")} download>
        Download all rows as JSON lines
      </MenuLink>
      {rows.failed > 0 && (
        <MenuLink href={resultAddress(jobId, "csv", "failed")} download>
          Download the {rows.failed.toLocaleString("en-US")} failed rows as CSV
        </MenuLink>
      )}
    </>
  );
}
