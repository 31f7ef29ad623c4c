"use client";

import { Section } from "@/components/patterns/section";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { Timeline, type TimelineEntry } from "@/components/patterns/timeline";
import { Link } from "@/components/ui/link";
import type { Job } from "@/lib/contract/jobs";
import { jobHistoryPath } from "../paths";
import { jobLook } from "../words/states";

/** The turns of a job, latest first. */
function turnsOf(job: Job): TimelineEntry[] {
  const { kind, word } = jobLook(job);
  const turns: TimelineEntry[] = [];
  if (job.endedAt !== null)
    turns.push({ id: "ended", kind, title: word, time: <RelativeTime value={job.endedAt} /> });
  else if (job.state === "paused") turns.push({ id: "paused", kind, title: word });
  if (job.startedAt !== null) {
    turns.push({
      id: "started",
      kind: "neutral",
      title: `Started by ${job.startedBy ?? "somebody"}`,
      time: <RelativeTime value={job.startedAt} />,
    });
  }
  turns.push({
    id: "planned",
    kind: "neutral",
    title: `Planned by ${job.createdBy}`,
    time: <RelativeTime value={job.createdAt} />,
  });
  return turns;
}

export function JobLife({ job }: { job: Job }) {
  return (
    <Section
      title="Activity"
      actions={
        <Link className="text-13" href={jobHistoryPath(job.jobId)}>
          All of it
        </Link>
      }
    >
      <Timeline label="Activity of this job" entries={turnsOf(job)} />
    </Section>
  );
}
