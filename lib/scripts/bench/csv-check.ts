import { createReadStream, createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import postgres, { type Sql } from "postgres";
import { systemActor } from "@/lib/access/actor";
import { whitelist } from "@/lib/contract/whitelist";
import { closeDatabase, openDatabase } from "@/lib/db/connection";
import { startEmbeddedDatabase } from "@/lib/db/embedded";
import { removeDataFolder, temporaryDataFolder } from "@/lib/db/embedded/temporary";
import { newId } from "@/lib/db/ids";
import { migrate } from "@/lib/db/migrate";
import { checkImport } from "@/lib/domain/whitelist-import/check-import";
import { performInRecords } from "@/lib/operations/perform";
import { type Random, randomFrom } from "@/lib/sandbox/kit/random";
import { table, terminalReport } from "../support/report";

// The check of a whitelist file of a million rows, beside the least that a database can do with the same file: COPY
// into a staging table and one SQL statement that merges it. Both run in turn, on the same PostgreSQL:
//   node --import ./lib/scripts/register.mjs lib/scripts/bench/csv-check.ts [rows] [rounds]
const rows = Number(process.argv[2] ?? 1_000_000);
const rounds = Number(process.argv[3] ?? 3);

interface Figures {
  seconds: number;
  /** Peak of this process above what it held before; PostgreSQL is another process. */
  growthMb: number;
  longestDelayMs: number;
}

/** One in a hundred lines is bad, one in a hundred says an earlier one again, one in ten is quoted. */
function* file(random: Random): Generator<string> {
  yield "Id,Type,Action\n";
  const earlier: string[] = [];
  let page = "";
  for (let row = 0; row < rows; row++) {
    const repeats = random.chance(0.01) && earlier.length > 0;
    const uid = repeats ? random.pick(earlier) : random.hex(16);
    if (row % 1_000 === 0) earlier.push(uid);
    const id = random.chance(0.01) ? uid.slice(0, 15) : uid;
    page += random.chance(0.1) ? `"${id}","ROTPublicUID","ADD"\n` : `${id},ROTPublicUID,ADD\n`;
    if (row % 1_000 === 999 || row === rows - 1) {
      yield page;
      page = "";
    }
  }
}

async function check(path: string): Promise<{ rows: number; bad: number }> {
  const upload = new Request("http://127.0.0.1/api/v1/whitelist/imports", {
    method: "POST",
    body: Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>,
    duplex: "half",
  });
  const actor = systemActor("bench");
  const checked = await performInRecords(
    {
      actor,
      action: whitelist.checkImport.operationId,
      permission: whitelist.checkImport.permission,
      subject: { type: "whitelist-import", id: "bench.csv" },
      requestId: newId("req"),
    },
    (permit, note) => checkImport(permit, { fileName: "bench.csv", upload, actor, note }),
  );
  return { rows: checked.rows.good, bad: checked.rows.bad };
}

async function copyAndMerge(sql: Sql, path: string): Promise<{ rows: number; bad: number }> {
  await sql`drop table if exists bench_staging, bench_merged`;
  await sql`create unlogged table bench_staging (id text, type text, action text)`;
  await sql`create table bench_merged (id text primary key, action text not null)`;
  await pipeline(
    createReadStream(path),
    await sql`copy bench_staging from stdin with (format csv, header)`.writable(),
  );
  const merged = await sql`
    insert into bench_merged (id, action)
    select lower(id), action from bench_staging
    where id ~* '^[0-9a-f]{16}$' and type = 'ROTPublicUID' and action in ('ADD', 'DELETE')
    on conflict (id) do nothing`;
  return { rows: merged.count, bad: rows - merged.count };
}

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

async function measure(work: () => Promise<unknown>): Promise<Figures> {
  collectGarbage();
  const before = process.memoryUsage.rss();
  let peak = before;
  const sampling = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 10);
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const startedAtMs = performance.now();
  await work();
  const seconds = (performance.now() - startedAtMs) / 1_000;
  delays.disable();
  clearInterval(sampling);
  return { seconds, growthMb: (peak - before) / 1024 / 1024, longestDelayMs: delays.max / 1e6 };
}

function median(numbers: number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function figuresOf(name: string, runs: Figures[]): string[] {
  const seconds = median(runs.map((run) => run.seconds));
  return [
    name,
    seconds.toFixed(2),
    Math.round(rows / seconds).toLocaleString("en-US"),
    Math.max(...runs.map((run) => run.growthMb)).toFixed(0),
    Math.max(...runs.map((run) => run.longestDelayMs)).toFixed(0),
  ];
}

async function compare(sql: Sql, path: string): Promise<void> {
  const checks: Figures[] = [];
  const merges: Figures[] = [];
  for (let round = 0; round < rounds; round++) {
    // In turn, and the other one first each time, so that neither has the quieter machine.
    const both = [
      async () => checks.push(await measure(() => check(path))),
      async () => merges.push(await measure(() => copyAndMerge(sql, path))),
    ];
    for (const one of round % 2 === 0 ? both : both.toReversed()) await one();
  }
  const ratios = checks.map((run, round) => run.seconds / (merges[round]?.seconds ?? Number.NaN));
  console.log(
    table([
      ["", "seconds (median)", "rows per second", "MB more (worst)", "longest delay ms (worst)"],
      figuresOf("check of the whitelist file", checks),
      figuresOf("COPY + merge", merges),
    ]),
  );
  console.log(
    `  check ÷ (COPY + merge): median ${median(ratios).toFixed(2)}, worst ${Math.max(...ratios).toFixed(2)}`,
  );
}

async function run(): Promise<void> {
  const report = terminalReport();
  await using stack = new AsyncDisposableStack();
  const path = join(tmpdir(), `muniment-bench-${process.pid}.csv`);
  stack.defer(() => rm(path, { force: true }));
  await pipeline(file(randomFrom("whitelist")), createWriteStream(path));
  report.done(`Wrote a file of ${rows.toLocaleString("en-US")} rows`);
  const dataDir = await temporaryDataFolder();
  stack.defer(() => removeDataFolder(dataDir));
  const database = await startEmbeddedDatabase({ dataDir });
  stack.defer(() => database.stop());
  await migrate({ url: database.url });
  await openDatabase(database.url);
  stack.defer(closeDatabase);
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  stack.defer(() => sql.end());
  const [checked, merged] = [await check(path), await copyAndMerge(sql, path)];
  if (checked.rows !== merged.rows || checked.bad !== merged.bad) {
    throw new Error(
      `The two do not agree: ${JSON.stringify(checked)} and ${JSON.stringify(merged)}. No figures.`,
    );
  }
  report.done(
    `Both find ${checked.rows.toLocaleString("en-US")} good rows and ${checked.bad.toLocaleString("en-US")} bad ones`,
  );
  await compare(sql, path);
}

await run();
