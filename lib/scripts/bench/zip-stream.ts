import { type ChildProcess, fork } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer, type IncomingMessage, request as openRequest, type ServerResponse } from "node:http";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { z } from "zod";
import { systemActor } from "@/lib/access/actor";
import { sessionCookie } from "@/lib/access/cookies";
import { startSession } from "@/lib/access/sessions";
import { batches } from "@/lib/contract/batches";
import { openDatabase } from "@/lib/db/connection";
import { startEmbeddedDatabase } from "@/lib/db/embedded";
import { freePort } from "@/lib/db/embedded/free-port";
import { removeDataFolder, temporaryDataFolder } from "@/lib/db/embedded/temporary";
import { newId } from "@/lib/db/ids";
import { migrate } from "@/lib/db/migrate";
import { openBatchZip } from "@/lib/domain/certificate-batches/batch-zip";
import { ensureUser, findUserByEmail } from "@/lib/domain/users/users";
import { completeEnv, env } from "@/lib/env";
import { attachment } from "@/lib/http/attachment";
import { performStream } from "@/lib/operations/perform-stream";
import { createSettings, startSectigoSandbox } from "@/lib/sandbox";
import { sectigoCredentials } from "@/lib/sandbox/credentials";
import { SectigoClient } from "@/lib/vendors/sectigo/client";
import { startConsole } from "../support/console";
import { table, terminalReport } from "../support/report";
import { provideSecrets } from "../support/secrets";

// What it costs to hand on the zip of a batch: one download straight from the vendor, through a bare pipe of Node,
// through the gate (hashed, with its rows in the audit history), and through the console's production build if there
// is one. Each stands in a process of its own; they take turns, each round the other way round.
//   node --import ./lib/scripts/register.mjs lib/scripts/bench/zip-stream.ts [megabytes] [rounds] [slow seconds]

const batchId = 186;
const vendorPath = `/api/v1/batches/${batchId}/download`;
const slowReaders = 20;
const slowBytesPerSecond = 2_000_000;
const megabyte = 1024 * 1024;

/** Where a download is asked for, and how. */
const target = z.object({
  url: z.string(),
  method: z.enum(["GET", "POST"]),
  headers: z.record(z.string(), z.string()),
});
type Target = z.output<typeof target>;

const figures = z.object({
  rssMb: z.number(),
  /** Processor time of the whole process so far. */
  cpuMs: z.number(),
  /** Highest since the last question. */
  peakRssMb: z.number(),
  /** 99th percentile of the event loop's delay since the last question. */
  loopDelayMs: z.number(),
});

interface Variant {
  name: string;
  target: Target;
  /** Undefined for the vendor itself. */
  process?: ChildProcess;
}

// ---- The processes that are measured --------------------------------------------------------------------------------

/** The vendor: every download is one incompressible zip. */
async function source(megabytes: number): Promise<Target> {
  const settings = createSettings({ sectigo: { bulkDownloadMegabytes: megabytes } });
  const { origin } = await startSectigoSandbox({ settings });
  const response = await fetch(`${origin}/auth/pwd`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(sectigoCredentials),
  });
  const { accessToken } = z.object({ accessToken: z.string() }).parse(await response.json());
  return { url: origin + vendorPath, method: "GET", headers: { authorization: `Bearer ${accessToken}` } };
}

