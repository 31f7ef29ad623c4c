import type { Env, Problem } from "@/lib/env";
import type { Report } from "./support/report";
import { loadEnvFile, requireSettings } from "./support/settings";
import { untilToldToStop } from "./support/signals";

// npm run worker: runs jobs and answers no requests, beside the console and any number of its kind.
const toldToStop = untilToldToStop();
Object.assign(process.env, { NODE_ENV: "production" });
loadEnvFile();
requireSettings(sandboxOutOfReach);

/** The sandbox lives in the console's process, at addresses of its own at every start. */
function sandboxOutOfReach({ SANDBOX, UBLOX_BASE_URL, SECTIGO_BASE_URL, JUNIPER_BASE_URL }: Env): Problem[] {
  const addresses = [UBLOX_BASE_URL, SECTIGO_BASE_URL, JUNIPER_BASE_URL];
  if (!SANDBOX || addresses.some((address) => address !== undefined)) return [];
  const problem =
    "is on, and the console simulates the vendors for itself: give its addresses and credentials here as UBLOX_…, SECTIGO_… and JUNIPER_…, or switch it off";
  return [{ variable: "SANDBOX", problem, example: "off" }];
}

async function run(): Promise<void> {
  // Only now: loading these takes longer than saying what is wrong with the settings.
  const [{ logger }, { startWorkerProcess }] = await Promise.all([
    import("@/lib/log"),
    import("./support/worker"),
  ]);
  const report: Report = { doing: () => {}, done: (what) => logger().info(what) };
  const running = await startWorkerProcess(report);
  logger().info({ worker: running.id }, "ready");
  const signal = await toldToStop;
  logger().info({ signal }, "draining");
  await running.stop();
  logger().info("stopped");
}

try {
  await run();
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
