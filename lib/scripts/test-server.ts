import { freePort } from "@/lib/db/embedded/free-port";
import { removeDataFolder, temporaryDataFolder } from "@/lib/db/embedded/temporary";
import { logger } from "@/lib/log";
import { seedDemo } from "./seed-demo";
import { startConsole } from "./support/console";
import { provideSecrets } from "./support/secrets";
import { requireSettings } from "./support/settings";
import { untilToldToStop } from "./support/signals";

/** What the browser journeys need to know of the console that runs for them. */
export interface TestServerAddresses {
  consoleUrl: string;
  sandboxControlUrl: string;
  /** For what no request can bring about: that time has passed. */
  databaseUrl: string;
}

// Runs the production build against a new database and a new sandbox until its parent goes or tells it to stop.
// Its parent, the global setup of the journeys, gets the addresses as a message.
const toldToStop = untilToldToStop();
const parentGone = new Promise<void>((resolve) => process.once("disconnect", () => resolve()));

const dataDir = await temporaryDataFolder();
try {
  provideSecrets(dataDir);
  const port = Number(process.env.PORT) || (await freePort());
  Object.assign(process.env, {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATA_DIR: dataDir,
    DATABASE_URL: "",
    SANDBOX: "on",
    HOST: "127.0.0.1",
    PORT: String(port),
    APP_URL: `http://127.0.0.1:${port}`,
  });
  requireSettings();
  // Vendor calls by the thousand would bury what the journeys say.
  logger().level = "error";
  const report = { doing: () => {}, done: () => {} };
  const running = await startConsole({ report, throwAway: true, seed: seedDemo });
  const addresses: TestServerAddresses = {
    consoleUrl: running.url,
    sandboxControlUrl: running.sandboxControlUrl ?? "",
    databaseUrl: running.databaseUrl,
  };
  process.send?.(addresses);
  await Promise.race([toldToStop, parentGone]);
  await running.stop();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await removeDataFolder(dataDir);
}
process.exit();
