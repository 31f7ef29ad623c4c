import { styleText } from "node:util";
import { demoPeople } from "./demo-people";
import { seedDemo } from "./seed-demo";
import { startConsole } from "./support/console";
import { choosePort } from "./support/ports";
import { table, terminalReport } from "./support/report";
import { provideSecrets } from "./support/secrets";
import { dataFolder, loadEnvFile, requireSettings } from "./support/settings";
import { untilToldToStop } from "./support/signals";

// npm run dev: the console with hot reload; an embedded database and simulated vendors unless .env names real ones.
const toldToStop = untilToldToStop();

function setsAny(prefixes: string[]): boolean {
  return Object.keys(process.env).some((name) => prefixes.some((prefix) => name.startsWith(prefix)));
}

async function run(): Promise<void> {
  loadEnvFile();
  const dataDir = dataFolder("dev");
  provideSecrets(dataDir);
  const port = await choosePort();
  Object.assign(process.env, {
    NODE_ENV: "development",
    DATA_DIR: dataDir,
    PORT: String(port),
    SANDBOX: process.env.SANDBOX?.trim() || (setsAny(["UBLOX_", "SECTIGO_", "JUNIPER_"]) ? "off" : "on"),
  });
  const { DATABASE_URL } = requireSettings();
  // People with a known password belong in a database of our own making only.
  const seed = DATABASE_URL === undefined ? seedDemo : undefined;
  const running = await startConsole({ report: terminalReport(), development: true, seed });
  console.log(`\nOpen ${styleText("bold", running.url)}`);
  if (seed !== undefined)
    console.log(`\n${table(demoPeople.map(({ email, password }) => [email, password]))}\n`);
  await toldToStop;
  await running.stop();
}

try {
  await run();
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
