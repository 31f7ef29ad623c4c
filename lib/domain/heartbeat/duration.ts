// Browser-safe: no imports.

const daySeconds = 86_400;
const hourSeconds = 3_600;
const minuteSeconds = 60;

const steps = [
  { unit: "d", seconds: daySeconds },
  { unit: "h", seconds: hourSeconds },
  { unit: "min", seconds: minuteSeconds },
  { unit: "s", seconds: 1 },
] as const;

/** Largest number of seconds that is split: far beyond any interval, and exact as a number. */
const secondsMax = 10 ** 15 - 1;

const isWhole = (seconds: number) => Number.isInteger(seconds) && seconds >= 0 && seconds <= secondsMax;

/**
 * A setting in seconds as exact duration: "7 d", "1 d 12 h", 90 as "1 min 30 s". Nothing is rounded, because this is
 * what the device will do. A value that is no whole number of seconds is returned as text.
 */
export function durationWords(seconds: number): string {
  if (!isWhole(seconds)) return String(seconds);
  if (seconds === 0) return "0 s";
  const parts: string[] = [];
  let rest = seconds;
  for (const step of steps) {
    const count = Math.floor(rest / step.seconds);
    rest -= count * step.seconds;
    if (count > 0) parts.push(`${count.toLocaleString("en-US")} ${step.unit}`);
  }
  return parts.join(" ");
}

/** A distance in time as people say it: the two largest units, cut off; "less than a minute" below one. */
export function roughDuration(durationMs: number): string {
  const seconds = Math.floor(Math.min(Math.abs(durationMs) / 1_000, secondsMax));
  if (!(seconds >= minuteSeconds)) return "less than a minute";
  return durationWords(seconds - (seconds % minuteSeconds))
    .split(" ")
    .slice(0, 4)
    .join(" ");
}

/** "604,800 seconds" */
export function secondsWords(seconds: number): string {
  return `${seconds.toLocaleString("en-US")} ${seconds === 1 ? "second" : "seconds"}`;
}

/** A duration as people enter it. Seconds hold only what days, hours and minutes do not. */
export interface DurationParts {
  days: number;
  hours: number;
  minutes: number;
  seconds: number;
}

/** The largest units first, so that 129,600 are 1 day and 12 hours. */
export function durationParts(seconds: number): DurationParts {
  return {
    days: Math.floor(seconds / daySeconds),
    hours: Math.floor((seconds % daySeconds) / hourSeconds),
    minutes: Math.floor((seconds % hourSeconds) / minuteSeconds),
    seconds: seconds % minuteSeconds,
  };
}

/** Parts may be larger than their unit: 36 hours are 129,600 seconds. */
export function secondsOf({ days, hours, minutes, seconds }: DurationParts): number {
  return days * daySeconds + hours * hourSeconds + minutes * minuteSeconds + seconds;
}
