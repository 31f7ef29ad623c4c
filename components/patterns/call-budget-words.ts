import type { StatusKind } from "@/components/ui/status-icon";
import type { CallBudget } from "@/lib/contract/juniper-access";
import { minuteOf } from "./time/format-time";

/** How a budget of calls stands, in words for people. */
export interface BudgetWords {
  /** ok: everything goes · attention: something waits · failed: nothing goes, not even changes. */
  kind: Extract<StatusKind, "ok" | "attention" | "failed">;
  /** "212 of 300 Juniper calls left this hour". */
  count: string;
  /** What waits, and until when; undefined while nothing does. */
  consequence: string | undefined;
}

const number = (count: number) => count.toLocaleString("en-US");

/** "next one at 15:40 UTC": when what waits may go again. */
export function nextOne(nextAt: string | null, nowMs: number = Date.now()): string {
  return nextAt === null ? "next one soon" : `next one at ${minuteOf(nextAt, nowMs)}`;
}

/**
 * The one way in which screens speak of Juniper's hourly budget.
 * @param nowMs epoch milliseconds: times on another UTC day get their date
 */
export function budgetWords(budget: CallBudget, nowMs: number = Date.now()): BudgetWords {
  const { limit, left, lanes, frozenUntil } = budget;
  const count = `${number(left)} of ${number(limit)} Juniper calls left this hour`;
  if (lanes.change.left === 0) {
    return {
      kind: "failed",
      count,
      consequence: `Lookups and changes wait: ${nextOne(lanes.change.nextAt, nowMs)}`,
    };
  }
  if (frozenUntil !== null) {
    return {
      kind: "attention",
      // What the vendor has counted itself is not known, so no number of ours is told as if it were.
      count: "Juniper has had too many calls from this account",
      consequence: `Lookups and jobs wait, changes go: ${nextOne(lanes.read.nextAt ?? frozenUntil, nowMs)}`,
    };
  }
  if (lanes.read.left === 0) {
    return {
      kind: "attention",
      count,
      consequence: `Lookups wait, changes go: ${nextOne(lanes.read.nextAt, nowMs)}`,
    };
  }
  return { kind: "ok", count, consequence: undefined };
}
