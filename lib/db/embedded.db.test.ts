import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { deleteEmbeddedDatabase, type EmbeddedDatabase, startEmbeddedDatabase } from "./embedded";
import { readCluster } from "./embedded/cluster";
import { isAlive } from "./embedded/processes";
import { removeDataFolder, temporaryDataFolder } from "./embedded/temporary";

let dataDir: string;
const stoppers: (() => Promise<void>)[] = [];

beforeEach(async () => {
  dataDir = await temporaryDataFolder();
});

afterEach(async () => {
  for (const stop of stoppers.splice(0)) await stop();
  await removeDataFolder(dataDir);
});

async function start(): Promise<EmbeddedDatabase> {
  const database = await startEmbeddedDatabase({ dataDir, throwAway: true });
  stoppers.push(() => database.stop());
  return database;
}

/** Runs statements in a database, on a connection of their own. */
async function run(url: string, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) rows = [...(await sql.unsafe(statement))];
    return rows;
  } finally {
    await sql.end();
  }
}

function postmaster(): number {
  const directory = readCluster(dataDir)?.directory ?? "";
  return Number(readFileSync(join(directory, "postmaster.pid"), "utf8").split("\n")[0]);
}

/** Starts the database of the folder in another process; resolves when it runs. */
async function startElsewhere(): Promise<ChildProcess> {
  const program = `
    import { startEmbeddedDatabase } from "@/lib/db/embedded";
    const { port } = await startEmbeddedDatabase({ dataDir: ${JSON.stringify(dataDir)}, throwAway: true });
    process.on("SIGTERM", () => process.exit(0));
    setInterval(() => {}, 1000);
    console.log(port);`;
  const child = spawn(
    process.execPath,
    ["--import", "./lib/scripts/register.mjs", "--input-type=module", "--eval", program],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const started = once(child.stdout, "data");
  const ended = once(child, "exit").then(() => Promise.reject(new Error("The other process ended at once.")));
  await Promise.race([started, ended]);
  ended.catch(() => {});
  return child;
}

test("starts PostgreSQL 18 with UTF-8, on this machine only, and keeps data, port and password", async () => {
  const first = await start();
  expect(new URL(first.url).hostname).toBe("127.0.0.1");
  expect(first.port).toBeLessThan(32_768);
  const [facts] = await run(
    first.url,
    "create table kept (word text)",
    "insert into kept values ('Grüße')",
    `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding,
            current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets`,
  );
  expect(facts).toMatchObject({ encoding: "UTF8", addresses: "127.0.0.1", sockets: "" });
  expect(Number(facts?.version)).toBeGreaterThanOrEqual(180_000);
  await first.stop();

  const second = await start();
  expect(second.url).toBe(first.url);
  expect(await run(second.url, "select word from kept")).toEqual([{ word: "Grüße" }]);
});

test("lets nobody in without the password, which only the owner of the folder can read", async () => {
  const { url } = await start();
  const wrong = new URL(url);
  wrong.password = "guessed";
  await expect(run(wrong.href, "select 1")).rejects.toMatchObject({ code: "28P01" });
  expect(statSync(join(dataDir, "postgres.json")).mode & 0o077).toBe(0);
});

test("stopping waits until the server is gone", async () => {
  const database = await start();
  const pid = postmaster();
  await database.stop();
  expect(isAlive(pid)).toBe(false);
  await database.stop();
});

test("a folder in use by a living process is refused, and said to be", async () => {
  const other = await startElsewhere();
  stoppers.push(async () => {
    other.kill("SIGTERM");
    await once(other, "exit");
  });
  await expect(start()).rejects.toThrow(`is in use by process ${other.pid}. Stop that Muniment first`);
  await expect(deleteEmbeddedDatabase(dataDir)).rejects.toThrow("is in use");
});

test("after SIGKILL the next start ends the server left behind and keeps its data", async () => {
  const other = await startElsewhere();
  const abandoned = postmaster();
  other.kill("SIGKILL");
  await once(other, "exit");
  expect(isAlive(abandoned)).toBe(true);

  const database = await start();
  expect(isAlive(abandoned)).toBe(false);
  expect(await run(database.url, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("the server ends with its process", async () => {
  const other = await startElsewhere();
  const pid = postmaster();
  other.kill("SIGTERM");
  await once(other, "exit");
  for (let waited = 0; isAlive(pid) && waited < 5_000; waited += 50) await sleep(50);
  expect(isAlive(pid)).toBe(false);
});

test("a stranger that has the process id of a dead server by now does not stand in the way", async () => {
  const first = await start();
  await first.stop();
  const directory = readCluster(dataDir)?.directory ?? "";
  writeFileSync(
    join(directory, "postmaster.pid"),
    `${process.pid}\n${directory}\n0\n5432\n\n127.0.0.1\n\nready\n`,
  );
  const second = await start();
  expect(await run(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("another port is used while the remembered one is taken", async () => {
  const first = await start();
  await first.stop();
  const squatter = createServer().listen(first.port, "127.0.0.1");
  await once(squatter, "listening");
  stoppers.push(async () => {
    squatter.close();
  });
  const second = await start();
  expect(second.port).not.toBe(first.port);
  expect(await run(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("deleting leaves nothing to come back to", async () => {
  const first = await start();
  await run(first.url, "create table kept (word text)");
  await first.stop();
  await deleteEmbeddedDatabase(dataDir);
  const second = await start();
  await expect(run(second.url, "select * from kept")).rejects.toMatchObject({ code: "42P01" });
});
