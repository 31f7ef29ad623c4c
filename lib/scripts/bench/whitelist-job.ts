import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import postgres from "postgres";
import { z } from "zod";
import type { Actor } from "@/lib/access/actor";
import { closeDatabase, openDatabase } from "@/lib/db/connection";
import { startEmbeddedDatabase } from "@/lib/db/embedded";
import { removeDataFolder, temporaryDataFolder } from "@/lib/db/embedded/temporary";
import { newId } from "@/lib/db/ids";
import { migrate } from "@/lib/db/migrate";
import { closeQueue } from "@/lib/db/queue";
import { openQueue } from "@/lib/db/queue/open";
import { startJob } from "@/lib/domain/jobs/control";
import { drive } from "@/lib/domain/jobs/drive";
import { makePlanOfFile } from "@/lib/domain/jobs/plans";
import { findJob, type JobRecord } from "@/lib/domain/jobs/record";
import { resultFile } from "@/lib/domain/jobs/results";
import { ensureUser, findUserByEmail, personActor } from "@/lib/domain/users/users";
import { kinds } from "@/lib/jobs/kinds";
import { performInRecords } from "@/lib/operations/perform";
import { startSandbox } from "@/lib/sandbox";
import { randomFrom } from "@/lib/sandbox/kit/random";
import { table, terminalReport } from "../support/report";
import { type Cost, cost, watched } from "./measure";
import { fileOf, merge } from "./whitelist-file";

// A whitelist file of a million rows as a job: frozen as a plan, sent to the sandbox in the vendor's CSV form, and taken
// as a result file; beside COPY into a staging table and one statement that merges it. Each of the two has a process of
// its own; PostgreSQL and the sandbox are others.
//   node --import ./lib/scripts/register.mjs lib/scripts/bench/whitelist-job.ts [rows]

const phases = ["plan", "send", "result"] as const;
const report = z.object({ plan: cost, send: cost, result: cost, rows: z.number(), done: z.number() });
const email = "bench@muniment.example";

async function actorOfBench(): Promise<Actor> {
  await ensureUser({ email, name: "Bench", role: "admin", password: newId("usr") });
  const user = await findUserByEmail(email);
  if (user === undefined) throw new Error("there is no administrator");
  return personActor(user);
}

/** The three phases of one job, each under watch. */
async function job(actor: Actor, path: string) {
  const act = (action: "whitelist.import" | "jobs.start", id: string) =>
    ({
      actor,
      action,
      permission: "jobs:run",
      subject: { type: "job", id },
      requestId: newId("req"),
    }) as const;
  const plan = await watched(() =>
    performInRecords(act("whitelist.import", "bench.csv"), (permit) =>
      makePlanOfFile(
        permit,
        actor,
        { kind: "whitelist.import", input: {}, targets: { from: "file", fileName: "bench.csv" } },
        createReadStream(path),
        kinds,
      ),
    ),
  );
  const send = await watched(async () => {
    const { id, digest } = plan.value;
    await performInRecords(act("jobs.start", id), (permit) =>
      startJob(permit, actor, id, { digest: digest ?? "", stopAtFailurePercent: null }, kinds),
    );
    return await driveToEnd(id);
  });
  const result = await watched(() => take(send.value));
  const { rowsTotal: rows, rowsDone: done } = send.value;
  return { plan: plan.cost, send: send.cost, result: result.cost, rows, done };
}

async function driveToEnd(jobId: string): Promise<JobRecord> {
  const { signal } = new AbortController();
  for (;;) {
    const turn = await drive({ jobId, kinds, holder: "bench", signal });
    const found = await findJob(jobId);
    if (found === undefined) throw new Error("the job is gone");
    if (found.state === "done") return found;
    if (turn === "idle") throw new Error(`the job is ${found.state}: ${found.words}`);
  }
}

async function take(done: JobRecord): Promise<void> {
  const { body } = resultFile(done, { format: "csv" }, kinds);
  await pipeline(body, createWriteStream("/dev/null"));
}

