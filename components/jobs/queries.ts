"use client";

import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { addressOf } from "@/lib/browser/call";
import { usePollFallback } from "@/lib/browser/events";
import { useRead, useWrite } from "@/lib/browser/queries";
import { audit } from "@/lib/contract/audit";
import { deviceCertificates } from "@/lib/contract/device-certificates";
import { devices } from "@/lib/contract/devices";
import { entitlements } from "@/lib/contract/entitlements";
import type { JobKindName } from "@/lib/contract/job-kinds";
import { type JobState, type JobSummary, jobs, type RowState } from "@/lib/contract/jobs";
import { licenses } from "@/lib/contract/licenses";
import { notices } from "@/lib/contract/notices";
import type { AnyRead } from "@/lib/contract/operation";
import { provisioning } from "@/lib/contract/provisioning";
import { tags } from "@/lib/contract/tags";
import { whitelist } from "@/lib/contract/whitelist";
import { isMoving } from "./words/acts";

// The one place that decides how often jobs and notices are asked for. While the server tells of changes, what is shown
// is asked for at each of them, and by the clock only in case one was missed.

/** A plan or a job in front of somebody, while it moves. */
const followEveryMs = { told: 15_000, untold: 2_000 };
/** Lists, the header and the notices, while something moves. */
const currentEveryMs = { told: 30_000, untold: 5_000 };
/** Everything, while nothing moves. */
const restEveryMs = 60_000;

type Moving = Pick<JobSummary, "state" | "resumesAt">;

/** Milliseconds to the next question, from the answer before. */
function usePace() {
  const follow = usePollFallback(followEveryMs.untold, followEveryMs.told);
  const current = usePollFallback(currentEveryMs.untold, currentEveryMs.told);
  return {
    ofJob: (job: Moving | undefined) => (job && isMoving(job) ? follow : restEveryMs),
    ofList: (answer: { items: readonly Moving[] } | undefined) =>
      answer?.items.some(isMoving) ? current : restEveryMs,
    ofNotices: (moving: boolean) => (moving ? current : restEveryMs),
  };
}

const changesJobs = { invalidates: [jobs.list, jobs.get, jobs.rows] };

export const useStart = () => useWrite(jobs.start, changesJobs);
export const usePause = () => useWrite(jobs.pause, changesJobs);
export const useResume = () => useWrite(jobs.resume, changesJobs);
export const useStop = () => useWrite(jobs.stop, changesJobs);
export const useRetry = () => useWrite(jobs.retry, changesJobs);
export const useDiscard = () => useWrite(jobs.discard, { invalidates: [jobs.list] });

interface ListQuestion {
  state: JobState | null;
  kind: JobKindName | null;
  mine: "true" | null;
  cursor: string | null;
  size: number;
}

/** A page of the list, with the clock that says when it is read again. */
export function useJobList({ state, kind, mine, cursor, size }: ListQuestion) {
  const pace = usePace();
  const clock = usePollClock("jobs", restEveryMs);
  const read = useRead(
    jobs.list,
    {
      query: {
        size,
        ...(state === null ? {} : { state }),
        ...(kind === null ? {} : { kind }),
        ...(mine === null ? {} : { mine }),
        ...(cursor === null ? {} : { cursor }),
      },
    },
    { paused: clock.paused, pollEveryMs: pace.ofList },
  );
  return { read, clock: { ...clock, intervalMs: pace.ofList(read.data?.value) } };
}

/** What is on its way and what ended within the last hour, for the header. */
export const useCurrentJobs = () =>
  useRead(jobs.list, { query: { current: "true", size: 100 } }, { pollEveryMs: usePace().ofList });

/** One plan or job, with the clock that says when it is read again. */
export function useJob(jobId: string) {
  const pace = usePace();
  const clock = usePollClock("job", restEveryMs);
  const read = useRead(jobs.get, { params: { jobId } }, { paused: clock.paused, pollEveryMs: pace.ofJob });
  return { read, clock: { ...clock, intervalMs: pace.ofJob(read.data?.value) } };
}

/** The same in a dialog, which nobody pauses: it waits for the plan. */
export const usePlan = (jobId: string | undefined) =>
  useRead(
    jobs.get,
    { params: { jobId: jobId ?? "" } },
    { enabled: jobId !== undefined, pollEveryMs: usePace().ofJob },
  );

interface RowsQuestion {
  state: RowState | null;
  target: string | null;
  after: number;
  size: number;
}

/** How a tab of a job's page renews what it reads beside the job itself. */
export interface Renewal {
  /** Milliseconds between two readings while something moves; false when nothing does. */
  everyMs: number | false;
  paused: boolean;
}

export const useJobRows = (
  jobId: string,
  { state, target, after, size }: RowsQuestion,
  { everyMs, paused }: Renewal,
) =>
  useRead(
    jobs.rows,
    {
      params: { jobId },
      query: { after, size, ...(state === null ? {} : { state }), ...(target === null ? {} : { target }) },
    },
    { paused, pollEveryMs: () => everyMs },
  );

/** What the audit history holds of a job, latest first. */
export const useJobHistory = (jobId: string, enabled: boolean, { everyMs, paused }: Renewal) =>
  useRead(audit.list, { query: { jobId, size: 50 } }, { enabled, paused, pollEveryMs: () => everyMs });

/** The person's own notices. While something moves, news may come at any time. */
export function useNotices(moving: boolean) {
  const pace = usePace();
  return useRead(notices.list, {}, { pollEveryMs: () => pace.ofNotices(moving) });
}

export const useMarkRead = () => useWrite(notices.markRead, { invalidates: [notices.list] });

const ofDevices = [devices.list, devices.get, tags.list];
const ofCertificates = [deviceCertificates.list, deviceCertificates.get, devices.list, devices.get];
const ofProvisioning = [devices.list, devices.get, provisioning.get];
const ofLicenses = [entitlements.list, entitlements.get, licenses.list, licenses.get];
const ofWhitelist = [whitelist.list, devices.list, devices.get];

/** The vendor's things that a kind of job changes, as pages show them. */
const changed: Partial<Record<JobKindName, readonly AnyRead[]>> = {
  "tags.assign": ofDevices,
  "tags.unassign": ofDevices,
  "whitelist.add": ofWhitelist,
  "whitelist.remove": ofWhitelist,
  "whitelist.import": ofWhitelist,
  "provisioning.set": ofProvisioning,
  "provisioning.delete": ofProvisioning,
  "deviceCertificates.renew": ofCertificates,
  "deviceCertificates.rekey": ofCertificates,
  "deviceCertificates.remove": ofCertificates,
  "deviceCertificates.revoke": ofCertificates,
  "deviceCertificates.transfer": ofCertificates,
  "licenses.activate": ofLicenses,
  "licenses.release": ofLicenses,
};

/** What has to be read anew after a job of this kind. */
export const readsChangedBy = (kind: JobKindName): readonly AnyRead[] => changed[kind] ?? [];

/** Where the result of a job is downloaded: all of it, or its rows of one state. */
export const resultAddress = (jobId: string, format: "csv" | "jsonl", state?: RowState) =>
  addressOf(jobs.results, {
    params: { jobId },
    query: { format, ...(state === undefined ? {} : { state }) },
  });
