import "server-only";
import { batchWatch } from "@/lib/domain/certificate-batches/batch-watch";
import { lookAtDue, nextDueAt } from "@/lib/domain/watches/look";
import { logger } from "@/lib/log";
import { processWide } from "@/lib/vendors/http/process-wide";
import { sectigo } from "@/lib/vendors/sectigo/client";

/** Everything this console watches. */
const kinds = [batchWatch(sectigo)];

/** Watches that another process has begun are noticed within this. */
const noticedWithinMs = 2_000;
/** Things that become due at almost the same moment are looked at together. */
const pauseMs = 250;
/** While the database is away. */
const troublePauseMs = 5_000;

/**
 * Looks at everything that is due, in any number of processes at once.
 * @returns when the next look is due; undefined when nothing is watched
 * @throws when the database is away
 */
export async function runWatches(signal: AbortSignal): Promise<Date | undefined> {
  const dueAt = await nextDueAt(kinds);
  if (dueAt === undefined || dueAt.getTime() > Date.now()) return dueAt;
  await lookAtDue(kinds, signal);
  return nextDueAt(kinds);
}

interface Loop {
  ending: AbortController;
  running: Promise<void>;
}

const holder = processWide<{ loop?: Loop }>("watches", () => ({}));

/** Keeps looking in the background of this process, once however often it is called. */
export function startWatches(): void {
  if (holder.loop !== undefined) return;
  const ending = new AbortController();
  holder.loop = { ending, running: keepLooking(ending.signal) };
}

/** Ends the looks of this process: a call to a vendor is given up, and what it was about is free for others at once. */
export async function stopWatches(): Promise<void> {
  const { loop } = holder;
  if (loop === undefined) return;
  loop.ending.abort();
  await loop.running;
  delete holder.loop;
}

async function keepLooking(signal: AbortSignal): Promise<void> {
  let isQuiet = false;
  while (!signal.aborted) {
    try {
      const dueAt = await runWatches(signal);
      isQuiet = false;
      const waitMs = dueAt === undefined ? noticedWithinMs : dueAt.getTime() - Date.now();
      await sleep(Math.min(noticedWithinMs, Math.max(pauseMs, waitMs)), signal);
    } catch (error) {
      // Said once: the database may be away for long.
      if (!isQuiet) logger().warn({ error }, "what is watched could not be looked at");
      isQuiet = true;
      await sleep(troublePauseMs, signal);
    }
  }
}

/** Ends early, and quietly, when the loop is to end. */
async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  signal.addEventListener("abort", () => resolve(), { once: true });
  await promise;
  clearTimeout(timer);
}
