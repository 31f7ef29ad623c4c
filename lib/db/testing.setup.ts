import type { TestProject } from "vitest/node";
import { startEmbeddedDatabase } from "./embedded";
import { removeDataFolder, temporaryDataFolder } from "./embedded/temporary";
import { migrate } from "./migrate";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the migrated database that each test file gets a copy of, as its owner. */
    templateUrl: string;
  }
}

/** One PostgreSQL for a whole run of the integration tests, with a migrated database to copy from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await temporaryDataFolder();
  const server = await startEmbeddedDatabase({ dataDir, throwAway: true });
  await migrate({ url: server.url });
  project.provide("templateUrl", server.url);
  return async () => {
    await server.stop();
    await removeDataFolder(dataDir);
  };
}
