import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { isAlive, startOf } from "./processes";

const ownerFile = z.object({ pid: z.number().int(), start: z.string() });

/**
 * Takes a data folder for this process. A process that ended without giving it back, by SIGKILL or a power cut,
 * is told from a living one by its start time.
 * @returns gives the folder back
 * @throws when another living process has it
 */
export function takeOwnership(file: string, folder: string): () => void {
  const mine = JSON.stringify({ pid: process.pid, start: startOf(process.pid) });
  for (let attempt = 0; ; attempt += 1) {
    try {
      writeFileSync(file, mine, { flag: "wx", mode: 0o600 });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    const owner = livingOwner(file);
    if (owner !== undefined || attempt > 5) {
      const who = owner === undefined ? "another process" : `process ${owner}`;
      throw new Error(
        `The database in ${folder} is in use by ${who}. Stop that Muniment first, or set DATA_DIR to another folder.`,
      );
    }
    rmSync(file, { force: true });
  }
}

/** The living process that has a data folder; undefined when nobody has it. */
export function livingOwner(file: string): number | undefined {
  try {
    const { pid, start } = ownerFile.parse(JSON.parse(readFileSync(file, "utf8")));
    return isAlive(pid) && startOf(pid) === start ? pid : undefined;
  } catch {
    // Unreadable or cut short: whoever wrote it did not live to finish.
    return undefined;
  }
}
