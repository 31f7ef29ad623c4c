import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { serverAccount } from "./embedded/account";
import { findBinaries } from "./embedded/binaries";
import {
  type Cluster,
  deleteCluster,
  openCluster,
  ownerName,
  readCluster,
  saveCluster,
} from "./embedded/cluster";
import { freePort, isFree } from "./embedded/free-port";
import { livingOwner, takeOwnership } from "./embedded/ownership";
import { PortTaken, type ServerPlan, startServer, stopAbandoned, stopServer } from "./embedded/server";

/** A PostgreSQL server of our own, for this process alone. */
export interface EmbeddedDatabase {
  /** Connects as the owner: `postgres://muniment:…@127.0.0.1:port/muniment`. Holds the password. */
  url: string;
  port: number;
  /** Ends the server and waits for it. May be called more than once. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Absolute folder; the cluster, its password, port and log are kept in it. */
  dataDir: string;
  /** Nothing has to survive a power cut: for tests. */
  throwAway?: boolean;
}

const databaseName = "muniment";

/**
 * Starts PostgreSQL 18 in a data folder and creates it at the first start. What a killed process left behind is
 * cleared away; a folder that a living process uses is refused. The server ends with this process, except
 * after SIGKILL: then the next start ends it.
 */
export async function startEmbeddedDatabase({
  dataDir,
  throwAway = false,
}: EmbeddedOptions): Promise<EmbeddedDatabase> {
  if (process.platform === "win32") {
    throw new Error("The embedded PostgreSQL does not run on Windows. Set DATABASE_URL, or use WSL.");
  }
  mkdirSync(dataDir, { recursive: true });
  const release = takeOwnership(ownerFileIn(dataDir), dataDir);
  try {
    const account = serverAccount();
    const binaries = findBinaries(account);
    const cluster = openCluster(dataDir, binaries, account);
    await stopAbandoned(cluster.directory);
    const logFile = join(dataDir, "postgres.log");
    const { directory } = cluster;
    const { pid, port } = await startOnFreePort(cluster, {
      directory,
      logFile,
      account,
      binaries,
      throwAway,
    });
    saveCluster(dataDir, { ...cluster, port });
    return await serving(pid, port, cluster.password, release);
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * The address, as the owner, of the embedded database that another process runs in a folder; undefined when none does.
 * It holds the password, so it is found by whoever may read the folder.
 */
export function findEmbeddedDatabase(dataDir: string): string | undefined {
  if (livingOwner(ownerFileIn(dataDir)) === undefined) return undefined;
  const cluster = readCluster(dataDir);
  return cluster?.port === undefined ? undefined : addressOf(cluster.port, cluster.password, databaseName);
}

/** Deletes the embedded database of a folder for good. @throws when a living process uses it */
export async function deleteEmbeddedDatabase(dataDir: string): Promise<void> {
  mkdirSync(dataDir, { recursive: true });
  const release = takeOwnership(ownerFileIn(dataDir), dataDir);
  try {
    const cluster = readCluster(dataDir);
    if (cluster !== undefined) await stopAbandoned(cluster.directory);
    deleteCluster(dataDir);
    rmSync(join(dataDir, "postgres.log"), { force: true });
  } finally {
    release();
  }
}

/** Where a data folder says which process has it. */
export const ownerFileIn = (dataDir: string) => join(dataDir, "owner.json");

async function startOnFreePort(
  cluster: Cluster,
  plan: Omit<ServerPlan, "port">,
): Promise<{ pid: number; port: number }> {
  const remembered = cluster.port !== undefined && (await isFree(cluster.port)) ? cluster.port : undefined;
  for (let attempt = 0; ; attempt += 1) {
    const port = attempt === 0 && remembered !== undefined ? remembered : await freePort();
    try {
      return { pid: await startServer({ ...plan, port }), port };
    } catch (error) {
      if (!(error instanceof PortTaken) || attempt === 5) throw error;
    }
  }
}

async function serving(
  pid: number,
  port: number,
  password: string,
  release: () => void,
): Promise<EmbeddedDatabase> {
  const endWithProcess = () => {
    try {
      process.kill(pid, "SIGINT");
    } catch {
      // Gone already.
    }
    release();
  };
  process.once("exit", endWithProcess);
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= stopServer(pid).finally(() => {
      process.off("exit", endWithProcess);
      release();
    });
    return stopping;
  };
  try {
    await createDatabase(addressOf(port, password, "postgres"));
    return { url: addressOf(port, password, databaseName), port, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function addressOf(port: number, password: string, database: string): string {
  return `postgres://${ownerName}:${password}@127.0.0.1:${port}/${database}`;
}

async function createDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [found] = await sql`select from pg_database where datname = ${databaseName}`;
    if (found === undefined) await sql`create database ${sql(databaseName)}`;
  } finally {
    await sql.end();
  }
}
