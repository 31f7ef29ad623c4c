import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterEach, expect, test } from "vitest";
import { jobs } from "@/drizzle/schema/jobs";
import { db } from "@/lib/db/connection";
import { startEmbeddedDatabase } from "@/lib/db/embedded";
import { removeDataFolder, temporaryDataFolder } from "@/lib/db/embedded/temporary";
import { testDatabase } from "@/lib/db/testing";
import { wake } from "@/lib/domain/jobs/wake";
import { variableNames } from "@/lib/env/variables";

const { url, owner } = await testDatabase();

/** Every variable empty, so that neither this machine's settings nor its `.env` count. */
const nothing = Object.fromEntries(
  variableNames.flatMap((name) => [name, `${name}_FILE`]).map((name) => [name, ""]),
);
const settings = {
  ...nothing,
  APP_URL: "https://console.example.org",
  AUTH_SECRET: "a-secret-for-tests-and-nothing-else",
  MASTER_KEY: "dGVzdC1tYXN0ZXIta2V5LXRlc3QtbWFzdGVyLWtleSE=",
};

const cleaners: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of cleaners.splice(0).toReversed()) await clean();
});

/** Starts a worker process. What it says is collected by its words. */
function startWorker(more: Record<string, string>) {
  const child = spawn(process.execPath, ["--import", "./lib/scripts/register.mjs", "lib/scripts/worker.ts"], {
    env: { ...process.env, ...settings, ...more },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit").then(([code]) => code as number | null);
  cleaners.push(async () => {
    child.kill("SIGKILL");
    await exited;
  });
  const words: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => words.push(JSON.parse(line).msg));
  const says = (wanted: string) => expect.poll(() => words, { timeout: 15_000 }).toContain(wanted);
  return { child, exited, words, says };
}

test("takes messages of the database of the settings, and ends in order when it is told to", async () => {
  const { child, exited, words, says } = startWorker({ DATABASE_URL: url });
  await says("ready");
  const [job] = await db()
    .insert(jobs)
    .values({
      id: "job_gone",
      kind: "devices.export",
      title: "",
      unit: ["", ""],
      state: "done",
      input: {},
      createdById: "",
      createdBy: "",
    })
    .returning();
  await db().transaction((tx) => wake(tx, job?.id ?? "", 1));
  await expect
    .poll(async () => [...(await owner`select state from pgboss.job where name = 'jobs'`)])
    .toEqual([{ state: "completed" }]);
  child.kill("SIGTERM");
  expect(await exited).toBe(0);
  expect(words.slice(-3)).toEqual(["ready", "draining", "stopped"]);
});

test("finds the database that a console runs in the data folder", async () => {
  const dataDir = await temporaryDataFolder();
  cleaners.push(() => removeDataFolder(dataDir));
  const embedded = await startEmbeddedDatabase({ dataDir, throwAway: true });
  cleaners.push(() => embedded.stop());
  const { child, exited, says } = startWorker({ DATA_DIR: dataDir });
  await says("ready");
  child.kill("SIGINT");
  expect(await exited).toBe(0);
});
