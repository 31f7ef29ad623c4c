import type { CallLane } from "@/lib/vendors/http/admission";
import { type LoggedCall, leftFor, nextAtMs, sharesOf, usedBy, windowMs } from "./lanes";

/** A call that counts, with what it was made for. */
export interface CountedCall extends LoggedCall {
  /** Method and path template, without identifiers. */
  call: string;
  /** Who made it necessary; null for the console itself. */
  askedBy: string | null;
}

/** How a lane stands. */
export interface LaneReadOut {
  /** Calls of an hour that nobody else can take. */
  share: number;
  used: number;
  /** How many may go now. */
  left: number;
  /** When the next one may, where none may now. */
  nextAt: Date | null;
}

/** How a budget stands. */
export interface BudgetReadOut {
  limit: number;
  used: number;
  left: number;
  /** When the oldest of the counted calls stops counting; null while none counts. */
  nextFreeAt: Date | null;
  /** When the counted calls stop counting: how many in each step of five minutes that ends at `until`, and of which lane. */
  freeing: { until: Date; calls: number; lanes: Record<CallLane, number> }[];
  lanes: Record<CallLane, LaneReadOut>;
  /** What the calls were made for and for whom, the most frequent first. */
  byWhom: { lane: CallLane; call: string; askedBy: string | null; calls: number; lastAt: Date }[];
  /** Until when lookups and jobs wait because the vendor has had too many; what is left is then not known. */
  frozenUntil: Date | null;
}

/** Everything about a budget at one moment. */
interface Standing {
  limit: number;
  /** The calls that count, in the order in which they were let go. */
  log: readonly CountedCall[];
  /** Epoch milliseconds by the clock that the log goes by. */
  nowMs: number;
  /** Epoch milliseconds; in the past when nothing is frozen. */
  frozenUntilMs: number;
}

const stepMs = 5 * 60_000;
/** Ends an hour from now. The few seconds that a call counts longer than an hour belong to it. */
const lastStep = 11;

/** Tells people and screens how a budget stands. Pure: whoever calls brings the log and the time. */
export function readOut({ limit, log, nowMs, frozenUntilMs }: Standing): BudgetReadOut {
  const frozenUntil = frozenUntilMs > nowMs ? new Date(frozenUntilMs) : null;
  const shares = sharesOf(limit);
  const used = usedBy(log);
  const laneOf = (lane: CallLane): LaneReadOut => {
    const waits = lane !== "change" && frozenUntil !== null;
    const left = waits ? 0 : leftFor(lane, log, limit);
    const freeAtMs = nextAtMs(lane, log, limit, nowMs);
    const nextAt = new Date(waits ? Math.max(freeAtMs, frozenUntilMs) : freeAtMs);
    return { share: shares[lane], used: used[lane], left, nextAt: left > 0 ? null : nextAt };
  };
  const [oldest] = log;
  return {
    limit,
    used: log.length,
    left: Math.max(0, limit - log.length),
    nextFreeAt: oldest === undefined ? null : new Date(oldest.atMs + windowMs),
    freeing: freeingOf(log, nowMs),
    lanes: { change: laneOf("change"), read: laneOf("read"), job: laneOf("job") },
    byWhom: byWhomOf(log),
    frozenUntil,
  };
}

function freeingOf(log: readonly CountedCall[], nowMs: number): BudgetReadOut["freeing"] {
  const steps = Array.from({ length: lastStep + 1 }, (_, step) => ({
    until: new Date(step === lastStep ? nowMs + windowMs : nowMs + (step + 1) * stepMs),
    calls: 0,
    lanes: { change: 0, read: 0, job: 0 },
  }));
  for (const { atMs, lane } of log) {
    const inMs = atMs + windowMs - nowMs;
    const step = steps[Math.min(lastStep, Math.max(0, Math.ceil(inMs / stepMs) - 1))];
    if (step === undefined) continue;
    step.calls += 1;
    step.lanes[lane] += 1;
  }
  return steps;
}

function byWhomOf(log: readonly CountedCall[]): BudgetReadOut["byWhom"] {
  const groups = new Map<string, BudgetReadOut["byWhom"][number]>();
  for (const { lane, call, askedBy, atMs } of log) {
    const key = JSON.stringify([lane, call, askedBy]);
    const group = groups.get(key) ?? { lane, call, askedBy, calls: 0, lastAt: new Date(atMs) };
    // The log is in order, so that the latest of a group comes last.
    groups.set(key, { ...group, calls: group.calls + 1, lastAt: new Date(atMs) });
  }
  return [...groups.values()].toSorted(
    (one, other) => other.calls - one.calls || other.lastAt.getTime() - one.lastAt.getTime(),
  );
}
