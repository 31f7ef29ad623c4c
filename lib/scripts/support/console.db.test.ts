import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { db } from "@/lib/db/connection";
import { enqueue } from "@/lib/db/queue";
import { testDatabase } from "@/lib/db/testing";
import { completeEnv, env } from "@/lib/env";
import { stateAnswer } from "@/lib/sandbox/control-contract";
import { type RunningConsole, startConsole } from "./console";

const { url, owner } = await testDatabase();

/** What happened, in its order. Next is left out: it takes a build. */
const happened: string[] = [];
vi.mock("./web-server", () => ({
  startWebServer: async () => {
    happened.push("web server starts");
    return {
      port: 3000,
      async stop() {
        happened.push("web server stops");
        // Until the last request is answered it may send messages.
        await db().transaction((tx) => enqueue(tx, "jobs", { jobId: "job_late" }, { key: "late" }));
      },
    };
  },
}));

const said: string[] = [];
const report = { doing: () => {}, done: (what: string) => said.push(what) };
let running: RunningConsole | undefined;

beforeEach(() => {
  happened.length = 0;
  said.length = 0;
});

afterEach(async () => {
  await running?.stop();
  running = undefined;
});

async function start(
  settings: Partial<Record<"WORKER" | "JOB_LANES" | "SANDBOX" | "PORT" | "HOST", string>>,
): Promise<RunningConsole> {
  completeEnv({ DATABASE_URL: url, WORKER: "", JOB_LANES: "", ...settings });
  running = await startConsole({ report });
  return running;
}

/** What pg-boss has open. */
const connections = async () =>
  (
    await owner`select from pg_stat_activity where datname = current_database() and application_name = 'muniment queue'`
  ).length;

test("jobs run in the console's process unless the settings say otherwise", async () => {
  await start({ JOB_LANES: "2" });
  expect(said.at(-1)).toBe("Jobs run here, 2 calls at the same time at most");
  expect(await connections()).toBeGreaterThan(0);
});

test("a console without jobs says so, and can still send messages", async () => {
  const { stop } = await start({ WORKER: "none" });
  expect(said.at(-1)).toContain("WORKER=none");
  await expect.poll(connections).toBe(0);
  await stop();
  expect(happened).toEqual(["web server starts", "web server stops"]);
  expect(await owner`select from pgboss.job where data ->> 'jobId' = 'job_late'`).toHaveLength(1);
});

test("everything is closed in the end, whatever requests did until then", async () => {
  const { stop } = await start({});
  await stop();
  await expect.poll(connections).toBe(0);
  expect(() => db()).toThrow("The database is not open");
});

test("u-blox's hooks lead from the sandbox to the console, at an address of https", async () => {
  const { sandboxControlUrl } = await start({ SANDBOX: "on", PORT: "3000", HOST: "0.0.0.0" });
  const { HOOKS_URL } = env();
  expect(HOOKS_URL).toMatch(/^https:/);
  const { settings } = stateAnswer.parse(await (await fetch(`${sandboxControlUrl}/state`)).json());
  expect(settings.ublox.hookRoutes).toEqual([{ from: HOOKS_URL, to: "http://127.0.0.1:3000" }]);
});
