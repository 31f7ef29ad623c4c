import { closeDatabase, openDatabase } from "@/lib/db/connection";
import { freePort } from "@/lib/db/embedded/free-port";
import { migrate } from "@/lib/db/migrate";
import { ensureUser, hasAdministrator } from "@/lib/domain/users/users";
import { stopDriving } from "@/lib/domain/whitelist-import/drive";
import { completeEnv, env } from "@/lib/env";
import { stopMaintenance } from "@/lib/jobs/maintenance";
import type { Report } from "./report";
import { startWebServer } from "./web-server";

export interface ConsoleOptions {
  report: Report;
  development?: boolean;
  /** The embedded database may lose its last seconds in a power cut: for tests. */
  throwAway?: boolean;
  /** Fills the database before anybody can reach it. */
  seed?: () => Promise<void>;
}

/** A running console and all it needs, as the settings say. */
export interface RunningConsole {
  /** Where people reach it. */
  url: string;
  /** Control address of the sandbox, if there is one. */
  sandboxControlUrl: string | undefined;
  /** Finishes running requests, at most 30 s, then stops everything in the order that loses nothing. */
  stop(): Promise<void>;
}

/** Starts database, sandbox and web server. When one of them cannot start, those before it are stopped again. */
export async function startConsole(options: ConsoleOptions): Promise<RunningConsole> {
  const { report, development = false, throwAway = false, seed } = options;
  const running = new AsyncDisposableStack();
  try {
    const { DATABASE_URL, DATA_DIR, SANDBOX, HOST, PORT, APP_URL } = env();
    let databaseUrl = DATABASE_URL;
    if (databaseUrl === undefined) {
      report.doing("Starting PostgreSQL");
      const { startEmbeddedDatabase } = await import("@/lib/db/embedded");
      const embedded = await startEmbeddedDatabase({ dataDir: DATA_DIR, throwAway });
      running.defer(() => embedded.stop());
      databaseUrl = embedded.url;
      report.done(`PostgreSQL listens on 127.0.0.1:${embedded.port}`);
    }
    await prepareDatabase(databaseUrl, report);
    running.defer(closeDatabase);
    await createFirstAdministrator(report);
    if (seed !== undefined) {
      await seed();
      report.done("Demo people and data are in place");
    }
    const sandboxControlUrl = SANDBOX ? await addSandbox(running, report) : undefined;
    // next-auth builds the addresses it sends people to from this variable of its own.
    process.env.NEXTAUTH_URL = APP_URL;
    report.doing("Starting the console");
    const web = await startWebServer({ host: HOST, port: PORT, development });
    running.defer(async () => {
      await web.stop();
      await stopDriving();
      stopMaintenance();
    });
    report.done(`The console listens on ${HOST}:${PORT}`);
    return { url: APP_URL, sandboxControlUrl, stop: () => running.disposeAsync() };
  } catch (error) {
    await running.disposeAsync();
    throw error;
  }
}

async function prepareDatabase(url: string, report: Report): Promise<void> {
  const applied = await migrate({ url });
  report.done(
    applied === 0 ? "The schema is up to date" : `The schema is up to date (${applied} new migrations)`,
  );
  const { asApplication } = await openDatabase(url);
  if (!asApplication) {
    report.done("The database user may not work as muniment_app: a trigger alone guards the audit history");
  }
}

async function createFirstAdministrator(report: Report): Promise<void> {
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = env();
  if (email === undefined || password === undefined || (await hasAdministrator())) return;
  await ensureUser({ email, name: "Administrator", role: "admin", password });
  report.done(`Created the first administrator, ${email}`);
}

/** From here on this process and the modules that Next loads see the sandbox where the vendors would be. */
async function addSandbox(running: AsyncDisposableStack, report: Report): Promise<string> {
  const { startSandbox } = await import("@/lib/sandbox");
  const [ubloxPort, sectigoPort, controlPort] = [await freePort(), await freePort(), await freePort()];
  const { urls, credentials, stop } = await startSandbox({ ubloxPort, sectigoPort, controlPort });
  running.defer(stop);
  completeEnv({
    UBLOX_BASE_URL: urls.ublox,
    UBLOX_API_KEY: credentials.ublox.apiKey,
    UBLOX_API_SECRET: credentials.ublox.apiSecret,
    SECTIGO_BASE_URL: urls.sectigo,
    SECTIGO_USERNAME: credentials.sectigo.username,
    SECTIGO_PASSWORD: credentials.sectigo.password,
    SANDBOX_CONTROL_URL: urls.control,
  });
  report.done(`The sandbox plays u-blox (${urls.ublox}) and Sectigo (${urls.sectigo})`);
  return urls.control;
}
