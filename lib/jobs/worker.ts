import "server-only";
import { flushJobEvents } from "@/lib/domain/events/publish-job-soon";
import { drive } from "@/lib/domain/jobs/drive";
import type { JobKinds } from "@/lib/domain/jobs/kind";
import { chores } from "./maintenance";
import { startWatches, stopWatches } from "./watches/run";
import type { WorkDatabase } from "./work/boss";
import { startWork, type Worker } from "./work/start";

export interface WorkerOptions {
  database: WorkDatabase;
  /** Jobs that are driven at the same time. */
  lanes: number;
  kinds: JobKinds;
}

/**
 * Begins to drive jobs, to look at what is watched and to do the chores of the installation, beside any number of other
 * processes that do the same.
 * @throws as `startWork` does
 */
export async function startWorker({ database, lanes, kinds }: WorkerOptions): Promise<Worker> {
  const worker = await startWork({
    database,
    lanes,
    drive: (turn) => drive({ ...turn, kinds }),
    chores,
  });
  startWatches();
  return {
    id: worker.id,
    async stop() {
      await Promise.all([worker.stop(), stopWatches()]);
      await flushJobEvents();
    },
  };
}
