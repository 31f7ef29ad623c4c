import { existsSync, mkdtempSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startOf } from "./processes";
import { removeDataFolder, temporaryDataFolder } from "./temporary";

function folder(owner?: { pid: number; start: string }): string {
  const path = mkdtempSync(join(tmpdir(), "muniment-test-"));
  if (owner !== undefined) writeFileSync(join(path, "owner.json"), JSON.stringify(owner));
  return path;
}

test("clears away what killed runs left, and nothing that is in use or being taken", async () => {
  const killed = folder({ pid: process.pid, start: "another time" });
  const inUse = folder({ pid: process.pid, start: startOf(process.pid) });
  const beingTaken = folder();
  const old = folder();
  utimesSync(old, new Date(0), new Date(0));

  const fresh = await temporaryDataFolder();
  expect([killed, inUse, beingTaken, old, fresh].map((path) => existsSync(path))).toEqual([
    false,
    true,
    true,
    false,
    true,
  ]);
  // PostgreSQL's own account passes through, and sees no names.
  expect(statSync(fresh).mode & 0o777).toBe(0o711);

  writeFileSync(join(inUse, "owner.json"), JSON.stringify({ pid: process.pid, start: "another time" }));
  for (const path of [inUse, beingTaken, fresh]) await removeDataFolder(path);
});
