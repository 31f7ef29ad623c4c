const steps = [
  { unit: "d", seconds: 86_400 },
  { unit: "h", seconds: 3_600 },
  { unit: "min", seconds: 60 },
  { unit: "s", seconds: 1 },
] as const;

/**
 * A setting given in seconds as exact duration: "7 d", "1 d 12 h", "90 s" as "1 min 30 s". Nothing is rounded, because
 * this is what the device will do. A value that is no whole number of seconds is returned as it came.
 */
export function durationWords(seconds: string): string {
  if (!/^\d{1,15}$/.test(seconds)) return seconds;
  let rest = Number(seconds);
  if (rest === 0) return "0 s";
  const parts: string[] = [];
  for (const step of steps) {
    const count = Math.floor(rest / step.seconds);
    rest -= count * step.seconds;
    if (count > 0) parts.push(`${count.toLocaleString("en-US")} ${step.unit}`);
  }
  return parts.join(" ");
}

/** "604,800 seconds", or undefined when the value is no whole number of seconds. */
export function secondsWords(seconds: string): string | undefined {
  if (!/^\d{1,15}$/.test(seconds)) return undefined;
  const count = Number(seconds);
  return `${count.toLocaleString("en-US")} ${count === 1 ? "second" : "seconds"}`;
}
