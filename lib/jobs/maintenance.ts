import "server-only";
import { sweepSessions } from "@/lib/access/sessions";
import { sweepStaleIntents } from "@/lib/audit/record";
import { sealEntries } from "@/lib/audit/seal";
import { sweepLastAnswers } from "@/lib/domain/last-answers/last-answers";
import { logger } from "@/lib/log";

interface Chore {
  name: string;
  everyMs: number;
  run: () => Promise<unknown>;
}

/** What every process does on the side. Each chore is safe to run in many processes at once. */
const chores: Chore[] = [
  { name: "seal audit entries", everyMs: 5_000, run: sealEntries },
  { name: "close stale intents", everyMs: 30_000, run: () => sweepStaleIntents() },
  { name: "remove ended sessions", everyMs: 10 * 60_000, run: () => sweepSessions() },
  { name: "remove old answers", everyMs: 60 * 60_000, run: () => sweepLastAnswers() },
];

const holder = globalThis as { munimentMaintenance?: NodeJS.Timeout[] };

/** Starts the chores, once per process however often it is called. */
export function startMaintenance(): void {
  holder.munimentMaintenance ??= chores.map(({ name, everyMs, run }) => {
    let running = false;
    const timer = setInterval(async () => {
      if (running) return;
      running = true;
      try {
        await run();
      } catch (error) {
        // The database may be away for a while; the next round makes up for it.
        logger().warn({ error, chore: name }, "a chore failed");
      } finally {
        running = false;
      }
    }, everyMs);
    timer.unref();
    return timer;
  });
}

export function stopMaintenance(): void {
  for (const timer of holder.munimentMaintenance ?? []) clearInterval(timer);
  delete holder.munimentMaintenance;
}
