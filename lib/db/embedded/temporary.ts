import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deleteEmbeddedDatabase, ownerFileIn } from "../embedded";
import { livingOwner } from "./ownership";

const prefix = "muniment-test-";

/**
 * An empty data folder for one test run. Before, what killed test runs left behind is cleared away, their running
 * servers included.
 */
export async function temporaryDataFolder(): Promise<string> {
  const names = readdirSync(tmpdir()).filter((name) => name.startsWith(prefix));
  for (const folder of names.map((name) => join(tmpdir(), name))) {
    const file = ownerFileIn(folder);
    if (existsSync(file) && livingOwner(file) === undefined) await removeDataFolder(folder);
  }
  const folder = mkdtempSync(join(tmpdir(), prefix));
  // Run by root, PostgreSQL's own account has to pass through; otherwise the cluster would lie elsewhere.
  chmodSync(folder, 0o711);
  return folder;
}

/** Removes a data folder whose server is stopped. */
export async function removeDataFolder(folder: string): Promise<void> {
  await deleteEmbeddedDatabase(folder);
  rmSync(folder, { recursive: true, force: true });
}
