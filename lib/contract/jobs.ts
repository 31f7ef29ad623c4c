import { z } from "zod";
import { instant } from "./identifiers";
import { fileRowsMax, jobKindName, jobPlan } from "./job-kinds";
import { read, write } from "./operation";

/**
 * preparing: its targets are being collected and judged, nothing is sent · ready: the plan stands and waits for its
 * start · running · paused: begins no further call until it is resumed, by a person or by itself · done: every row has
 * its outcome · stopped: ended before that; what happened stays · failed: the plan could not be made.
 */
export const jobState = z.enum(["preparing", "ready", "running", "paused", "done", "stopped", "failed"]);
export type JobState = z.output<typeof jobState>;

/**
 * planned: not begun · sent: its call is under way · accepted: the vendor took it and finishes by itself · waiting: for
 * something outside, named in its words · done · failed: certainly not carried out · unknown: the answer was lost, it is
 * looked up before anything is sent again · skipped: not carried out on purpose, its words say why.
 */
export const rowState = z.enum([
  "planned",
  "sent",
  "accepted",
  "waiting",
  "done",
  "failed",
  "unknown",
  "skipped",
]);
export type RowState = z.output<typeof rowState>;

/** Why a job is paused, has stopped or failed. */
export const jobReason = z.enum([
  /** Somebody pressed Pause or Stop. */
  "person",
  /** The vendor is away or asked for a rest; it goes on by itself. */
  "vendor_away",
  /** The calls that the vendor allows in an hour are used up; it goes on by itself when the next one may go. */
  "vendor_budget",
  /** An answer was lost and may still come: it is looked up again by itself. */
  "answer_lost",
  /** The vendor does not accept our credentials, or is not connected: somebody has to mend that. */
  "vendor_denied",
  /** More rows failed than its limit allows. */
  "failures",
  /** The person who started it is disabled, or may not do this any more. */
  "starter",
  /** Something is wrong here, not at the vendor. */
  "internal",
  /** The targets could not be read as they came. */
  "targets",
]);
export type JobReason = z.output<typeof jobReason>;

/** A job that is paused for one of these goes on by itself. */
export const passingReasons = [
  "vendor_away",
  "vendor_budget",
  "answer_lost",
] as const satisfies readonly JobReason[];
export type PassingReason = (typeof passingReasons)[number];

export const goesOnByItself = (reason: string | null | undefined): boolean =>
  passingReasons.some((passing) => passing === reason);

const count = z.number().int();

/** How many rows are in each state; `total` is their sum. */
export const rowCounts = z.object({
  total: count,
  planned: count,
  sent: count,
  accepted: count,
  waiting: count,
  done: count,
  failed: count,
  unknown: count,
  skipped: count,
});
export type RowCounts = z.output<typeof rowCounts>;

export const jobSummary = z.object({
  jobId: z.string(),
  kind: jobKindName,
  /** What it does, in one line: "Assign downtown to 1,204 devices". */
  title: z.string(),
  state: jobState,
  /** Why it is in this state, where that needs saying. */
  reason: z.object({ code: jobReason, words: z.string() }).nullable(),
  /** When a paused job goes on by itself. */
  resumesAt: instant.nullable(),
  /** What one row is: "device", "devices". */
  unit: z.object({ one: z.string(), many: z.string() }),
  rows: rowCounts,
  /** Calls to the vendor, or pages of a file: how many there are and how many have ended. */
  calls: z.object({ total: count, made: count }),
  /** Rows with an outcome in a minute, over the last minute; null unless it is running. */
  ratePerMinute: z.number().nullable(),
  /** When it will be through at this rate. */
  expectedEndAt: instant.nullable(),
  createdAt: instant,
  createdBy: z.string(),
  startedAt: instant.nullable(),
  /** Under whose rights it runs. */
  startedBy: z.string().nullable(),
  endedAt: instant.nullable(),
  /** Whether the asker is the one it runs for. */
  mine: z.boolean(),
});
export type JobSummary = z.output<typeof jobSummary>;

