import { existsSync } from "node:fs";
import type { Report } from "./support/report";
import { loadEnvFile, requireSettings } from "./support/settings";
import { untilToldToStop } from "./support/signals";

// npm start: the console in production. Everything it needs comes from its settings.
const toldToStop = untilToldToStop();
Object.assign(process.env, { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
loadEnvFile();
requireSettings();

async function run(): Promise<void> {
  if (!existsSync(".next/BUILD_ID")) throw new Error("There is no build. Run npm run build first.");
  // Only now: loading these takes longer than saying what is wrong with the settings.
  const [{ logger }, { startConsole }] = await Promise.all([
    import("@/lib/log"),
    import("./support/console"),
  ]);
  const report: Report = { doing: () => {}, done: (what) => logger().info(what) };
  const running = await startConsole({ report });
  logger().info({ url: running.url }, "ready");
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
