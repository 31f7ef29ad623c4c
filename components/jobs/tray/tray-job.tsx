"use client";

import Pause from "lucide-react/icons/pause";
import Play from "lucide-react/icons/play";
import Square from "lucide-react/icons/square";
import { useCan } from "@/components/patterns/who";
import { IconButton } from "@/components/ui/icon-button";
import { RowLink } from "@/components/ui/link";
import { SpinnerRing } from "@/components/ui/spinner";
import type { JobSummary } from "@/lib/contract/jobs";
import { JobProgress } from "../job-progress";
import { JobStatus } from "../job-status";
import { jobPath } from "../paths";
import type { JobActs } from "../use-job-acts";
import { actsOf, jobRights } from "../words/acts";

/** One job in the header: its name leads to its page; the bar, and what can be done at once. */
export function TrayJob({ job, acts, onLeave }: { job: JobSummary; acts: JobActs; onLeave: () => void }) {
  const offered = actsOf(job, jobRights(useCan(), job.kind));
  const paused = offered.has("resume");
  const busy = acts.busyWith(job.jobId) !== undefined;
  return (
    <li className="flex flex-col gap-1.5 border-t border-line py-2.5 first:border-t-0 first:pt-0">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <RowLink href={jobPath(job.jobId)} onClick={onLeave} className="[overflow-wrap:anywhere]">
            {job.title}
          </RowLink>
          {!job.mine && <p className="text-12 text-muted">{job.startedBy ?? job.createdBy}</p>}
        </div>
        {job.state !== "running" && <JobStatus job={job} />}
        <div className="-my-0.5 flex">
          {/* One button that changes its word, so that the focus stays on it. */}
          {(paused || offered.has("pause")) && (
            <IconButton
              size="small"
              label={`${paused ? "Resume" : "Pause"} ${job.title}`}
              tooltip={false}
              aria-busy={busy || undefined}
              icon={
                busy ? (
                  <SpinnerRing />
                ) : paused ? (
                  <Play aria-hidden className="size-4" />
                ) : (
                  <Pause aria-hidden className="size-4" />
                )
              }
              onClick={() => acts.run(paused ? "resume" : "pause", job)}
            />
          )}
          {offered.has("stop") && (
            <IconButton
              size="small"
              label={`Stop ${job.title}…`}
              tooltip={false}
              icon={<Square aria-hidden className="size-3.5" />}
              onClick={() => {
                onLeave();
                acts.ask("stop", job);
              }}
            />
          )}
        </div>
      </div>
      <JobProgress job={job} />
    </li>
  );
}
