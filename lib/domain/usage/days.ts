const dayMs = 86_400_000;

/** The day that it is, "yyyy-mm-dd" in UTC. */
export function today(nowMs = Date.now()): string {
  return new Date(nowMs).toISOString().slice(0, 10);
}

const startOf = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayAt = (atMs: number) => new Date(atMs).toISOString().slice(0, 10);

/** Every day from the first to the last, both included. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let atMs = startOf(from); atMs <= startOf(to); atMs += dayMs) days.push(dayAt(atMs));
  return days;
}

/** A period of several days in two halves. */
export function halves({ from, to }: { from: string; to: string }) {
  const middle = dayAt(startOf(from) + Math.floor((startOf(to) - startOf(from)) / dayMs / 2) * dayMs);
  return [
    { from, to: middle },
    { from: dayAt(startOf(middle) + dayMs), to },
  ] as const;
}

/** Whether so much time has passed since a day's end. */
export function endedAgo(day: string, agoMs: number, nowMs = Date.now()): boolean {
  return nowMs >= startOf(day) + dayMs + agoMs;
}
