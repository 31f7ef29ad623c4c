import { defineConfig } from "vitest/config";

// Tests never see the machine's settings: these stand in for a complete, harmless environment.
const settings = {
  AUTH_SECRET: "a-secret-for-tests-and-nothing-else",
  MASTER_KEY: "dGVzdC1tYXN0ZXIta2V5LXRlc3QtbWFzdGVyLWtleSE=",
};

const databaseTests = "{lib,app,components,drizzle}/**/*.db.test.ts";
const resolve = {
  tsconfigPaths: true,
  // The marker throws outside of a server bundle; here everything is a server.
  alias: { "server-only": new URL("./node_modules/server-only/empty.js", import.meta.url).pathname },
};

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        test: {
          name: "unit",
          include: ["{lib,app,components,drizzle}/**/*.test.{ts,tsx}"],
          exclude: [databaseTests],
          env: settings,
        },
      },
      {
        resolve,
        test: {
          name: "integration",
          include: [databaseTests],
          globalSetup: "./lib/db/testing.setup.ts",
          env: settings,
          testTimeout: 20_000,
        },
      },
    ],
  },
});