async function serve(handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>) {
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  const port = await freePort();
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${port}/`, method: "GET", headers: {} } satisfies Target;
}

/** The least that Node can do: one socket into the other. */
async function pipe(vendor: Target): Promise<Target> {
  return serve(async (_request, response) => {
    const [incoming] = await once(ask(vendor), "response");
    await pipeline(incoming, response).catch(() => {});
  });
}

/** What the route does, without Next. */
async function gate(vendor: Target, databaseUrl: string): Promise<Target> {
  await openDatabase(databaseUrl);
  const baseUrl = new URL(vendor.url).origin;
  const client = new SectigoClient({ baseUrl, ...sectigoCredentials, upload: "urlencoded" });
  // The very code by which Next writes a route's stream to the socket.
  const { pipeToNodeResponse } = await import("next/dist/server/pipe-readable");
  return serve(async (_request, outgoing) => {
    const act = {
      actor: systemActor("bench"),
      action: batches.download.operationId,
      permission: batches.download.permission,
      subject: { type: "batch", id: String(batchId) },
      requestId: newId("req"),
    };
    const { file, body } = await performStream(act, (permit) => openBatchZip(permit, client, batchId));
    const response = attachment(file, act.requestId, body);
    outgoing.setHeaders(response.headers);
    if (response.body !== null) await pipeToNodeResponse(response.body, outgoing).catch(() => {});
  });
}

/** The production build, with a person signed in. */
async function consoleBuild(vendor: Target, databaseUrl: string, dataDir: string): Promise<Target> {
  provideSecrets(dataDir);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  Object.assign(process.env, {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    SANDBOX: "on",
    HOST: "127.0.0.1",
    PORT: String(port),
    APP_URL: url,
  });
  const person = { email: "bench@example.com", name: "Bench", role: "support" } as const;
  let sessionId = "";
  await startConsole({
    report: { doing: () => {}, done: () => {} },
    seed: async () => {
      await ensureUser({ ...person, password: newId("req") });
      sessionId = await startSession((await findUserByEmail(person.email))?.id ?? "", null);
    },
  });
  // The console's own sandbox would share its process; the vendor of the others does not.
  completeEnv({ SECTIGO_BASE_URL: new URL(vendor.url).origin });
  const { encode } = await import("next-auth/jwt");
  const cookie = await encode({ token: { sessionId }, secret: env().AUTH_SECRET });
  return {
    url: `${url}/api/v1/batches/${batchId}/download`,
    method: "POST",
    headers: { origin: url, cookie: `${sessionCookie()}=${cookie}` },
  };
}

/** In a child process: starts its part, tells where, then answers each question with its figures. */
async function playPart(part: string, args: string[]): Promise<void> {
  const [first = "", databaseUrl = "", dataDir = ""] = args;
  const vendor = () => target.parse(JSON.parse(first));
  const parts: Record<string, () => Promise<Target>> = {
    source: () => source(Number(first)),
    pipe: () => pipe(vendor()),
    gate: () => gate(vendor(), databaseUrl),
    console: () => consoleBuild(vendor(), databaseUrl, dataDir),
  };
  const started = await parts[part]?.();
  setFlagsFromString("--expose-gc");
  const collectGarbage: () => void = runInNewContext("gc");
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  let peak = 0;
  setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 100).unref();
  process.on("message", (question) => {
    if (question === "rest") collectGarbage();
    const { user, system } = process.cpuUsage();
    const rss = process.memoryUsage.rss();
    process.send?.({
      rssMb: rss / megabyte,
      cpuMs: (user + system) / 1_000,
      peakRssMb: Math.max(peak, rss) / megabyte,
      loopDelayMs: delay.percentile(99) / 1e6,
    } satisfies z.input<typeof figures>);
    peak = 0;
    delay.reset();
  });
  process.once("disconnect", () => process.exit());
  process.send?.(started);
}

async function start(stack: AsyncDisposableStack, part: string, ...args: string[]) {
  const [, program = ""] = process.argv;
  const child = fork(program, [part, ...args], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  stack.defer(async () => {
    if (child.exitCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  });
  const [told] = await Promise.race([once(child, "message"), failedStart(child, part)]);
  return { child, target: target.parse(told) };
}

async function failedStart(child: ChildProcess, part: string): Promise<never> {
  await once(child, "exit");
  throw new Error(`The part “${part}” could not start.`);
}

async function figuresOf(child: ChildProcess, question: "rest" | "now"): Promise<z.output<typeof figures>> {
  child.send(question);
  const [answer] = await once(child, "message");
  return figures.parse(answer);
}

// ---- Measuring ------------------------------------------------------------------------------------------------------

function ask({ url, method, headers }: Target) {
  return openRequest(url, { method, headers, agent: false }).end();
}

async function open(where: Target): Promise<IncomingMessage> {
  const [incoming] = await once(ask(where), "response");
  if (incoming.statusCode !== 200) throw new Error(`${where.url} answered ${incoming.statusCode}`);
  return incoming;
}

async function checksumOf(where: Target): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of await open(where)) hash.update(chunk);
  return hash.digest("hex");
}

interface Run {
  megabytesPerSecond: number;
  firstByteMs: number;
  cpuMsPer100Mb: number;
}

async function download({ target: where, process: child }: Variant): Promise<Run> {
  const before = child && (await figuresOf(child, "rest"));
  const startedAtMs = performance.now();
  const incoming = await open(where);
  let bytes = 0;
  let firstByteMs = 0;
  incoming.on("data", (chunk: Buffer) => {
    if (bytes === 0) firstByteMs = performance.now() - startedAtMs;
    bytes += chunk.length;
  });
  await once(incoming, "end");
  const seconds = (performance.now() - startedAtMs) / 1_000;
  const after = child && (await figuresOf(child, "now"));
  const megabytes = bytes / megabyte;
  return {
    megabytesPerSecond: megabytes / seconds,
    firstByteMs,
    cpuMsPer100Mb: ((after?.cpuMs ?? 0) - (before?.cpuMs ?? 0)) / (megabytes / 100),
  };
}

/** Takes so many bytes per second for a while, then leaves. */
async function readSlowly(where: Target, forMs: number): Promise<void> {
  const incoming = await open(where);
  const startedAtMs = performance.now();
  let bytes = 0;
  for await (const chunk of incoming) {
    bytes += chunk.length;
    const aheadMs = (bytes / slowBytesPerSecond) * 1_000 - (performance.now() - startedAtMs);
    if (performance.now() - startedAtMs > forMs) return;
    if (aheadMs > 0) await sleep(aheadMs);
  }
}

async function memoryOfSlowReaders({ name, target: where, process: child }: Variant, forMs: number) {
  if (child === undefined) return [];
  const before = await figuresOf(child, "rest");
  await Promise.all(Array.from({ length: slowReaders }, () => readSlowly(where, forMs)));
  const { peakRssMb, loopDelayMs } = await figuresOf(child, "now");
  const [idle, peak] = [before.rssMb, peakRssMb].map((mb) => mb.toFixed(0));
  return [[name, `${idle}`, `${peak}`, (peakRssMb - before.rssMb).toFixed(0), loopDelayMs.toFixed(1)]];
}

function median(numbers: number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

async function compareThroughput(direct: Variant, others: Variant[], rounds: number): Promise<void> {
  const variants = [direct, ...others];
  const checksums = new Set<string>();
  // Once for each to be warm, and to see that all hand on the same bytes.
  for (const variant of variants) checksums.add(await checksumOf(variant.target));
  if (checksums.size !== 1) throw new Error("They do not hand on the same bytes, so there are no figures.");
  const runs = new Map<Variant, Run[]>(variants.map((variant) => [variant, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const variant of round % 2 === 0 ? variants : variants.toReversed())
      runs.get(variant)?.push(await download(variant));
  }
  const yardstick = runs.get(direct) ?? [];
  const rows = [...runs].map(([{ name, process: child }, own]) => {
    const ratios = own.map(
      (run, round) => run.megabytesPerSecond / (yardstick[round]?.megabytesPerSecond ?? Number.NaN),
    );
    return [
      name,
      median(own.map((run) => run.megabytesPerSecond)).toFixed(0),
      median(ratios).toFixed(2),
      Math.min(...ratios).toFixed(2),
      median(own.map((run) => run.firstByteMs)).toFixed(0),
      child === undefined ? "" : median(own.map((run) => run.cpuMsPer100Mb)).toFixed(0),
    ];
  });
  const header = ["", "MB/s", "÷ direct", "worst round", "first byte ms", "CPU ms per 100 MB"];
  console.log(table([header, ...rows]));
}

async function main(megabytes: number, rounds: number, slowSeconds: number): Promise<void> {
  const stack = new AsyncDisposableStack();
  try {
    await benchmark(stack, megabytes, rounds, slowSeconds);
  } finally {
    await stack.disposeAsync();
  }
}

async function benchmark(
  stack: AsyncDisposableStack,
  megabytes: number,
  rounds: number,
  slowSeconds: number,
): Promise<void> {
  const report = terminalReport();
  const dataDir = await temporaryDataFolder();
  stack.defer(() => removeDataFolder(dataDir));
  const database = await startEmbeddedDatabase({ dataDir });
  stack.defer(() => database.stop());
  await migrate({ url: database.url });
  report.done("PostgreSQL is ready");
  const vendor = await start(stack, "source", String(megabytes));
  const address = JSON.stringify(vendor.target);
  const piped = await start(stack, "pipe", address);
  const gated = await start(stack, "gate", address, database.url);
  const direct: Variant = { name: "direct", target: vendor.target };
  const others: Variant[] = [
    { name: "pipe of Node", target: piped.target, process: piped.child },
    { name: "through the gate", target: gated.target, process: gated.child },
  ];
  if (existsSync(".next/BUILD_ID")) {
    const built = await start(stack, "console", address, database.url, dataDir);
    others.push({ name: "through the console", target: built.target, process: built.child });
  } else {
    report.done("There is no build (npm run build), so the console itself is left out");
  }
  report.done(`The parts run; every zip has ${megabytes} MB`);
  await compareThroughput(direct, others, rounds);
  console.log(`\n  ${slowReaders} readers of ${slowBytesPerSecond / 1e6} MB/s each, for ${slowSeconds} s:`);
  const memory: string[][] = [];
  for (const variant of others) memory.push(...(await memoryOfSlowReaders(variant, slowSeconds * 1_000)));
  console.log(table([["", "idle MB", "peak MB", "growth MB", "event loop p99 ms"], ...memory]));
}

const [first = "256", ...rest] = process.argv.slice(2);
if (/^\d+$/.test(first)) {
  const [rounds = "5", slowSeconds = "15"] = rest;
  await main(Number(first), Number(rounds), Number(slowSeconds));
  process.exit();
}
await playPart(first, rest);
