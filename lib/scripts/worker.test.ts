import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { variableNames } from "@/lib/env/variables";

/** Every variable empty, so that neither this machine's settings nor its `.env` count. */
const nothing = Object.fromEntries(
  variableNames.flatMap((name) => [name, `${name}_FILE`]).map((name) => [name, ""]),
);
const right = {
  APP_URL: "https://console.example.org",
  AUTH_SECRET: "a-secret-for-tests-and-nothing-else",
  MASTER_KEY: "dGVzdC1tYXN0ZXIta2V5LXRlc3QtbWFzdGVyLWtleSE=",
};

const dataDir = mkdtempSync(join(tmpdir(), "muniment-worker-"));
afterAll(() => rmSync(dataDir, { recursive: true }));

function start(settings: Record<string, string>) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "./lib/scripts/register.mjs", "lib/scripts/worker.ts"],
    { env: { ...process.env, ...nothing, NO_COLOR: "1", ...settings }, encoding: "utf8", timeout: 20_000 },
  );
  return { status, stdout, stderr };
}

test("wrong settings are said as npm start says them, and end it with 78", () => {
  const { status, stdout, stderr } = start({ ...right, JOB_LANES: "many", WORKER: "here" });
  expect(status).toBe(78);
  expect(stdout).toBe("");
  expect(stderr).toContain("2 settings are wrong");
  expect(stderr).toMatch(/WORKER +must be web or none +web/);
  expect(stderr).toMatch(/JOB_LANES +must be a whole number +4/);
});

test("the console's own sandbox is out of reach, and that is said", () => {
  const { status, stderr } = start({ ...right, SANDBOX: "on" });
  expect(status).toBe(78);
  expect(stderr).toContain("SANDBOX");
  expect(stderr).toContain("the console simulates the vendors for itself");
});

test("without a database it says where it looked for one", () => {
  const { status, stderr } = start({ ...right, DATA_DIR: dataDir });
  expect(status).toBe(1);
  expect(stderr).toContain("DATABASE_URL is not set");
  expect(stderr).toContain(dataDir);
  expect(stderr).not.toContain("    at ");
});
