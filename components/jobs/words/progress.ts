import { type JobKindName, jobKinds } from "@/lib/contract/job-kinds";
import type { JobSummary, RowCounts } from "@/lib/contract/jobs";
import { countOf, partOf, roughly } from "./counting";
import { vendorOf } from "./vendor";

type Counted = Pick<JobSummary, "kind" | "state" | "rows" | "unit">;

export interface Progress {
  /** Null while the total is not known. */
  value: number | null;
  max: number;
  /** The whole truth in words. */
  text: string;
}

/** Rows that have come to their end, or that the vendor finishes by itself. */
export const endedRows = ({ done, accepted, failed }: RowCounts) => done + accepted + failed;

/** Rows that a plan will carry out. */
export const plannedRows = ({ total, skipped }: RowCounts) => total - skipped;

const number = (value: number) => value.toLocaleString("en-US");

function preparingText({ kind, rows, unit }: Counted): string {
  if (jobKinds[kind].makes === "file") return "Measuring the list";
  return rows.total === 0 ? `Looking for ${unit.many}` : `${countOf(rows.total, unit)} so far`;
}

function readyText({ rows, unit }: Counted): string {
  const planned = countOf(plannedRows(rows), unit);
  return rows.skipped === 0 ? planned : `${planned}, ${number(rows.skipped)} skipped`;
}

/** What did not go as hoped, behind the count of those that ended. */
function asides({ failed, unknown }: RowCounts): string {
  const told = [
    failed > 0 ? `${number(failed)} failed` : "",
    unknown > 0 ? `${number(unknown)} unknown` : "",
  ].filter((words) => words !== "");
  return told.length === 0 ? "" : `, ${told.join(", ")}`;
}

/** How far a job is, for its bar and in words: "3,120 of 10,000 devices, 12 failed". */
export function progressOf(job: Counted): Progress {
  const { state, rows, unit } = job;
  const planned = plannedRows(rows);
  if (state === "preparing") return { value: null, max: 1, text: preparingText(job) };
  if (state === "failed") return { value: 0, max: 1, text: "Nothing was sent" };
  if (state === "ready") return { value: 0, max: planned, text: readyText(job) };
  // A stop makes skipped rows of those that were not begun: they are still part of the whole.
  const max = state === "stopped" ? rows.total : planned;
  const value = endedRows(rows);
  const text = state === "done" && value === max ? countOf(max, unit) : partOf(value, max, unit);
  return { value, max, text: text + asides(rows) };
}

/** "312 of 1,000 calls to u-blox"; for files it is pages that are read. */
export function callsText({ kind, calls }: Pick<JobSummary, "kind" | "calls">): string {
  if (jobKinds[kind].makes === "file") return partOf(calls.made, calls.total, { one: "page", many: "pages" });
  return partOf(calls.made, calls.total, callUnit(kind));
}

/** "13 calls to u-blox": what a plan costs. */
export function callsCost(kind: JobKindName, calls: number): string {
  return countOf(calls, callUnit(kind));
}

function callUnit(kind: JobKindName) {
  const vendor = vendorOf(kind);
  return vendor === undefined
    ? { one: "step", many: "steps" }
    : { one: `call to ${vendor}`, many: `calls to ${vendor}` };
}

/** "540 a minute": rows with an outcome. Null unless it is known. */
export function rateText(ratePerMinute: number | null): string | null {
  if (ratePerMinute === null || ratePerMinute <= 0) return null;
  return ratePerMinute < 1 ? "less than 1 a minute" : `${number(Math.round(ratePerMinute))} a minute`;
}

/** "about 4 min left". Null unless it is known. */
export function restText(expectedEndAt: string | null, nowMs: number): string | null {
  if (expectedEndAt === null) return null;
  const leftMs = Date.parse(expectedEndAt) - nowMs;
  return leftMs <= 0 ? "nearly there" : `${roughly(leftMs)} left`;
}

type Paced = Pick<
  JobSummary,
  "state" | "reason" | "ratePerMinute" | "expectedEndAt" | "startedAt" | "endedAt"
>;

/**
 * How a started job gets on: rate and rest while it runs ("540 a minute, about 4 min left"), how long it took. One line
 * in every state, so that nothing below it moves when the state changes. Null before the start.
 */
export function paceText(job: Paced, nowMs: number | null): string | null {
  const { state, startedAt, endedAt } = job;
  if (startedAt === null) return null;
  if (state === "running") return runningText(job, nowMs);
  if (state === "paused") return pausedText(job, nowMs);
  return endedAt === null ? null : `Took ${roughly(Date.parse(endedAt) - Date.parse(startedAt))}`;
}

function pausedText({ reason, expectedEndAt }: Paced, nowMs: number | null): string {
  const rest = nowMs === null ? null : restText(expectedEndAt, nowMs);
  return reason?.code === "vendor_budget" && rest !== null ? rest : "No call is begun while it is paused";
}

function runningText({ ratePerMinute, expectedEndAt }: Paced, nowMs: number | null): string {
  const rest = nowMs === null ? null : restText(expectedEndAt, nowMs);
  const known = [rateText(ratePerMinute), rest].filter((words) => words !== null);
  return known.length === 0 ? "Its pace is not known yet" : known.join(", ");
}
