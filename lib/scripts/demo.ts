import { rmSync } from "node:fs";
import { styleText } from "node:util";
import { roleLabels } from "@/lib/access/permissions";
import { deleteEmbeddedDatabase } from "@/lib/db/embedded";
import { demoPeople } from "./demo-people";
import { seedDemo } from "./seed-demo";
import { build, buildIsCurrent } from "./support/build";
import { startConsole } from "./support/console";
import { choosePort } from "./support/ports";
import { table, terminalReport } from "./support/report";
import { provideSecrets } from "./support/secrets";
import { dataFolder, requireSettings } from "./support/settings";
import { untilToldToStop } from "./support/signals";
import { stopTools } from "./support/tools";

// npm run demo [-- --reset]: the whole console on this machine, against simulated vendors.
const report = terminalReport();
const toldToStop = untilToldToStop();

/** The demo has a world of its own: no `.env`, no given database, a folder beside real data. */
function settle(port: number, dataDir: string): void {
  provideSecrets(dataDir);
  Object.assign(process.env, {
    NODE_ENV: "production",
    DATA_DIR: dataDir,
    SANDBOX: "on",
    PORT: String(port),
    APP_URL: process.env.APP_URL?.trim() || `http://localhost:${port}`,
  });
  requireSettings();
}

async function run(): Promise<void> {
  if (process.env.DATABASE_URL?.trim()) {
    throw new Error(
      "The demo makes its own database and fills it with people everybody knows. Unset DATABASE_URL.",
    );
  }
  console.log(styleText("bold", "Muniment demo"));
  const dataDir = dataFolder("demo");
  if (process.argv.includes("--reset")) {
    await deleteEmbeddedDatabase(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
    report.done("Started over: the demo's data is deleted");
  }
  settle(await choosePort(), dataDir);
  if (buildIsCurrent()) report.done("The build is up to date");
  else await build(report);
  const running = await startConsole({ report, seed: seedDemo });
  console.log(`
Open ${styleText("bold", running.url)} and sign in as one of:

${table([
  ["Role", "E-mail", "Password"],
  ...demoPeople.map(({ role, email, password }) => [roleLabels[role], email, password]),
])}

The vendors are simulated. Data is kept for the next start; npm run demo -- --reset starts over.
Ctrl-C stops everything.
`);
  await toldToStop;
  report.doing("Stopping");
  await running.stop();
  report.done("Stopped; nothing is left running");
}

let stopped = false;
void toldToStop.then(() => {
  stopped = true;
  return stopTools();
});
try {
  await run();
  process.exit(0);
} catch (error) {
  // A build that was stopped on request did not fail.
  if (!stopped) console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exit(stopped ? 130 : 1);
}
