import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sealedChain } from "@/lib/audit/testing-chain";

let folder: string;
let file: string;
const chain = sealedChain(5);
const head = `5:${chain.at(-1)?.hash}`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "muniment-verify-"));
  file = join(folder, "audit.jsonl");
  await write(chain);
});
afterAll(() => rm(folder, { recursive: true }));

const write = (entries: readonly object[]) =>
  writeFile(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));

/** Runs the command as npm does, with an environment that holds no settings. */
function verify(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const command = ["--import", "./lib/scripts/register.mjs", "lib/scripts/audit-verify.ts", ...args];
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      command,
      { env: { NODE_ENV: "production" } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

test("an intact export: 0, and the head to keep", async () => {
  const { code, stdout } = await verify(file);
  expect(code).toBe(0);
  expect(stdout).toContain("Checked 5 entries");
  expect(stdout).toContain(`Head: ${head}`);
});

test("the printed head fits the option", async () => {
  const { code, stdout } = await verify(file, "--head", head);
  expect(code).toBe(0);
  expect(stdout).toContain("The known head, entry 5, is in its place.");
});

test("a changed entry: 1, named", async () => {
  await write(
    chain.map((entry, index) => (index === 2 ? { ...entry, actorName: "eve@example.com" } : entry)),
  );
  const { code, stderr } = await verify(file);
  expect(code).toBe(1);
  expect(stderr).toContain("BROKEN: Entry 3 was changed");
});

test("a cut end: intact without a head, 1 with it", async () => {
  await write(chain.slice(0, 3));
  expect((await verify(file)).code).toBe(0);
  const { code, stderr } = await verify(file, "--head", head);
  expect(code).toBe(1);
  expect(stderr).toContain("The end is missing");
});

test("nothing to verify: 2, with a sentence and no stack", async () => {
  const missing = await verify(join(folder, "nowhere.jsonl"));
  expect(missing).toMatchObject({ code: 2, stdout: "" });
  expect(missing.stderr).not.toContain("    at ");
  for (const args of [[], [file, "--head", "5"], [file, "--tail"], [file, file]]) {
    const { code, stderr } = await verify(...args);
    expect(code).toBe(2);
    expect(stderr).toContain("Usage: npm run audit:verify");
  }
});
