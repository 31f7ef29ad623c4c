import "server-only";
import { sql } from "drizzle-orm";
import { vendorBudgets } from "@/drizzle/schema/juniper";
import type { VendorName } from "@/lib/contract/connections";
import { type Database, db, type Transaction } from "@/lib/db/connection";
import { budgetHolder, juniperConfig } from "@/lib/vendors/juniper/config";
import { type LoggedCall, lastAtMs, leftFor, windowMs } from "./lanes";
import { type Budget, logOf } from "./ledger";

/** What an hour's budget makes of so many calls of jobs, if nobody else calls meanwhile. */
export interface Outlook {
  /** Calls of an hour that the vendor allows to all together. */
  hourlyLimit: number;
  /** How many of them jobs may make right now. */
  leftNow: number;
  /** How long from now until the next one may go; 0 when one may. */
  nextInMs: number;
  /** How long from now until the last one may go. */
  lastInMs: number;
}

/** The outlook for a vendor that counts by the hour; undefined for all others, and while it is not connected. */
export async function outlookFor(
  vendor: VendorName | null,
  calls: number,
  where: Database | Transaction = db(),
): Promise<Outlook | undefined> {
  const config = vendor === "juniper" ? juniperConfig() : undefined;
  if (config === undefined) return undefined;
  return await readOutlook(where, { holder: budgetHolder(config), limit: config.hourlyLimit }, calls);
}

/** @param nowMs for tests; otherwise the database's clock */
export async function readOutlook(
  database: Database | Transaction,
  { holder, limit }: Budget,
  calls: number,
  nowMs?: number,
): Promise<Outlook> {
  const now = nowMs === undefined ? sql`extract(epoch from clock_timestamp()) * 1000` : sql`${nowMs}`;
  const [clock] = await database.execute<{ nowMs: number; frozenUntilMs: number | null }>(sql`
    select (${now})::float8 as "nowMs", (select (extract(epoch from frozen_until) * 1000)::float8
      from ${vendorBudgets} where holder = ${holder}) as "frozenUntilMs"`);
  if (clock === undefined) throw new Error("the database does not say what time it is");
  const log = await logOf(database, holder, clock.nowMs);
  return outlookOf({ calls, limit, log, ...clock, frozenUntilMs: clock.frozenUntilMs ?? 0 });
}

/** Pure. While the vendor has had too many, none goes. */
export function outlookOf({
  calls,
  limit,
  log,
  nowMs,
  frozenUntilMs,
}: {
  calls: number;
  limit: number;
  log: readonly LoggedCall[];
  nowMs: number;
  frozenUntilMs: number;
}): Outlook {
  const fromMs = Math.max(nowMs, frozenUntilMs);
  const counting = log.filter(({ atMs }) => atMs > fromMs - windowMs);
  return {
    hourlyLimit: limit,
    leftNow: fromMs > nowMs ? 0 : leftFor("job", counting, limit),
    nextInMs: lastAtMs("job", 1, counting, limit, fromMs) - nowMs,
    lastInMs: lastOfManyMs(calls, counting, limit, fromMs) - nowMs,
  };
}

/** From the second hour on each one is like the one before: only the first two are looked at call by call. */
function lastOfManyMs(calls: number, log: readonly LoggedCall[], limit: number, fromMs: number): number {
  const hourly = leftFor("job", [], limit);
  const wholeHours = Math.max(0, Math.ceil(calls / hourly) - 2);
  return lastAtMs("job", calls - wholeHours * hourly, log, limit, fromMs) + wholeHours * windowMs;
}
