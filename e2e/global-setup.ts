import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, openSync } from "node:fs";
import type { TestServerAddresses } from "@/lib/scripts/test-server";

/** What the console logs during the journeys, to read after a failure. */
const logFile = "test-results/console.log";

/** Starts the console that all journeys use, and stops it after the last. Its addresses reach them by environment. */
export default async function setup(): Promise<() => Promise<void>> {
  mkdirSync("test-results", { recursive: true });
  const server = fork("lib/scripts/test-server.ts", {
    execArgv: ["--import", "./lib/scripts/register.mjs"],
    stdio: ["ignore", openSync(logFile, "w"), "inherit", "ipc"],
  });
  const ended = once(server, "exit");
  const failed = ended.then(() =>
    Promise.reject(new Error("The console for the journeys did not start; see above.")),
  );
  failed.catch(() => {});
  const [addresses]: TestServerAddresses[] = await Promise.race([once(server, "message"), failed]);
  if (addresses === undefined) throw new Error("The console for the journeys did not say where it is.");
  process.env.E2E_CONSOLE_URL = addresses.consoleUrl;
  process.env.E2E_SANDBOX_CONTROL_URL = addresses.sandboxControlUrl;
  return async () => {
    server.kill("SIGTERM");
    await ended;
  };
}
