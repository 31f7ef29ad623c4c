import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { checkEnv } from "@/lib/env";
import { provideSecrets } from "./secrets";

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "muniment-secrets-"));
  for (const name of ["AUTH_SECRET", "MASTER_KEY"]) {
    vi.stubEnv(name, "");
    vi.stubEnv(`${name}_FILE`, "");
  }
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dataDir, { recursive: true });
});

test("makes secrets that production takes, for the owner of the folder only", () => {
  provideSecrets(dataDir);
  vi.stubEnv("NODE_ENV", "production");
  vi.stubEnv("APP_URL", "http://localhost:3000");
  expect(checkEnv()).toEqual([]);
  for (const file of ["auth-secret", "master-key"]) {
    expect(statSync(join(dataDir, file)).mode & 0o777).toBe(0o600);
  }
});

test("keeps them for the next start, so that sessions and sealed data stay good", () => {
  provideSecrets(dataDir);
  const first = readFileSync(join(dataDir, "master-key"), "utf8");
  vi.stubEnv("MASTER_KEY_FILE", "");
  provideSecrets(dataDir);
  expect(readFileSync(join(dataDir, "master-key"), "utf8")).toBe(first);
});

test("leaves a secret alone that is set", () => {
  vi.stubEnv("AUTH_SECRET", "set-by-the-developer");
  provideSecrets(dataDir);
  expect(process.env.AUTH_SECRET_FILE).toBe("");
});
