import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, openSync } from "node:fs";
import { createServer } from "node:net";
import type { FullConfig } from "@playwright/test";
import type { TestServerAddresses } from "@/lib/scripts/test-server";
import { addressesVariable } from "./fixtures/consoles";
import { type IdentityProvider, startIdentityProvider } from "./fixtures/identity-provider";
import { singleSignOnPeople } from "./fixtures/people";

/** What the consoles log during the journeys, to read after a failure. */
const logFolder = "test-results";

/**
 * Starts a console with a sandbox and a database of its own for each worker, so that journeys that set faults disturb
 * nobody beside them, and stops them after the last. Their addresses reach the journeys by environment.
 */
export default async function setup({ workers }: FullConfig): Promise<() => Promise<void>> {
  // Consoles that run already: for trying journeys out while they are written.
  if (process.env[addressesVariable] !== undefined) return async () => {};
  mkdirSync(logFolder, { recursive: true });
  const ports = await Promise.all(Array.from({ length: workers }, unusedPort));
  const identityProvider = await startIdentityProvider({
    port: 0,
    redirectUris: ports.map((port) => `http://127.0.0.1:${port}/api/auth/callback/oidc`),
    users: Object.values(singleSignOnPeople),
  });
  const servers: ChildProcess[] = [];
  const stop = async () => {
    await Promise.all(servers.map(stopServer));
    await identityProvider.stop();
  };
  try {
    const addresses = await Promise.all(
      ports.map((port, index) => {
        const server = startServer(port, index, identityProvider);
        servers.push(server);
        return addressesOf(server);
      }),
    );
    process.env[addressesVariable] = JSON.stringify(addresses);
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

function startServer(
  port: number,
  index: number,
  { issuer, clientId, clientSecret }: IdentityProvider,
): ChildProcess {
  return fork("lib/scripts/test-server.ts", {
    execArgv: ["--import", "./lib/scripts/register.mjs"],
    stdio: ["ignore", openSync(`${logFolder}/console-${index}.log`, "w"), "inherit", "ipc"],
    env: {
      ...process.env,
      PORT: String(port),
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
      OIDC_ROLE_CLAIM: "groups",
      OIDC_ROLE_MAP: "console-support=support; console-admins=admin",
    },
  });
}

async function addressesOf(server: ChildProcess): Promise<TestServerAddresses> {
  const failed = once(server, "exit").then(() =>
    Promise.reject(new Error("A console for the journeys did not start; see above.")),
  );
  failed.catch(() => {});
  const [addresses]: TestServerAddresses[] = await Promise.race([once(server, "message"), failed]);
  if (addresses === undefined) throw new Error("A console for the journeys did not say where it is.");
  return addresses;
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  await ended;
}

/** The identity provider has to know the consoles' addresses before they run. */
async function unusedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No port is free.");
  return address.port;
}
