import { defineConfig } from "@playwright/test";
import { ownConsole } from "./e2e/fixtures/consoles";
import { findChromium } from "./lib/scripts/chromium";

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  globalSetup: "./e2e/global-setup.ts",
  outputDir: "test-results",
  // Each worker has a console and a sandbox of its own; the journeys of a file follow one another on one of them.
  workers: 2,
  forbidOnly: process.env.CI !== undefined,
  timeout: 60_000,
  // A browser without a surface clicks faster than people can, now and then into a menu that is still opening. What
  // needed its second try is told as flaky.
  retries: process.env.CI ? 1 : 0,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    // Known once the global setup has run; this file is then read again, in each worker.
    baseURL: ownConsole()?.consoleUrl,
    // Recording costs much, and nobody takes it from a pipeline.
    trace: process.env.CI ? "off" : "retain-on-failure",
    launchOptions: {
      executablePath: findChromium(),
      // Quiet on a closed network: without these Chromium looks for updates and hosts of its maker.
      args: [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-gpu",
        "--disable-quic",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
});
