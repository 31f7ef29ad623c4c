import { env } from "@/lib/env";
import { kinds } from "@/lib/jobs/kinds";
import { startServices } from "@/lib/jobs/services";
import type { WorkDatabase } from "@/lib/jobs/work/boss";
import type { Worker } from "@/lib/jobs/work/start";
import { startWorker } from "@/lib/jobs/worker";

/**
 * Runs jobs in this process, as the settings say. It happens here and not in what Next bundles: a change to a kind of
 * job takes a new start, and the bundle stays without pg-boss.
 */
export async function startJobs(database: WorkDatabase): Promise<Worker> {
  startServices();
  return await startWorker({ database, lanes: env().JOB_LANES, kinds });
}
