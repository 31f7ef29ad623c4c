import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { z } from "zod";
import { newId } from "@/lib/db/ids";
import { startJob } from "@/lib/domain/jobs/control";
import { makePlan } from "@/lib/domain/jobs/plans";
import { findJob, type JobRecord } from "@/lib/domain/jobs/record";
import { ensureUser, findUserByEmail, personActor } from "@/lib/domain/users/users";
import { kinds } from "@/lib/jobs/kinds";
import { performInRecords } from "@/lib/operations/perform";
import { type Sandbox, startSandbox } from "@/lib/sandbox";
import { type Random, randomFrom } from "@/lib/sandbox/kit/random";
import { Workers } from "./workers";

export interface ChaosPlan {
  /** Database of its own, migrated, as the owner. This process has opened it and its queue. */
  databaseUrl: string;
  targets: number;
  rowsPerCall: number;
  callsPerMinute: number;
  /** How often a worker is killed at a random moment while the job runs. */
  kills: number;
  /** How long one worker is frozen in the middle, in milliseconds. */
  freezeMs: number;
  /** Whether the database crashes once and recovers. */
  crashDatabase: boolean;
  /** Chooses the moments. */
  seed: string;
  say: (words: string) => void;
}

/** What came of it. Everything is compared with what the vendor received, and with the rows themselves. */
export interface ChaosOutcome {
  state: string;
  seconds: number;
  kills: number;
  /** Targets the vendor never carried out. */
  lost: number;
  /** Targets the vendor carried out more than once. */
  doubled: number;
  /** Rows whose state is not "done". */
  rowsNotDone: number;
  /** Targets that carry the tag at the vendor in the end. */
  carried: number;
  /** Moments at which progress went back, or the counts were not those of the rows. */
  lies: number;
  /** Calls the vendor received that no intent row of the job stands for. */
  unrecorded: number;
  /** Calls it received to assign, those that were killed among them. */
  calls: number;
}

const tagName = "spare parts";
const email = "chaos@muniment.example";

/**
 * Runs one job with two workers, while workers are killed, one is frozen, and the database crashes; then asks the vendor
 * what it has received.
 */
export async function runChaos(plan: ChaosPlan): Promise<ChaosOutcome> {
  const random = randomFrom(plan.seed);
  const sandbox = await startSandbox({ deviceCount: plan.targets });
  const workers = new Workers(
    {
      ...process.env,
      AUTH_SECRET: randomBytes(48).toString("base64"),
      MASTER_KEY: randomBytes(32).toString("base64"),
      DATABASE_URL: plan.databaseUrl,
      UBLOX_BASE_URL: sandbox.urls.ublox,
      UBLOX_API_KEY: sandbox.credentials.ublox.apiKey,
      UBLOX_API_SECRET: sandbox.credentials.ublox.apiSecret,
      UBLOX_JOB_CALLS_PER_MINUTE: String(plan.callsPerMinute),
      SANDBOX: "off",
    },
    plan.rowsPerCall,
  );
  const observer = postgres(plan.databaseUrl, { max: 1, onnotice: () => {} });
  const disturber = postgres(plan.databaseUrl, { max: 1, onnotice: () => {} });
  const over = new AbortController();
  try {
    await Promise.all([workers.start(), workers.start()]);
    const jobId = await startPlan(plan);
    const startedAtMs = performance.now();
    const watching = watch(observer, jobId, over.signal);
    const victims = { workers, sandbox, observer: disturber, jobId, random };
    const disturbing = disturb(plan, victims, over.signal);
    const job = await untilOver(jobId, plan.say);
    const seconds = (performance.now() - startedAtMs) / 1_000;
    over.abort();
    await disturbing;
    const lies = await watching;
    return { ...(await judge(sandbox.calls("ublox"), job, observer)), seconds, kills: workers.kills, lies };
  } catch (error) {
    throw new Error(`${error}\nWhat the workers said last:\n${workers.output.slice(-4_000)}`, {
      cause: error,
    });
  } finally {
    over.abort();
    await workers.stop();
    await Promise.all([observer.end(), disturber.end()]);
    await sandbox.stop();
  }
}