export const job = jobSummary.extend({
  /** Names what was previewed; a start repeats it. SHA-256 over kind, input and every target. Null while preparing. */
  digest: z.string().nullable(),
  /** Where the targets came from, in words. */
  targets: z.string(),
  /** What the rows share: tags, a format, … */
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  /** What follows from it, before it is started. Null for files. */
  consequence: z.string().nullable(),
  /** What the vendor's budget makes of it. */
  cost: z.object({
    /** Calls that jobs make in a minute at most. */
    callsPerMinute: count.nullable(),
    /** How long the calls that are left take at that pace, and at the vendor's limit of an hour. */
    expectedMs: z.number().nullable(),
    /** For a vendor that allows only so many calls in an hour. */
    hourly: z.object({ limit: count, /** Calls that jobs may make now. */ leftNow: count }).nullable(),
  }),
  /** Why rows are skipped, most frequent first. */
  skipped: z.array(z.object({ words: z.string(), rows: count })),
  /** Why rows failed, most frequent first. */
  failures: z.array(z.object({ words: z.string(), rows: count })),
  /** It stops by itself when more than this share of the rows with an outcome has failed; null: never. */
  stopAtFailurePercent: count.nullable(),
  /** The file it makes, or has made. */
  file: z.object({ name: z.string(), bytes: count, rows: count, complete: z.boolean() }).nullable(),
  /** When a plan that nobody started is removed, and when a file is. */
  expiresAt: instant.nullable(),
});
export type Job = z.output<typeof job>;

export const jobRow = z.object({
  /** Place in the frozen list; the line number for a file. */
  ordinal: count,
  target: z.string(),
  /** What will be done, or was: "Add", "assign downtown". */
  does: z.string(),
  state: rowState,
  /** Why, or what it waits for. */
  words: z.string().nullable(),
  /** What the vendor answered. */
  answer: z.string().nullable(),
  /** Of the call that carried it, as in the audit history. */
  requestId: z.string().nullable(),
  at: instant.nullable(),
});
export type JobRow = z.output<typeof jobRow>;

const jobParams = z.object({
  jobId: z.string().regex(/^job_[0-9a-f]{32}$/, "This is not the id of a job."),
});

const subject = ({ params }: { params: z.output<typeof jobParams> }) => ({ type: "job", id: params.jobId });
const ofJob = ({ params }: { params: z.output<typeof jobParams> }) => params.jobId;

const steer = <const Id extends string>(
  operationId: Id,
  verb: string,
  summary: string,
  description: string,
) =>
  write({
    operationId,
    method: "POST",
    path: `/jobs/{jobId}/${verb}`,
    summary,
    description,
    permission: "jobs:run",
    params: jobParams,
    response: job,
    audit: { place: "records", subject, job: ofJob },
  });

