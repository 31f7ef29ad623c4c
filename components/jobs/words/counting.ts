import type { JobSummary } from "@/lib/contract/jobs";

export type Unit = JobSummary["unit"];

const number = (value: number) => value.toLocaleString("en-US");

/** "1 device", "1,204 devices". */
export function countOf(count: number, unit: Unit): string {
  return `${number(count)} ${count === 1 ? unit.one : unit.many}`;
}

/** "3,120 of 10,000 devices": the noun follows the whole. */
export function partOf(part: number, whole: number, unit: Unit): string {
  return `${number(part)} of ${countOf(whole, unit)}`;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** "less than a minute", "about 4 min", "about 2 h 10 min", "about 3 days": as precise as an estimate can be. */
export function roughly(ms: number): string {
  if (ms < minuteMs) return "less than a minute";
  const minutes = Math.round(ms / minuteMs);
  if (minutes < 90) return `about ${minutes} min`;
  if (ms >= 36 * hourMs) return `about ${Math.round(ms / (24 * hourMs))} days`;
  // Ten minutes more or less are within the estimate.
  const tens = Math.round(minutes / 10) * 10;
  const rest = tens % 60;
  return `about ${Math.floor(tens / 60)} h${rest === 0 ? "" : ` ${rest} min`}`;
}
