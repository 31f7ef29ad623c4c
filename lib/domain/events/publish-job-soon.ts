import "server-only";
import { db } from "@/lib/db/connection";
import { logger } from "@/lib/log";
import { publishIn } from "./publish";

/** A job is told of at most this often by each process. */
const jobEveryMs = 500;
/** While the database is away, it is tried again this much later. */
const retryAfterMs = 5_000;

/** A job that was told of a moment ago. */
interface Rest {
  /** Whether there is more to tell when the rest is over. */
  again: boolean;
  telling: Promise<void>;
  timer: NodeJS.Timeout | undefined;
}

const holder = globalThis as { munimentJobRests?: Map<string, Rest> };
holder.munimentJobRests ??= new Map();
const rests = holder.munimentJobRests;

/**
 * Tells open pages that a job has moved: at once, and however often it is called, at most every 500 ms. The last call
 * is always followed by a notification, also when the database was away in between.
 */
export function publishJobSoon(jobId: string): void {
  const rest = rests.get(jobId);
  if (rest === undefined) tell(jobId);
  else rest.again = true;
}

/** Tells at once what would be told later; for the end of a process, while its database is still open. */
export async function flushJobEvents(): Promise<void> {
  await Promise.all(
    [...rests].map(async ([jobId, rest]) => {
      await rest.telling;
      clearTimeout(rest.timer);
      if (rests.get(jobId) === rest) rests.delete(jobId);
      if (rest.again) await notify(jobId);
    }),
  );
}

function tell(jobId: string): void {
  const rest: Rest = { again: false, telling: Promise.resolve(), timer: undefined };
  rests.set(jobId, rest);
  rest.telling = notify(jobId).then((told) => {
    if (!told) rest.again = true;
    rest.timer = setTimeout(
      () => {
        if (rest.again) tell(jobId);
        else rests.delete(jobId);
      },
      told ? jobEveryMs : retryAfterMs,
    );
    rest.timer.unref();
  });
}

/** @returns whether it was told */
async function notify(jobId: string): Promise<boolean> {
  try {
    await publishIn(db(), { type: "job", jobId });
    return true;
  } catch (error) {
    logger().warn({ error, jobId }, "open pages could not be told of a job yet");
    return false;
  }
}
