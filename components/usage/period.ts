import type { DateRange } from "@/components/patterns/table-state/filter-parsers";
import { earliestUsageDay } from "@/lib/contract/usage";

const dayMs = 86_400_000;

/** Periods at hand, in days with today. */
export const presets = ["7", "30", "60"] as const;
export type Preset = (typeof presets)[number];
export const usualPreset: Preset = "30";

export interface Period {
  /** Both included, "yyyy-mm-dd" in UTC. */
  from: string;
  to: string;
}

const dayAt = (atMs: number) => new Date(atMs).toISOString().slice(0, 10);

/** A period within what the vendor tells: a chosen one, cut to it, or so many days up to today. */
export function periodOf(chosen: DateRange | null, preset: Preset, nowMs: number): Period {
  const today = dayAt(nowMs);
  const earliest = earliestUsageDay(nowMs);
  const within = (day: string) => (day < earliest ? earliest : day > today ? today : day);
  if (chosen === null) return { from: dayAt(nowMs - (Number(preset) - 1) * dayMs), to: today };
  const to = within(chosen.to ?? today);
  const from = within(chosen.from ?? earliest);
  return from <= to ? { from, to } : { from: to, to };
}

/** Whether a chosen period reaches out of what the vendor tells. */
export function isCut(chosen: DateRange | null, nowMs: number): boolean {
  if (chosen === null) return false;
  const { from, to } = periodOf(chosen, usualPreset, nowMs);
  return (chosen.from !== null && chosen.from !== from) || (chosen.to !== null && chosen.to !== to);
}

/** Every day of a period. */
export function daysOf({ from, to }: Period): string[] {
  const days: string[] = [];
  for (let atMs = Date.parse(from); atMs <= Date.parse(to); atMs += dayMs) days.push(dayAt(atMs));
  return days;
}
