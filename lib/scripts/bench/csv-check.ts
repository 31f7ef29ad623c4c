import { execFile } from "node:child_process";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import postgres, { type Sql } from "postgres";
import { z } from "zod";
import { startEmbeddedDatabase } from "@/lib/db/embedded";
import { removeDataFolder, temporaryDataFolder } from "@/lib/db/embedded/temporary";
import { readWhitelistFile } from "@/lib/domain/whitelist-import/read-file";
import { uploadedBytes } from "@/lib/domain/whitelist-import/upload";
import { randomFrom } from "@/lib/sandbox/kit/random";
import { table, terminalReport } from "../support/report";
import { cost, median, watched } from "./measure";
import { type Found, fileOf, merge } from "./whitelist-file";

// Reading a whitelist file of a million rows and judging every line of it, beside the least that a database can do with
// the same file: COPY into a staging table and one SQL statement that merges it. They take turns, each run in a process
// of its own:
//   node --import ./lib/scripts/register.mjs lib/scripts/bench/csv-check.ts [rows] [rounds]

/** What is measured: takes the whole file, and says what it found. */
type Work = (path: string, sql: Sql) => Promise<Found>;

const works = { check, merge } satisfies Record<string, Work>;

const measured = cost.extend({ found: z.object({ good: z.number(), bad: z.number() }) });
type Measured = z.output<typeof measured>;

async function check(path: string): Promise<Found> {
  const body = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array<ArrayBuffer>>;
  const upload = { body, headers: new Headers(), signal: new AbortController().signal };
  const found: Found = { good: 0, bad: 0 };
  for await (const rows of readWhitelistFile(uploadedBytes(upload))) {
    for (const { skip } of rows) found[skip === undefined ? "good" : "bad"] += 1;
  }
  return found;
}

/** In the child process: once with the small file to warm up, then with the large one under watch. */
async function measure(work: Work, url: string, smallFile: string, file: string): Promise<Measured> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await work(smallFile, sql);
  const { value: found, cost: spent } = await watched(() => work(file, sql));
  await sql.end();
  return { found, ...spent };
}

async function measureInChild(work: keyof typeof works, ...args: string[]): Promise<Measured> {
  const [, program = ""] = process.argv;
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...process.execArgv,
    program,
    work,
    ...args,
  ]);
  return measured.parse(JSON.parse(stdout));
}

function figuresOf(name: string, rows: number, runs: Measured[]): string[] {
  const seconds = median(runs.map((run) => run.seconds));
  return [
    name,
    seconds.toFixed(2),
    Math.round(rows / seconds).toLocaleString("en-US"),
    Math.max(...runs.map((run) => run.growthMb)).toFixed(0),
    Math.max(...runs.map((run) => run.longestDelayMs)).toFixed(0),
    Math.max(...runs.map((run) => run.longestWorkMs)).toFixed(0),
  ];
}

async function compare(
  rows: number,
  rounds: number,
  ...args: [url: string, smallFile: string, file: string]
) {
  const checks: Measured[] = [];
  const merges: Measured[] = [];
  for (let round = 0; round < rounds; round++) {
    // In turn, and the other one first each time, so that neither has the quieter machine.
    const both = [
      async () => checks.push(await measureInChild("check", ...args)),
      async () => merges.push(await measureInChild("merge", ...args)),
    ];
    for (const one of round % 2 === 0 ? both : both.toReversed()) await one();
  }
  const found = new Set([...checks, ...merges].map((run) => JSON.stringify(run.found)));
  if (found.size !== 1)
    throw new Error(`They do not agree, so there are no figures: ${[...found].join(" ")}`);
  console.log(
    table([
      ["", "seconds", "rows per second", "MB more", "longest delay ms", "of it own work"],
      figuresOf("reading and judging", rows, checks),
      figuresOf("COPY + merge", rows, merges),
    ]),
  );
  const ratios = checks.map((run, round) => run.seconds / (merges[round]?.seconds ?? Number.NaN));
  console.log(
    `  reading and judging ÷ (COPY + merge): median ${median(ratios).toFixed(2)}, worst ${Math.max(...ratios).toFixed(2)}. ` +
      `Both found ${[...found].join()}`,
  );
}

async function main(rows: number, rounds: number): Promise<void> {
  const stack = new AsyncDisposableStack();
  try {
    await benchmark(stack, rows, rounds);
  } finally {
    await stack.disposeAsync();
  }
}

async function benchmark(stack: AsyncDisposableStack, rows: number, rounds: number): Promise<void> {
  const report = terminalReport();
  const folder = await mkdtemp(join(tmpdir(), "muniment-bench-"));
  stack.defer(() => rm(folder, { recursive: true }));
  const [small, large] = [join(folder, "small.csv"), join(folder, "large.csv")];
  await pipeline(fileOf(10_000, randomFrom("small")), createWriteStream(small));
  await pipeline(fileOf(rows, randomFrom("large")), createWriteStream(large));
  report.done(`Wrote a file of ${rows.toLocaleString("en-US")} rows`);
  const dataDir = await temporaryDataFolder();
  stack.defer(() => removeDataFolder(dataDir));
  const database = await startEmbeddedDatabase({ dataDir });
  stack.defer(() => database.stop());
  report.done("PostgreSQL is ready");
  await compare(rows, rounds, database.url, small, large);
}

const [first = "1000000", second = "3", smallFile = "", largeFile = ""] = process.argv.slice(2);
if (first === "check" || first === "merge") {
  process.stdout.write(JSON.stringify(await measure(works[first], second, smallFile, largeFile)));
} else {
  await main(Number(first), Number(second));
}
