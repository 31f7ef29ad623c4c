const exact = new Intl.DateTimeFormat("en-US", {
  timeZone: "UTC",
  weekday: "short",
  day: "numeric",
  month: "long",
  year: "numeric",
});
const clock = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", hour: "2-digit", minute: "2-digit" });
const seconds = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

function partsOf(date: Date): Record<string, string> {
  return Object.fromEntries(exact.formatToParts(date).map((part) => [part.type, part.value]));
}

/** "Sun, 14 March 2027, 09:00 UTC". An instant that cannot be read is returned as it came. */
export function exactTime(instant: string, withSeconds = false): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  const { weekday, day, month, year } = partsOf(date);
  const time = (withSeconds ? seconds : clock).format(date);
  return `${weekday}, ${day} ${month} ${year}, ${time} UTC`;
}

/** "14:02 UTC" on the same UTC day, else "21 November, 14:02 UTC". */
export function clockTime(instant: string, nowMs: number = Date.now()): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  const time = `${clock.format(date)} UTC`;
  if (date.toISOString().slice(0, 10) === new Date(nowMs).toISOString().slice(0, 10)) return time;
  const { day, month } = partsOf(date);
  return `${day} ${month}, ${time}`;
}

const steps = [
  { unit: "year", ms: 365.25 * 86_400_000 },
  { unit: "month", ms: 30.44 * 86_400_000 },
  { unit: "day", ms: 86_400_000 },
  { unit: "hour", ms: 3_600_000 },
  { unit: "minute", ms: 60_000 },
] as const;

function amount(distanceMs: number): string {
  const size = Math.abs(distanceMs);
  for (const { unit, ms } of steps) {
    const count = Math.floor(size / ms);
    if (count >= 1) return `${count} ${unit}${count === 1 ? "" : "s"}`;
  }
  return "";
}

/** "12 minutes ago", "in 3 days", "just now". Whole units, the largest that fits. */
export function relativeTime(instant: string, nowMs: number): string {
  const distanceMs = new Date(instant).getTime() - nowMs;
  if (Number.isNaN(distanceMs)) return instant;
  const text = amount(distanceMs);
  if (text === "") return distanceMs > 5_000 ? "in less than a minute" : "just now";
  return distanceMs > 0 ? `in ${text}` : `${text} ago`;
}

/** "in 112 days", "today", "12 days ago": distance of a deadline in days, as people plan by. */
export function daysAway(instant: string, nowMs: number): string {
  const days = Math.floor((new Date(instant).getTime() - nowMs) / 86_400_000);
  if (Number.isNaN(days)) return "";
  if (days === 0) return "in less than a day";
  if (days === -1) return "less than a day ago";
  const count = days > 0 ? days : -days - 1;
  const words = `${count.toLocaleString("en-US")} ${count === 1 ? "day" : "days"}`;
  return days > 0 ? `in ${words}` : `${words} ago`;
}

/** "2m 24s", "1h 5m", "3d 2h": running time, zero units left out. */
export function duration(durationMs: number): string {
  const total = Math.max(0, Math.floor(durationMs / 1000));
  const parts = [
    [Math.floor(total / 86_400), "d"],
    [Math.floor((total % 86_400) / 3600), "h"],
    [Math.floor((total % 3600) / 60), "m"],
    [total % 60, "s"],
  ] as const;
  const shown = parts.filter(([count]) => count > 0).slice(0, 2);
  return shown.length === 0 ? "0s" : shown.map(([count, unit]) => `${count}${unit}`).join(" ");
}

const minuteMs = 60_000;

/** "15:41 UTC" for 15:40:12: the first whole minute that is not too early. */
export function minuteOf(instant: string, nowMs: number = Date.now()): string {
  return clockTime(new Date(Math.ceil(Date.parse(instant) / minuteMs) * minuteMs).toISOString(), nowMs);
}
