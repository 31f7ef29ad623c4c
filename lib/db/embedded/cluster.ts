import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import { type Account, canEnter } from "./account";
import { type Binaries, systemFolder } from "./binaries";

/** What a database cluster is reached by; kept beside it, readable by its owner only. */
const clusterFile = z.object({
  directory: z.string(),
  password: z.string(),
  port: z.number().int().optional(),
});
export type Cluster = z.infer<typeof clusterFile>;

/** The user that owns the cluster and everything in it. */
export const ownerName = "muniment";

const recordIn = (dataDir: string) => join(dataDir, "postgres.json");

/** Finds the cluster of a data folder, and makes it when there is none. */
export function openCluster(dataDir: string, binaries: Binaries, account: Account | undefined): Cluster {
  const known = readCluster(dataDir);
  if (known !== undefined && existsSync(join(known.directory, "PG_VERSION"))) return known;
  const cluster = { directory: placeFor(dataDir, account), password: randomBytes(24).toString("base64url") };
  initialize(cluster, binaries, account);
  saveCluster(dataDir, cluster);
  return cluster;
}

/** Remembers a cluster, its port included, for the next start. */
export function saveCluster(dataDir: string, cluster: Cluster): void {
  const unfinished = `${recordIn(dataDir)}.new`;
  writeFileSync(unfinished, JSON.stringify(cluster, null, 2), { mode: 0o600 });
  renameSync(unfinished, recordIn(dataDir));
}

/** Deletes the cluster of a data folder, wherever it lies. The server must not be running. */
export function deleteCluster(dataDir: string): void {
  const known = readCluster(dataDir);
  if (known !== undefined) rmSync(known.directory, { recursive: true, force: true });
  rmSync(recordIn(dataDir), { force: true });
}

export function readCluster(dataDir: string): Cluster | undefined {
  if (!existsSync(recordIn(dataDir))) return undefined;
  return clusterFile.parse(JSON.parse(readFileSync(recordIn(dataDir), "utf8")));
}

/** Inside the data folder, or in the system's place when the server's account cannot enter that. */
function placeFor(dataDir: string, account: Account | undefined): string {
  if (account === undefined || canEnter(account, dataDir)) return join(dataDir, "postgres");
  const name = createHash("sha256").update(dataDir).digest("hex").slice(0, 12);
  return join(systemFolder, `data-${name}`);
}

function initialize(
  { directory, password }: Cluster,
  binaries: Binaries,
  account: Account | undefined,
): void {
  // Made under another name and moved when done, so that an interrupted start leaves nothing half made.
  const unfinished = `${directory}.new`;
  const passwordFile = join(tmpdir(), `muniment-${randomBytes(8).toString("hex")}`);
  mkdirSync(dirname(directory), { recursive: true });
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  try {
    if (account !== undefined) {
      for (const path of [unfinished, passwordFile]) chownSync(path, account.uid, account.gid);
    }
    chmodSync(unfinished, 0o700);
    // The builtin locale sorts the same on every machine, whatever its C library.
    const arguments_ = [
      `--pgdata=${unfinished}`,
      `--username=${ownerName}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--no-instructions",
    ];
    const { status, stderr, error } = spawnSync(binaries.initdb, arguments_, {
      ...account,
      cwd: "/",
      encoding: "utf8",
      stdio: ["ignore", "ignore", "pipe"],
    });
    if (status !== 0) throw new Error(`PostgreSQL's initdb failed: ${error?.message ?? stderr.trim()}`);
    rmSync(directory, { recursive: true, force: true });
    renameSync(unfinished, directory);
  } finally {
    unlinkSync(passwordFile);
    rmSync(unfinished, { recursive: true, force: true });
  }
}
