import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { variableNames } from "@/lib/env/variables";

/** Every variable empty, so that neither this machine's settings nor its `.env` count. */
const nothing = Object.fromEntries(
  variableNames.flatMap((name) => [name, `${name}_FILE`]).map((name) => [name, ""]),
);

function start(settings: Record<string, string>) {
  const startedAt = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "./lib/scripts/register.mjs", "lib/scripts/start.ts"],
    { env: { ...process.env, ...nothing, NO_COLOR: "1", ...settings }, encoding: "utf8", timeout: 20_000 },
  );
  return { status, stdout, stderr, tookMs: performance.now() - startedAt };
}

test("a start with wrong settings says all of it in a table, within 2 s, and exits with 78", () => {
  const secret = "a-secret-in-the-wrong-place-7f3a";
  const { status, stdout, stderr, tookMs } = start({
    APP_URL: "https://console.example.org",
    MASTER_KEY: secret,
    PORT: "http",
    UBLOX_API_KEY: "key",
  });
  expect(status).toBe(78);
  expect(tookMs).toBeLessThan(2_000);
  expect(stdout).toBe("");
  expect(stderr.trim().split("\n").slice(0, 9)).toEqual([
    "Muniment cannot start: 5 settings are wrong.",
    "",
    expect.stringMatching(/^ {2}Variable +Problem +Example$/),
    expect.stringMatching(/^ {2}─+ {2}─+ {2}─+$/),
    expect.stringMatching(/^ {2}PORT +must be a port number +3000$/),
    expect.stringMatching(/^ {2}AUTH_SECRET +is required +openssl rand -base64 48$/),
    expect.stringMatching(/^ {2}MASTER_KEY +must be base64 +openssl rand -base64 32$/),
    expect.stringMatching(
      /^ {2}UBLOX_BASE_URL +is missing: UBLOX_API_KEY set up u-blox only in part +https:/,
    ),
    expect.stringMatching(/^ {2}UBLOX_API_SECRET +is missing/),
  ]);
  expect(stderr).not.toContain(secret);
});

test("a published sample secret does not get into production", () => {
  const { status, stderr } = start({
    APP_URL: "https://console.example.org",
    AUTH_SECRET: "sample-auth-secret-replace-it-before-production",
    MASTER_KEY: "c2FtcGxlLW1hc3Rlci1rZXktMzItYnl0ZXMtbG9uZyE=",
  });
  expect(status).toBe(78);
  expect(stderr).toContain("2 settings are wrong");
  expect(stderr).not.toContain("sample-auth-secret");
});