/** In the child process: a small job to warm up, then the large one. */
async function measureJob(url: string, smallFile: string, file: string): Promise<z.output<typeof report>> {
  await openDatabase(url);
  await openQueue();
  const actor = await actorOfBench();
  await job(actor, smallFile);
  const measured = await job(actor, file);
  await closeQueue();
  await closeDatabase();
  return measured;
}

async function measureMerge(url: string, smallFile: string, file: string): Promise<Cost> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await merge(smallFile, sql);
  const measured = await watched(() => merge(file, sql));
  await sql.end();
  return measured.cost;
}

async function inChild(environment: Record<string, string>, ...args: string[]): Promise<unknown> {
  const [, program = ""] = process.argv;
  const { stdout } = await promisify(execFile)(process.execPath, [...process.execArgv, program, ...args], {
    env: { ...process.env, ...environment },
  });
  // Log lines come before the figures.
  return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
}

async function main(rows: number): Promise<void> {
  const told = terminalReport();
  const stack = new AsyncDisposableStack();
  try {
    const folder = await mkdtemp(join(tmpdir(), "muniment-bench-"));
    stack.defer(() => rm(folder, { recursive: true }));
    const [small, large] = [join(folder, "small.csv"), join(folder, "large.csv")];
    await pipeline(fileOf(10_000, randomFrom("small")), createWriteStream(small));
    await pipeline(fileOf(rows, randomFrom("large")), createWriteStream(large));
    const dataDir = await temporaryDataFolder();
    stack.defer(() => removeDataFolder(dataDir));
    const database = await startEmbeddedDatabase({ dataDir });
    stack.defer(() => database.stop());
    await migrate({ url: database.url });
    const sandbox = await startSandbox();
    stack.defer(() => sandbox.stop());
    told.done(`A file of ${rows.toLocaleString("en-US")} rows, PostgreSQL and the sandbox are ready`);
    const environment = {
      AUTH_SECRET: randomBytes(48).toString("base64"),
      MASTER_KEY: randomBytes(32).toString("base64"),
      UBLOX_BASE_URL: sandbox.urls.ublox,
      UBLOX_API_KEY: sandbox.credentials.ublox.apiKey,
      UBLOX_API_SECRET: sandbox.credentials.ublox.apiSecret,
      // The vendor's budget is not what is measured.
      UBLOX_JOB_CALLS_PER_MINUTE: "600000",
    };
    const merged = cost.parse(await inChild(environment, "merge", database.url, small, large));
    const measured = report.parse(await inChild(environment, "job", database.url, small, large));
    print(measured, merged);
  } finally {
    await stack.disposeAsync();
  }
}

const names = {
  plan: "read, judged and frozen as a plan",
  send: "sent to the vendor, with audit rows",
  result: "taken as a result file",
};

function print(measured: z.output<typeof report>, merged: Cost): void {
  const line = (name: string, { seconds, growthMb, longestDelayMs }: Cost) => [
    name,
    seconds.toFixed(2),
    Math.round(measured.rows / seconds).toLocaleString("en-US"),
    growthMb.toFixed(0),
    longestDelayMs.toFixed(0),
  ];
  console.log(
    table([
      ["", "seconds", "rows per second", "MB more", "longest delay ms"],
      ...phases.map((phase) => line(names[phase], measured[phase])),
      line("COPY + merge", merged),
    ]),
  );
  const seconds = phases.reduce((sum, phase) => sum + measured[phase].seconds, 0);
  console.log(
    `  plan ÷ (COPY + merge): ${(measured.plan.seconds / merged.seconds).toFixed(2)}; ` +
      `the whole job: ${(seconds / merged.seconds).toFixed(2)}. ` +
      `${measured.done.toLocaleString("en-US")} of ${measured.rows.toLocaleString("en-US")} rows done, the others skipped with their reason.`,
  );
}

const [first = "1000000", url = "", smallFile = "", largeFile = ""] = process.argv.slice(2);
if (first === "job") {
  process.stdout.write(`${JSON.stringify(await measureJob(url, smallFile, largeFile))}\n`);
} else if (first === "merge") {
  process.stdout.write(`${JSON.stringify(await measureMerge(url, smallFile, largeFile))}\n`);
} else {
  await main(Number(first));
}
