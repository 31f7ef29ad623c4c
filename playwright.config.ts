import { defineConfig } from "@playwright/test";
import { findChromium } from "./lib/scripts/chromium";

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  globalSetup: "./e2e/global-setup.ts",
  outputDir: "test-results",
  // One console, one sandbox: journeys that set faults would disturb others running beside them.
  workers: 1,
  forbidOnly: process.env.CI !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    // Both are set by the global setup, before this file is read again for the tests.
    baseURL: process.env.E2E_CONSOLE_URL,
    trace: "retain-on-failure",
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