/** Plans the job as a person would, waits until it is ready, and starts it. */
async function startPlan({ say, targets }: ChaosPlan): Promise<string> {
  await ensureUser({ email, name: "Chaos", role: "admin", password: newId("usr") });
  const user = await findUserByEmail(email);
  if (user === undefined) throw new Error("there is no administrator");
  const actor = personActor(user);
  const act = (action: "jobs.preview" | "jobs.start", id: string) =>
    ({
      actor,
      action,
      permission: "jobs:run",
      subject: { type: "job", id },
      requestId: newId("req"),
    }) as const;
  const made = await performInRecords(act("jobs.preview", "tags.assign"), (permit) =>
    makePlan(
      permit,
      actor,
      { kind: "tags.assign", input: { tagNames: [tagName] }, targets: { from: "devices", question: {} } },
      kinds,
    ),
  );
  const ready = await until(
    made.id,
    (job) => job.state !== "preparing",
    () => {},
  );
  if (ready.state !== "ready" || ready.digest === null)
    throw new Error(`the plan is ${ready.state}: ${ready.words}`);
  say(
    `Planned ${(ready.rowsTotal - ready.rowsSkipped).toLocaleString("en-US")} of ${targets.toLocaleString("en-US")}`,
  );
  const { digest } = ready;
  await performInRecords(act("jobs.start", made.id), (permit) =>
    startJob(permit, actor, made.id, { digest, stopAtFailurePercent: null }, kinds),
  );
  return made.id;
}

async function until(
  jobId: string,
  reached: (job: JobRecord) => boolean,
  see: (job: JobRecord) => void,
): Promise<JobRecord> {
  for (;;) {
    const job = await findJob(jobId).catch(() => undefined);
    if (job !== undefined) {
      see(job);
      if (reached(job)) return job;
    }
    await sleep(250);
  }
}

const sayEveryMs = 10_000;

function untilOver(jobId: string, say: (words: string) => void): Promise<JobRecord> {
  let saidAtMs = performance.now();
  return until(
    jobId,
    ({ state }) => state === "done" || state === "stopped",
    (job) => {
      if (performance.now() - saidAtMs < sayEveryMs) return;
      saidAtMs = performance.now();
      say(`${job.rowsDone.toLocaleString("en-US")} rows done, ${job.state}`);
    },
  );
}

interface Victims {
  workers: Workers;
  sandbox: Sandbox;
  observer: Sql;
  jobId: string;
  random: Random;
}

/**
 * Every other kill comes at a moment of chance; the others in the middle of a call, when the vendor has carried it out
 * and the worker does not know it yet.
 */
async function disturb(plan: ChaosPlan, victims: Victims, over: AbortSignal): Promise<void> {
  const { workers, observer, random } = victims;
  const expectedMs = (plan.targets / plan.rowsPerCall / plan.callsPerMinute) * 60_000;
  const pauseMs = expectedMs / (plan.kills + 1);
  let freezing: Promise<void> | undefined;
  for (let kill = 0; kill < plan.kills; kill++) {
    const waitMs = pauseMs * (0.4 + random.between(0, 1_000) / 1_000);
    await sleep(waitMs, undefined, { signal: over }).catch(() => {});
    if (over.aborted) break;
    const inCall = kill % 2 === 0;
    const victim = inCall ? await workerInCall(victims, over) : random.pick(workers.awake);
    if (victim === undefined) break;
    await workers.kill(victim);
    plan.say(`Killed worker ${workers.kills}${inCall ? " in the middle of a call" : ""}`);
    if (kill !== Math.floor(plan.kills / 2)) continue;
    const frozen = await workerInCall(victims, over);
    if (frozen !== undefined) freezing = workers.freeze(frozen, plan.freezeMs);
    plan.say(`Froze a worker for ${plan.freezeMs / 1_000} s in the middle of a call`);
    if (plan.crashDatabase) {
      await crash(observer);
      plan.say("Crashed the database");
    }
  }
  await freezing;
}

