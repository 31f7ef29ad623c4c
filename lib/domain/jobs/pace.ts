import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { vendorPace } from "@/drizzle/schema/jobs";
import type { VendorName } from "@/lib/contract/connections";
import { type JobKindName, jobKinds } from "@/lib/contract/job-kinds";
import { db } from "@/lib/db/connection";
import { env } from "@/lib/env";

/** Calls jobs may make to a vendor in a minute, all processes together. People's own clicks are not counted. */
export function callsPerMinute(vendor: VendorName): number {
  const { UBLOX_JOB_CALLS_PER_MINUTE, SECTIGO_JOB_CALLS_PER_MINUTE, JUNIPER_JOB_CALLS_PER_MINUTE } = env();
  return {
    ublox: UBLOX_JOB_CALLS_PER_MINUTE,
    sectigo: SECTIGO_JOB_CALLS_PER_MINUTE,
    juniper: JUNIPER_JOB_CALLS_PER_MINUTE,
  }[vendor];
}

/**
 * Waits until a job of this kind may make its next call. The turns of a vendor are given out by the database, evenly
 * spaced and to one asker each, so that any number of processes keep the pace together.
 */
export async function pace(kind: string, signal: AbortSignal): Promise<void> {
  const { vendor } = jobKinds[kind as JobKindName];
  if (vendor === null) return;
  const everyMs = 60_000 / callsPerMinute(vendor);
  const interval = sql`${everyMs}::float8 * interval '1 millisecond'`;
  const [turn] = await db().execute<{ waitMs: number }>(sql`
    insert into ${vendorPace} as pace (vendor, next_at) values (${vendor}, now() + ${interval})
    on conflict (vendor) do update set next_at = greatest(pace.next_at, now()) + ${interval}
    returning (extract(epoch from next_at - ${interval} - now()) * 1000)::float8 as "waitMs"`);
  const waitMs = turn?.waitMs ?? 0;
  // A process that is told to stop gives its turn up.
  if (waitMs > 1) await sleep(waitMs, undefined, { signal, ref: false }).catch(() => {});
}
