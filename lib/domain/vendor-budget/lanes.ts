import type { CallLane } from "@/lib/vendors/http/admission";

/** A request that was let go. */
export interface LoggedCall {
  /** Epoch milliseconds, by the database's clock. */
  atMs: number;
  lane: CallLane;
}

/** So long after it was let go a request may still begin; later it has to ask again. */
export const beginWithinMs = 5_000;
/** Longest way of a request from us to the vendor's count. */
const onTheWayMs = 5_000;

/**
 * How long a call counts. The vendor counts when a request arrives, which is a little after it was let go here: with this
 * margin there are never more than the limit in any hour of the vendor's either.
 */
export const windowMs = 3_600_000 + beginWithinMs + onTheWayMs;

/**
 * Calls of an hour that a lane can count on: of 300, 60 for what people change, 60 for what they look at, 30 for jobs.
 * Changes may also use all others.
 */
export function sharesOf(limit: number): Record<CallLane, number> {
  const part = (of: number) => Math.floor(limit * of);
  return { change: part(0.2), read: part(0.2), job: part(0.1) };
}

/** Counts calls by lane. */
export function usedBy(log: readonly LoggedCall[]): Record<CallLane, number> {
  const used = { change: 0, read: 0, job: 0 };
  for (const { lane } of log) used[lane] += 1;
  return used;
}

/**
 * Whether one more call of a lane may go. Changes only meet the limit itself. Lookups and jobs leave room for changes,
 * and each of them for what the other one can count on and has not used.
 */
export function mayGo(lane: CallLane, used: Readonly<Record<CallLane, number>>, limit: number): boolean {
  const shares = sharesOf(limit);
  const total = used.change + used.read + used.job;
  if (lane === "change") return total < limit;
  const other = lane === "read" ? "job" : "read";
  return total + Math.max(0, shares[other] - used[other]) < limit - shares.change;
}

/** When the next call of a lane may go if nobody else calls meanwhile: now or later, in epoch milliseconds. */
export function nextAtMs(lane: CallLane, log: readonly LoggedCall[], limit: number, nowMs: number): number {
  const used = usedBy(log);
  let atMs = nowMs;
  for (const call of log.toSorted((one, other) => one.atMs - other.atMs)) {
    if (mayGo(lane, used, limit)) break;
    used[call.lane] -= 1;
    atMs = Math.max(atMs, call.atMs + windowMs);
  }
  return atMs;
}

/** How many calls of a lane may go right now. */
export function leftFor(lane: CallLane, log: readonly LoggedCall[], limit: number): number {
  const used = usedBy(log);
  let left = 0;
  while (mayGo(lane, used, limit)) {
    used[lane] += 1;
    left += 1;
  }
  return left;
}

/**
 * When the last of so many calls of a lane could go if nobody else calls meanwhile, in epoch milliseconds: what a plan
 * tells about its time.
 */
export function lastAtMs(
  lane: CallLane,
  calls: number,
  log: readonly LoggedCall[],
  limit: number,
  nowMs: number,
): number {
  const coming = log.toSorted((one, other) => one.atMs - other.atMs);
  let atMs = nowMs;
  let gone = 0;
  for (let made = 0; made < calls; made++) {
    while ((coming[gone]?.atMs ?? Number.POSITIVE_INFINITY) + windowMs <= atMs) gone += 1;
    const current = coming.slice(gone);
    atMs = nextAtMs(lane, current, limit, atMs);
    coming.push({ atMs, lane });
  }
  return atMs;
}