/** Has the vendor carry a call out without a complete answer. @returns the worker that waits for it */
async function workerInCall(
  { workers, sandbox, observer, jobId }: Victims,
  over: AbortSignal,
): Promise<string | undefined> {
  const before = sandbox.calls("ublox").at(-1)?.id ?? 0;
  sandbox.setFault({ vendor: "ublox", fault: "hang_mid_body", pathPrefix: "/v1/tag/assign", times: 1 });
  while (!over.aborted) {
    const hanging = sandbox.calls("ublox").find(({ id, fault }) => id > before && fault === "hang_mid_body");
    if (hanging !== undefined) {
      const uids = assignBody.parse(hanging.body).ROTPublicUIDs;
      const [chunk] = await observer<{ holder: string | null }[]>`
        select c.holder from job_chunks as c
        join jobs as j on j.number = c.job and j.id = ${jobId}
        join job_rows as r on r.job = c.job and r.chunk = c.ordinal and r.target = ${uids[0] ?? ""}
        where c.state = 'sent'`;
      const holder = chunk?.holder ?? undefined;
      if (holder !== undefined && workers.awake.includes(holder)) return holder;
      return workers.awake[0];
    }
    await sleep(5);
  }
  return undefined;
}

/** Kills a server process of Postgres, which makes it drop every connection and recover from its log. */
async function crash(observer: Sql): Promise<void> {
  const [backend] = await observer<{ pid: number }[]>`select pg_backend_pid() as pid`;
  if (backend !== undefined) process.kill(backend.pid, "SIGKILL");
}

/** Watches the counts while the job runs. @returns how often they lied */
async function watch(observer: Sql, jobId: string, over: AbortSignal): Promise<number> {
  let lies = 0;
  let done = 0;
  while (!over.aborted) {
    await sleep(100);
    try {
      const [seen] = await observer<{ done: number; counted: number }[]>`
        select rows_done as done, (
          select coalesce(sum(row_count), 0)::int from job_chunks
          where job = jobs.number and state = 'done'
        ) + (
          select count(*)::int from job_rows where job = jobs.number and state = 'done'
        ) as counted
        from jobs where id = ${jobId}`;
      if (seen === undefined) continue;
      if (seen.done < done || seen.done !== seen.counted) lies += 1;
      done = seen.done;
    } catch {
      // The database is down: nobody is told anything then.
    }
  }
  return lies;
}

const assignBody = z.object({ ROTPublicUIDs: z.array(z.string()) });

async function judge(
  calls: ReturnType<Sandbox["calls"]>,
  job: JobRecord,
  observer: Sql,
): Promise<Omit<ChaosOutcome, "seconds" | "kills" | "lies">> {
  const carriedOut = new Map<string, number>();
  const assigns = calls.filter(({ path }) => path.startsWith("/v1/tag/assign"));
  for (const { status, fault, body } of assigns) {
    // A call that hangs in its answer was carried out, too.
    if (status !== 200 && fault !== "hang_mid_body") continue;
    for (const uid of assignBody.parse(body).ROTPublicUIDs)
      carriedOut.set(uid, (carriedOut.get(uid) ?? 0) + 1);
  }
  const planned = job.rowsTotal - job.rowsSkipped;
  const rows = await observer<{ target: string; state: string }[]>`
    select target, coalesce(r.state, c.state) as state
    from job_rows as r left join job_chunks as c on c.job = r.job and c.ordinal = r.chunk
    where r.job = ${job.number} and r.chunk is not null`;
  const [intents] = await observer<{ count: number }[]>`
    select count(*)::int as count from audit_entries
    where job_id = ${job.id} and action = 'tags.assign' and outcome = 'intent'`;
  return {
    state: job.state,
    lost: rows.filter(({ target }) => !carriedOut.has(target)).length,
    doubled: [...carriedOut.values()].filter((times) => times > 1).length,
    rowsNotDone: rows.filter(({ state }) => state !== "done").length + Math.abs(planned - rows.length),
    carried: carriedOut.size,
    unrecorded: Math.max(0, assigns.length - (intents?.count ?? 0)),
    calls: assigns.length,
  };
}
