import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deleteEmbeddedDatabase, ownerFileIn } from "../embedded";
import { livingOwner } from "./ownership";

const prefix = "muniment-test-";
/** Between making a folder and taking it lie milliseconds; this is generous. */
const takenWithinMs = 10 * 60_000;

/**
 * An empty data folder for one test run. Before, what killed test runs left behind is cleared away, their running
 * servers included.
 */
export async function temporaryDataFolder(): Promise<string> {
  const names = readdirSync(tmpdir()).filter((name) => name.startsWith(prefix));
  for (const folder of names.map((name) => join(tmpdir(), name))) {
    if (isAbandoned(folder)) await removeDataFolder(folder);
  }
  const folder = mkdtempSync(join(tmpdir(), prefix));
  // Run by root, PostgreSQL's own account has to pass through; otherwise the cluster would lie elsewhere.
  chmodSync(folder, 0o711);
  return folder;
}

/** A folder without an owner file was given back by a process that could not finish, or is just being taken. */
function isAbandoned(folder: string): boolean {
  const file = ownerFileIn(folder);
  if (existsSync(file)) return livingOwner(file) === undefined;
  return Date.now() - statSync(folder).mtimeMs > takenWithinMs;
}

/** Removes a data folder whose server is stopped. */
export async function removeDataFolder(folder: string): Promise<void> {
  await deleteEmbeddedDatabase(folder);
  rmSync(folder, { recursive: true, force: true });
}
