import { freePort } from "@/lib/db/embedded/free-port";
import { ensureUser, hasAdministrator } from "@/lib/domain/users/users";
import { completeEnv, env } from "@/lib/env";
import { stopServices } from "@/lib/jobs/services";
import { prepareDatabase } from "./database";
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
  /** The database it works with, as the owner of its tables. */
  databaseUrl: string;
  /** Control address of the sandbox, if there is one. */
  sandboxControlUrl: string | undefined;
  /**
   * Finishes running requests and calls of jobs, at most 30 s, then stops everything in the order that loses nothing.
   */
  stop(): Promise<void>;
}

/** Starts database, sandbox, web server and jobs. When one of them cannot start, those before it are stopped again. */
export async function startConsole(options: ConsoleOptions): Promise<RunningConsole> {
  const { report, development = false, throwAway = false, seed } = options;
  const running = new AsyncDisposableStack();
  try {
    const { DATABASE_URL, DATA_DIR, SANDBOX, HOST, PORT, APP_URL, WORKER, JOB_LANES } = env();
    let databaseUrl = DATABASE_URL;
    if (databaseUrl === undefined) {
      report.doing("Starting PostgreSQL");
      const { startEmbeddedDatabase } = await import("@/lib/db/embedded");
      const embedded = await startEmbeddedDatabase({ dataDir: DATA_DIR, throwAway });
      running.defer(() => embedded.stop());
      databaseUrl = embedded.url;
      report.done(`PostgreSQL listens on 127.0.0.1:${embedded.port}`);
    }
    const database = await prepareDatabase(databaseUrl, report, running);
    await createFirstAdministrator(report);
    if (seed !== undefined) {
      await seed();
      report.done("Demo people and data are in place");
    }
    const sandboxControlUrl = SANDBOX ? await addSandbox(running, report) : undefined;
    // next-auth builds the addresses it sends people to from this variable of its own.
    process.env.NEXTAUTH_URL = APP_URL;
    report.doing("Starting the console");
    running.defer(stopServices);
    const web = await startWebServer({ host: HOST, port: PORT, development });
    const serving: { stop(): Promise<void> }[] = [web];
    running.defer(() => stopTogether(serving));
    report.done(`The console listens on ${HOST}:${PORT}`);
    if (WORKER === "none") report.done("Jobs wait for npm run worker: none run here (WORKER=none)");
    else {
      const { startJobs } = await import("./jobs");
      serving.push(await startJobs(database));
      report.done(`Jobs run here, ${JOB_LANES} calls at the same time at most`);
    }
    return { url: APP_URL, databaseUrl, sandboxControlUrl, stop: () => running.disposeAsync() };
  } catch (error) {
    await running.disposeAsync();
    throw error;
  }
}

/** Both take what they need to come to an end, at the same time. @throws what the first of them threw, after all ended */
async function stopTogether(serving: readonly { stop(): Promise<void> }[]): Promise<void> {
  const ends = await Promise.allSettled(serving.map((each) => each.stop()));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}

async function createFirstAdministrator(report: Report): Promise<void> {
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = env();
  if (email === undefined || password === undefined || (await hasAdministrator())) return;
  await ensureUser({ email, name: "Administrator", role: "admin", password });
  report.done(`Created the first administrator, ${email}`);
}

/** Where the sandbox's u-blox calls hooks unless the settings say: a name that exists nowhere, led here by the sandbox. */
const sampleHooksUrl = "https://hooks.muniment.example";

/** From here on this process and the modules that Next loads see the sandbox where the vendors would be. */
async function addSandbox(running: AsyncDisposableStack, report: Report): Promise<string> {
  const { startSandbox } = await import("@/lib/sandbox");
  const [ubloxPort, sectigoPort, controlPort] = [await freePort(), await freePort(), await freePort()];
  const [juniperPort, juniperMtlsPort] = [await freePort(), await freePort()];
  const { HOOKS_URL = sampleHooksUrl, HOST, PORT } = env();
  // u-blox refuses hooks of any other address, so there is nothing to lead here.
  const hookRoutes = HOOKS_URL.startsWith("https:") ? [{ from: HOOKS_URL, to: ownOrigin(HOST, PORT) }] : [];
  const { urls, credentials, stop } = await startSandbox({
    ubloxPort,
    sectigoPort,
    juniperPort,
    juniperMtlsPort,
    controlPort,
    settings: { ublox: { hookRoutes } },
  });
  running.defer(stop);
  const { juniper } = credentials;
  completeEnv({
    HOOKS_URL,
    UBLOX_BASE_URL: urls.ublox,
    UBLOX_API_KEY: credentials.ublox.apiKey,
    UBLOX_API_SECRET: credentials.ublox.apiSecret,
    SECTIGO_BASE_URL: urls.sectigo,
    SECTIGO_USERNAME: credentials.sectigo.username,
    SECTIGO_PASSWORD: credentials.sectigo.password,
    JUNIPER_BASE_URL: urls.juniper,
    JUNIPER_TOKEN_URL: urls.juniperToken,
    JUNIPER_CLIENT_ID: juniper.clientId,
    JUNIPER_CLIENT_SECRET: juniper.clientSecret,
    JUNIPER_SAP_BP_ID: juniper.sapbpID,
    JUNIPER_CONTACT_ID: juniper.contactID,
    JUNIPER_CUSTOMER_GROUP_ID: juniper.customerGroupID,
    JUNIPER_ACCOUNT_IDS: juniper.accountIds.join(","),
    JUNIPER_USER_EMAIL: juniper.userEmail,
    JUNIPER_CUSTOMER_ID: juniper.customerId,
    JUNIPER_GROUP_ID: juniper.groupId,
    SANDBOX_CONTROL_URL: urls.control,
  });
  report.done(
    `The sandbox plays u-blox (${urls.ublox}), Sectigo (${urls.sectigo}) and Juniper (${urls.juniper})`,
  );
  return urls.control;
}

/** Where this machine reaches the console, also one that listens on all addresses. */
function ownOrigin(host: string, port: number): string {
  const reachable = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${port}`;
}
