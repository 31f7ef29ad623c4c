import "server-only";
import { and, asc, eq, gt, lt, sql } from "drizzle-orm";
import { vendorBudgets, vendorCalls } from "@/drizzle/schema/juniper";
import type { Database, Transaction } from "@/lib/db/connection";
import type { Attempt, CallLane } from "@/lib/vendors/http/admission";
import { type LoggedCall, mayGo, nextAtMs, usedBy, windowMs } from "./lanes";
import { type BudgetReadOut, readOut } from "./read-out";

/** Whose calls are counted together, and how many may be made in an hour. */
export interface Budget {
  holder: string;
  limit: number;
}

/** A call that was let go, or when the next one may. */
export type Decision =
  | { mayGo: true; id: number; atMs: number }
  | { mayGo: false; nextAtMs: number; nowMs: number; because: "used up" | "frozen" };

/** A vendor that counts by the hour cannot be full for longer. */
const frozenForMsMax = 3_600_000;
const keptForMs = 24 * 3_600_000;

const msOf = (instant: unknown) => sql<number>`(extract(epoch from ${instant}) * 1000)::float8`;
const instantOf = (ms: number) => sql`to_timestamp(${ms}::float8 / 1000)`;

/** Epoch milliseconds by the database's clock, which all processes share; a test may bring its own. */
const clockMs = (nowMs: number | undefined) =>
  nowMs === undefined ? msOf(sql`clock_timestamp()`) : sql<number>`${nowMs}::float8`;

/** Locks the holder's row, so that calls are decided one after another. The time is taken once it is locked. */
async function lock(tx: Transaction, holder: string, nowMs?: number) {
  const [row] = await tx
    .insert(vendorBudgets)
    .values({ holder })
    .onConflictDoUpdate({ target: vendorBudgets.holder, set: { holder: sql`excluded.holder` } })
    .returning({ frozenUntil: vendorBudgets.frozenUntil, nowMs: clockMs(nowMs) });
  if (row === undefined) throw new Error("the budget's row could not be locked");
  return { nowMs: row.nowMs, frozenUntilMs: row.frozenUntil?.getTime() ?? 0 };
}

/** The calls of a holder that count at a moment, in the order in which they were let go. */
export async function logOf(
  tx: Transaction | Database,
  holder: string,
  nowMs: number,
): Promise<LoggedCall[]> {
  const rows = await tx
    .select({ at: vendorCalls.at, lane: vendorCalls.lane })
    .from(vendorCalls)
    .where(and(eq(vendorCalls.holder, holder), gt(vendorCalls.at, instantOf(nowMs - windowMs))))
    .orderBy(asc(vendorCalls.at));
  return rows.map(({ at, lane }) => ({ atMs: at.getTime(), lane: lane as CallLane }));
}

/**
 * Decides about one call and counts it if it may go: never more than the limit in any hour, whatever number of processes
 * ask. While the vendor itself has had too many, only people's changes go.
 * @param nowMs for tests; otherwise the database's clock
 */
export async function takeCall(
  database: Database,
  { holder, limit }: Budget,
  { lane, call, requestId, askedBy }: Attempt,
  nowMs?: number,
): Promise<Decision> {
  return await database.transaction(async (tx) => {
    const { nowMs: atMs, frozenUntilMs } = await lock(tx, holder, nowMs);
    if (lane !== "change" && frozenUntilMs > atMs) {
      return { mayGo: false, nextAtMs: frozenUntilMs, nowMs: atMs, because: "frozen" };
    }
    const log = await logOf(tx, holder, atMs);
    if (!mayGo(lane, usedBy(log), limit)) {
      return { mayGo: false, nextAtMs: nextAtMs(lane, log, limit, atMs), nowMs: atMs, because: "used up" };
    }
    const [row] = await tx
      .insert(vendorCalls)
      .values({ holder, at: instantOf(atMs), lane, call, requestId, askedBy: askedBy ?? null })
      .returning({ id: vendorCalls.id });
    if (row === undefined) throw new Error("the call could not be counted");
    return { mayGo: true, id: row.id, atMs };
  });
}

/** Does not count a call that was never sent. */
export async function giveCallBack(database: Database, id: number): Promise<void> {
  await database.delete(vendorCalls).where(eq(vendorCalls.id, id));
}

/** The vendor has had too many: lookups and jobs stop until the time it names, at most and otherwise for an hour. */
export async function freeze(
  database: Database,
  holder: string,
  retryAfterMs = frozenForMsMax,
  nowMs?: number,
): Promise<void> {
  await database.transaction(async (tx) => {
    const locked = await lock(tx, holder, nowMs);
    const untilMs = locked.nowMs + Math.min(retryAfterMs, frozenForMsMax);
    await tx
      .update(vendorBudgets)
      .set({ frozenUntil: new Date(Math.max(locked.frozenUntilMs, untilMs)) })
      .where(eq(vendorBudgets.holder, holder));
  });
}

interface StandingRow extends Record<string, unknown> {
  nowMs: number;
  frozenUntilMs: number | null;
  /** Null in the only row of a holder none of whose calls count. */
  atMs: number | null;
  lane: CallLane;
  call: string;
  askedBy: string | null;
}

/**
 * How a budget stands, all of it at one moment: one statement sees one state of the tables, and names the time.
 * @param nowMs for tests; otherwise the database's clock
 */
export async function readLedger(
  database: Database,
  { holder, limit }: Budget,
  nowMs?: number,
): Promise<BudgetReadOut> {
  const rows = await database.execute<StandingRow>(sql`
    with clock as materialized (select ${clockMs(nowMs)} as ms)
    select clock.ms as "nowMs", ${msOf(sql`budget.frozen_until`)} as "frozenUntilMs",
      ${msOf(sql`counted.at`)} as "atMs", counted.lane, counted.call, counted.asked_by as "askedBy"
    from clock
    left join ${vendorBudgets} as budget on budget.holder = ${holder}
    left join ${vendorCalls} as counted
      on counted.holder = ${holder} and counted.at > to_timestamp((clock.ms - ${windowMs}::float8) / 1000)
    order by counted.at, counted.id`);
  const [first] = rows;
  if (first === undefined) throw new Error("the budget's standing could not be read");
  const log = rows.flatMap(({ atMs, lane, call, askedBy }) =>
    atMs === null ? [] : [{ atMs, lane, call, askedBy }],
  );
  return readOut({ limit, log, nowMs: first.nowMs, frozenUntilMs: first.frozenUntilMs ?? 0 });
}

/** Removes calls that have not counted for a day. */
export async function sweepLedger(database: Database, now = new Date()): Promise<void> {
  await database.delete(vendorCalls).where(lt(vendorCalls.at, new Date(now.getTime() - keptForMs)));
}
