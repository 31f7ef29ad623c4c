"use client";

import { useCan } from "@/components/patterns/who";
import { MenuSeparator } from "@/components/ui/menu";
import { MenuItem, MenuLink } from "@/components/ui/menu-items";
import type { JobSummary } from "@/lib/contract/jobs";
import { jobPath } from "./paths";
import { ResultItems } from "./result-items";
import type { JobActs } from "./use-job-acts";
import { actsOf, jobRights } from "./words/acts";
import { retryLabel } from "./words/retrying";

/** What can be done with one job, as far as its state and the reader's role allow. */
export function JobActions({ job, acts }: { job: JobSummary; acts: JobActs }) {
  const offered = actsOf(job, jobRights(useCan(), job.kind));
  return (
    <>
      <MenuLink href={jobPath(job.jobId)}>
        {offered.has("start") ? "Review and start…" : job.startedAt === null ? "Open plan" : "Open job"}
      </MenuLink>
      {offered.has("resume") && <MenuItem onSelect={() => acts.run("resume", job)}>Resume job</MenuItem>}
      {offered.has("pause") && (
        <MenuItem onSelect={() => acts.run("pause", job)}>
          {offered.has("resume") ? "Keep paused" : "Pause job"}
        </MenuItem>
      )}
      {offered.has("retryFailed") && (
        <MenuItem onSelect={() => acts.run("retryFailed", job)}>{retryLabel("retryFailed", job)}</MenuItem>
      )}
      {offered.has("retryUnfinished") && (
        <MenuItem onSelect={() => acts.run("retryUnfinished", job)}>
          {retryLabel("retryUnfinished", job)}
        </MenuItem>
      )}
      {offered.has("download") && <ResultItems job={job} />}
      {(offered.has("stop") || offered.has("discard")) && <MenuSeparator />}
      {offered.has("stop") && (
        <MenuItem danger onSelect={() => acts.ask("stop", job)}>
          Stop job…
        </MenuItem>
      )}
      {offered.has("discard") && (
        <MenuItem danger onSelect={() => acts.ask("discard", job)}>
          Discard plan…
        </MenuItem>
      )}
    </>
  );
}
