import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Account } from "./account";
import type { Binaries } from "./binaries";
import { commandOf, isAlive, isGone } from "./processes";

const readyWithinMs = 90_000;
const stopWithinMs = 30_000;
const longestLogBytes = 5_000_000;

/** Sane on two cores and little memory; listens on this machine only, and on no socket file. */
const settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: 60,
  shared_buffers: "128MB",
  work_mem: "16MB",
  maintenance_work_mem: "64MB",
  max_wal_size: "1GB",
  autovacuum_max_workers: 2,
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  log_line_prefix: "%m [%p] ",
};

/** For databases that are thrown away: nothing has to survive a power cut. */
const throwAwaySettings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

export interface ServerPlan {
  directory: string;
  port: number;
  logFile: string;
  account: Account | undefined;
  binaries: Binaries;
  throwAway: boolean;
}

/** The port was taken by somebody else in the meantime. */
export class PortTaken extends Error {}

/**
 * Starts the server and waits until it takes connections. It gets a session of its own, so that a Ctrl-C for
 * the console does not take the database from under running requests.
 * @returns the postmaster's process id
 * @throws PortTaken, or an Error with the end of the server's log
 */
export async function startServer(plan: ServerPlan): Promise<number> {
  const { directory, port, logFile, account, binaries, throwAway } = plan;
  const options = Object.entries({ ...settings, ...(throwAway ? throwAwaySettings : {}) });
  const log = openLog(logFile);
  const logStart = statSync(logFile).size;
  const server = spawn(
    binaries.postgres,
    ["-D", directory, "-p", String(port), ...options.flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    {
      ...account,
      cwd: "/",
      detached: true,
      stdio: ["ignore", log, log],
      env: { NODE_ENV: "production", LC_ALL: "C", TZ: "UTC" },
    },
  );
  closeSync(log);
  server.unref();
  let failure: string | undefined;
  server.once("error", (error) => {
    failure = error.message;
  });
  server.once("exit", () => {
    failure ??= readFileSync(logFile).subarray(logStart).toString("utf8").trim();
  });
  const deadline = Date.now() + readyWithinMs;
  while (!isReady(directory, server.pid)) {
    if (failure?.includes("could not bind")) throw new PortTaken();
    if (failure !== undefined) throw new Error(`PostgreSQL did not start: ${lastLines(failure)}`);
    if (Date.now() > deadline) {
      server.kill("SIGQUIT");
      throw new Error(`PostgreSQL was not ready after ${readyWithinMs / 1000} s; see ${logFile}`);
    }
    await sleep(20);
  }
  return Number(server.pid);
}

/** Fast shutdown: running statements are ended, everything committed is on disk. Waits until the process is gone. */
export async function stopServer(pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  process.kill(pid, "SIGINT");
  if (await isGone(pid, stopWithinMs)) return;
  // Immediate shutdown: the next start recovers from the log.
  process.kill(pid, "SIGQUIT");
  if (!(await isGone(pid, stopWithinMs))) throw new Error(`PostgreSQL (process ${pid}) does not stop.`);
}

/** Ends a server that a killed console left behind in this directory, and its traces. */
export async function stopAbandoned(directory: string): Promise<void> {
  const pid = Number(pidFile(directory)[0]);
  if (Number.isInteger(pid) && pid > 0 && isAlive(pid)) {
    if (commandOf(pid).includes(directory)) await stopServer(pid);
    // The id belongs to a stranger by now; Postgres would take it for a living server and refuse.
    else rmSync(join(directory, "postmaster.pid"), { force: true });
  }
}

/** Lines of postmaster.pid: process id first, state eighth (PostgreSQL's pidfile.h). */
function pidFile(directory: string): string[] {
  const file = join(directory, "postmaster.pid");
  return existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
}

function isReady(directory: string, pid: number | undefined): boolean {
  const lines = pidFile(directory);
  return Number(lines[0]) === pid && lines[7]?.trim() === "ready";
}

function openLog(logFile: string): number {
  const tooLong = existsSync(logFile) && statSync(logFile).size > longestLogBytes;
  return openSync(logFile, tooLong ? "w" : "a", 0o600);
}

function lastLines(log: string): string {
  return log.split("\n").slice(-4).join(" | ");
}
