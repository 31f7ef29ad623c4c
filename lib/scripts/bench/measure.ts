import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { z } from "zod";

/** What a piece of work cost. */
export const cost = z.object({
  seconds: z.number(),
  /** Peak of the process above what it held before, idle; PostgreSQL is another process. */
  growthMb: z.number(),
  /** Longest time between two turns of the event loop. */
  longestDelayMs: z.number(),
  /** The same in processor time of the main thread, which other programs on the machine do not lengthen. */
  longestWorkMs: z.number(),
});
export type Cost = z.output<typeof cost>;

/** Does a piece of work under watch. Warm up before. */
export async function watched<T>(work: () => Promise<T>): Promise<{ value: T; cost: Cost }> {
  await becomeIdle();
  const before = process.memoryUsage.rss();
  let peak = before;
  let longestDelayMs = 0;
  let longestWorkMs = 0;
  let last = momentNow();
  const startedAtMs = performance.now();
  const sampling = setInterval(() => {
    const now = momentNow();
    longestDelayMs = Math.max(longestDelayMs, now.clockMs - last.clockMs);
    longestWorkMs = Math.max(longestWorkMs, now.workMs - last.workMs);
    peak = Math.max(peak, process.memoryUsage.rss());
    last = momentNow();
  }, 1);
  const value = await work();
  const seconds = (performance.now() - startedAtMs) / 1_000;
  clearInterval(sampling);
  return { value, cost: { seconds, growthMb: (peak - before) / 1024 / 1024, longestDelayMs, longestWorkMs } };
}

/** Gives back what warming up has left, so that growth is counted from the least the process can be. */
async function becomeIdle(): Promise<void> {
  setFlagsFromString("--expose-gc");
  for (let turn = 0; turn < 3; turn++) {
    runInNewContext("gc")();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function momentNow(): { clockMs: number; workMs: number } {
  const { user, system } = process.threadCpuUsage();
  return { clockMs: performance.now(), workMs: (user + system) / 1_000 };
}

export function median(numbers: number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
