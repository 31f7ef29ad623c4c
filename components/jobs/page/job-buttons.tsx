"use client";

import Download from "lucide-react/icons/download";
import Pause from "lucide-react/icons/pause";
import Play from "lucide-react/icons/play";
import RotateCcw from "lucide-react/icons/rotate-ccw";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/link";
import { Menu } from "@/components/ui/menu";
import { jobKinds } from "@/lib/contract/job-kinds";
import type { Job } from "@/lib/contract/jobs";
import { resultAddress } from "../queries";
import { ResultItems } from "../result-items";
import type { JobActs } from "../use-job-acts";
import { actsOf, jobRights } from "../words/acts";
import { retryLabel } from "../words/retrying";

/** The file of an export, or a menu of the forms in which the rows can be had. */
function Results({ job }: { job: Job }) {
  if (jobKinds[job.kind].makes === "file") {
    return (
      <ButtonLink
        variant="primary"
        href={resultAddress(job.jobId, "csv")}
        icon={<Download aria-hidden className="size-4" />}
        download
      >
        Download file
      </ButtonLink>
    );
  }
  return (
    <Menu
      trigger={
        <Button icon={<Download aria-hidden className="size-4" />}>
          {job.state === "ready" ? "Download list" : "Download result"}
        </Button>
      }
    >
      <ResultItems job={job} />
    </Menu>
  );
}

/** What can be done with the job in view. Starting and discarding a plan stand below what it would do. */
export function JobButtons({ job, acts }: { job: Job; acts: JobActs }) {
  const offered = actsOf(job, jobRights(useCan(), job.kind));
  const busy = acts.busyWith(job.jobId);
  const paused = offered.has("resume");
  const quick = paused ? "resume" : "pause";
  return (
    <div className="flex flex-wrap items-center gap-2">
      {offered.has("download") && <Results job={job} />}
      {/* One button that changes its word, so that the focus stays on it. */}
      {(paused || offered.has("pause")) && (
        <Button
          key="pause or resume"
          variant={paused ? "primary" : "secondary"}
          icon={paused ? <Play aria-hidden className="size-4" /> : <Pause aria-hidden className="size-4" />}
          loading={busy === "pause" || busy === "resume"}
          onClick={() => acts.run(quick, job)}
        >
          {paused ? "Resume job" : "Pause job"}
        </Button>
      )}
      {paused && offered.has("pause") && <Button onClick={() => acts.run("pause", job)}>Keep paused</Button>}
      {offered.has("stop") && <Button onClick={() => acts.ask("stop", job)}>Stop job…</Button>}
      {(["retryFailed", "retryUnfinished"] as const).map(
        (act) =>
          offered.has(act) && (
            <Button
              key={act}
              icon={<RotateCcw aria-hidden className="size-4" />}
              loading={busy === act}
              onClick={() => acts.run(act, job)}
            >
              {retryLabel(act, job)}
            </Button>
          ),
      )}
    </div>
  );
}
