import { env } from "@/lib/env";
import { stopServices } from "@/lib/jobs/services";
import { prepareDatabase } from "./database";
import { startJobs } from "./jobs";
import type { Report } from "./report";

/** A process that runs jobs and answers no requests. */
export interface RunningWorker {
  /** Names it in the database: `holder`. */
  id: string;
  stop(): Promise<void>;
}

/** Starts to run jobs on the database that the settings name. */
export async function startWorkerProcess(report: Report): Promise<RunningWorker> {
  const running = new AsyncDisposableStack();
  try {
    const database = await prepareDatabase(await databaseUrl(), report, running);
    running.defer(stopServices);
    const worker = await startJobs(database);
    running.defer(() => worker.stop());
    return { id: worker.id, stop: () => running.disposeAsync() };
  } catch (error) {
    await running.disposeAsync();
    throw error;
  }
}

/** @throws when there is none */
async function databaseUrl(): Promise<string> {
  const { DATABASE_URL, DATA_DIR } = env();
  if (DATABASE_URL !== undefined) return DATABASE_URL;
  const { findEmbeddedDatabase } = await import("@/lib/db/embedded");
  const url = findEmbeddedDatabase(DATA_DIR);
  if (url === undefined) {
    throw new Error(
      `There is no database to work with: DATABASE_URL is not set, and no console runs its own database in ${DATA_DIR}. Start the console first (npm start), or set DATABASE_URL.`,
    );
  }
  return url;
}
