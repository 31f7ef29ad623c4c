import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, openSync } from "node:fs";
import { createServer } from "node:net";
import type { TestServerAddresses } from "@/lib/scripts/test-server";
import { startIdentityProvider } from "./fixtures/identity-provider";
import { singleSignOnPeople } from "./fixtures/people";

/** What the console logs during the journeys, to read after a failure. */
const logFile = "test-results/console.log";

/** Starts the console that all journeys use, and stops it after the last. Its addresses reach them by environment. */
export default async function setup(): Promise<() => Promise<void>> {
  mkdirSync("test-results", { recursive: true });
  const port = await unusedPort();
  const identityProvider = await startIdentityProvider({
    port: 0,
    redirectUri: `http://127.0.0.1:${port}/api/auth/callback/oidc`,
    users: Object.values(singleSignOnPeople),
  });
  const server = fork("lib/scripts/test-server.ts", {
    execArgv: ["--import", "./lib/scripts/register.mjs"],
    stdio: ["ignore", openSync(logFile, "w"), "inherit", "ipc"],
    env: {
      ...process.env,
      PORT: String(port),
      OIDC_ISSUER: identityProvider.issuer,
      OIDC_CLIENT_ID: identityProvider.clientId,
      OIDC_CLIENT_SECRET: identityProvider.clientSecret,
      OIDC_ROLE_CLAIM: "groups",
      OIDC_ROLE_MAP: "console-support=support; console-admins=admin",
    },
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
    await identityProvider.stop();
  };
}

/** The identity provider has to know the console's address before the console runs. */
async function unusedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No port is free.");
  return address.port;
}