export const jobs = {
  list: read({
    operationId: "jobs.list",
    method: "GET",
    path: "/jobs",
    summary: "List jobs and plans, newest first",
    description: "Only those whose rows the asker may read.",
    permission: "jobs:read",
    query: z.object({
      state: jobState.optional(),
      kind: jobKindName.optional(),
      /** Only those the asker made or started. */
      mine: z.stringbool().optional(),
      /** Only those that are not over, and those that ended within the last hour. */
      current: z.stringbool().optional(),
      cursor: z.string().max(200).optional(),
      size: z.coerce.number().int().min(1).max(100).default(50),
    }),
    response: z.object({ items: z.array(jobSummary), nextCursor: z.string().nullable() }),
  }),
  get: read({
    operationId: "jobs.get",
    method: "GET",
    path: "/jobs/{jobId}",
    summary: "Read one job",
    permission: "jobs:read",
    params: jobParams,
    response: job,
  }),
  rows: read({
    operationId: "jobs.rows",
    method: "GET",
    path: "/jobs/{jobId}/rows",
    summary: "List the rows of a job",
    permission: "jobs:read",
    params: jobParams,
    query: z.object({
      state: rowState.optional(),
      /** The beginning of a target. */
      target: z.string().min(1).max(100).optional(),
      /** Rows after this one. */
      after: z.coerce.number().int().min(0).default(0),
      size: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z.object({ items: z.array(jobRow), nextAfter: z.number().int().nullable() }),
  }),
  preview: write({
    operationId: "jobs.preview",
    method: "POST",
    path: "/jobs",
    summary: "Make a plan: freeze its targets and say what would happen",
    description:
      "Nothing is sent. The plan is prepared in the background; read it until its state is ready. A plan nobody " +
      "starts is removed after a day.",
    permission: "jobs:run",
    body: jobPlan,
    response: job,
    audit: { place: "records", subject: ({ body }) => ({ type: "job", id: body.kind }) },
  }),
  upload: write({
    operationId: "jobs.upload",
    method: "POST",
    path: "/jobs/{jobId}/targets",
    summary: "Send the file of targets that a plan waits for",
    description:
      `The body is the file itself: one target a line, at most ${fileRowsMax.toLocaleString("en")}. ` +
      "It is read and judged as it arrives; lines that cannot be used become skipped rows that say why.",
    permission: "jobs:run",
    params: jobParams,
    bodyType: "stream",
    mediaType: "text/csv",
    response: job,
    audit: { place: "records", subject, job: ofJob },
  }),
  start: write({
    operationId: "jobs.start",
    method: "POST",
    path: "/jobs/{jobId}/start",
    summary: "Start a plan exactly as it was previewed",
    description: "Refused when the digest is not the plan's. Every call is made under the starter's rights.",
    permission: "jobs:run",
    params: jobParams,
    body: z.object({
      digest: z.string().regex(/^[0-9a-f]{64}$/, "A digest has 64 hexadecimal digits."),
      stopAtFailurePercent: z.number().int().min(1).max(100).nullable().default(20),
    }),
    response: job,
    audit: { place: "records", subject, job: ofJob },
  }),
  pause: steer(
    "jobs.pause",
    "pause",
    "Pause a job",
    "Calls under way come to their end; none is begun until somebody resumes it.",
  ),
  resume: steer("jobs.resume", "resume", "Resume a paused job", "It goes on where it stood."),
  stop: steer(
    "jobs.stop",
    "stop",
    "Stop a job",
    "Calls under way come to their end, rows that were not begun are skipped, what happened stays.",
  ),
  retry: write({
    operationId: "jobs.retry",
    method: "POST",
    path: "/jobs/{jobId}/retry",
    summary: "Try rows of a finished job again",
    description:
      "failed: rows that certainly were not carried out · unfinished: these, those skipped by a stop, and those with " +
      "an unknown outcome, which are looked up first where the vendor can be asked.",
    permission: "jobs:run",
    params: jobParams,
    body: z.object({ rows: z.enum(["failed", "unfinished"]) }),
    response: job,
    audit: { place: "records", subject, job: ofJob },
  }),
  discard: write({
    operationId: "jobs.discard",
    method: "DELETE",
    path: "/jobs/{jobId}",
    summary: "Remove a plan that was not started",
    permission: "jobs:run",
    params: jobParams,
    response: z.object({ done: z.literal(true) }),
    audit: { place: "records", subject, job: ofJob },
  }),
  results: read({
    operationId: "jobs.results",
    method: "GET",
    path: "/jobs/{jobId}/results",
    summary: "Download the result of a job",
    description:
      "For jobs on targets: every row with its input, outcome, the vendor's answer and the request id, as it stands " +
      "now. For exports: the file, in the format that was asked for.",
    permission: "jobs:read",
    params: jobParams,
    query: z.object({ format: z.enum(["csv", "jsonl"]).default("csv"), state: rowState.optional() }),
    responseType: "stream",
    mediaType: "text/csv",
    otherMediaTypes: ["application/x-ndjson"],
    response: z.unknown(),
  }),
};
