import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

// Tests never see the machine's settings: these stand in for a complete, harmless environment.
const settings = {
  AUTH_SECRET: "a-secret-for-tests-and-nothing-else",
  MASTER_KEY: "dGVzdC1tYXN0ZXIta2V5LXRlc3QtbWFzdGVyLWtleSE=",
};

const databaseTests = "{lib,app,components,drizzle}/**/*.db.test.ts";
/** Unit tests that replace modules, and so need modules of their own. */
const isolatedTests = "{lib,app,components,drizzle}/**/*.isolated.test.{ts,tsx}";
/** A pipeline's machine may stand still at any moment: what needed its second try is told as flaky. */
const retry = process.env.CI ? 1 : 0;
/** What hangs fails; what is slow on a busy machine does not. */
const testTimeout = 20_000;
const resolve = {
  tsconfigPaths: true,
  // The marker throws outside of a server bundle; here everything is a server.
  alias: { "server-only": new URL("./node_modules/server-only/empty.js", import.meta.url).pathname },
};

export default defineConfig({
  test: {
    // Two at least: tests wait for servers and databases more than they compute.
    maxWorkers: Math.max(2, availableParallelism()),
    projects: [
      {
        resolve,
        test: {
          name: "unit",
          include: ["{lib,app,components,drizzle}/**/*.test.{ts,tsx}"],
          exclude: [databaseTests, isolatedTests],
          env: settings,
          retry,
          testTimeout,
          // Files of one worker share their modules: most of the time went into loading the same ones again.
          isolate: false,
        },
      },
      {
        resolve,
        test: { name: "isolated", include: [isolatedTests], env: settings, retry, testTimeout },
      },
      {
        resolve,
        test: {
          name: "integration",
          include: [databaseTests],
          globalSetup: "./lib/db/testing.setup.ts",
          env: settings,
          retry,
          testTimeout,
        },
      },
    ],
  },
});
