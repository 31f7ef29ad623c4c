import { execFileSync, spawnSync } from "node:child_process";

/** The user that Postgres runs as; undefined: the user this process has. */
export interface Account {
  uid: number;
  gid: number;
}

const accountName = "postgres";

/**
 * Postgres refuses to run as root. Then the machine's `postgres` user runs it, and is made when there is none,
 * as Debian's package would. @throws when it can neither be found nor made
 */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const known = lookUp();
  if (known !== undefined) return known;
  spawnSync("useradd", [
    "--system",
    "--user-group",
    "--no-create-home",
    "--shell",
    "/usr/sbin/nologin",
    accountName,
  ]);
  const made = lookUp();
  if (made === undefined) {
    throw new Error(
      `PostgreSQL does not run as root, and no user "${accountName}" could be made. Run as another user, or set DATABASE_URL.`,
    );
  }
  return made;
}

/** Whether the account may enter the folder, all folders above it included. */
export function canEnter(account: Account | undefined, folder: string): boolean {
  return (
    spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...account, stdio: "ignore", cwd: "/" })
      .status === 0
  );
}

function lookUp(): Account | undefined {
  try {
    const id = (flag: string) =>
      Number(execFileSync("id", [flag, accountName], { stdio: ["ignore", "pipe", "ignore"] }));
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return undefined;
  }
}
