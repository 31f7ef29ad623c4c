import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { users } from "@/drizzle/schema/people";
import { whitelistImports as imports } from "@/drizzle/schema/whitelist-imports";
import type { Actor } from "@/lib/access/actor";
import { db } from "@/lib/db/connection";
import { personActor } from "@/lib/domain/users/users";
import { logger } from "@/lib/log";
import type { UbloxClient } from "@/lib/vendors/ublox/client";
import { sendChunk, settleChunk, takeChunk } from "./chunks";
import { heartbeatMs } from "./limits";
import { noLongerActive, shutDown, whyNotAccepted } from "./words";

/** One loop that sends one import. */
export interface Drive {
  importId: string;
  /** Names this loop; the import's row says which loop has it. */
  driver: string;
}

interface Loops {
  running: Set<Promise<void>>;
  stopping: boolean;
}

/** Shared by all copies of this module that the bundler makes: whoever ends the process has to reach every loop. */
const holder = globalThis as { munimentWhitelistLoops?: Loops };

function loops(): Loops {
  holder.munimentWhitelistLoops ??= { running: new Set(), stopping: false };
  return holder.munimentWhitelistLoops;
}

/**
 * Sends what is left of an import in the background of this process, chunk by chunk, until everything is accepted or
 * something stops it. The caller has written the driver's name into the import's row; the loop begins when that is
 * committed, and does nothing when it is not.
 */
export function startDriving(ublox: UbloxClient, drive: Drive): void {
  const running = driveToEnd(ublox, drive)
    .catch((error: unknown) => {
      // The row keeps the loop's name without a sign of life, which shows the import as stopped in the middle.
      logger().error(
        { error, importId: drive.importId },
        "a whitelist import could not be taken up or given back",
      );
    })
    .finally(() => loops().running.delete(running));
  loops().running.add(running);
}

/** Lets the loops of this process finish the chunk they are at, and waits for that. For the end of the process. */
export async function stopDriving(): Promise<void> {
  loops().stopping = true;
  await Promise.all(loops().running);
  loops().stopping = false;
}

async function driveToEnd(ublox: UbloxClient, drive: Drive): Promise<void> {
  if (!(await takeUp(drive))) return;
  const heartbeat = setInterval(() => {
    showLife(drive).catch((error: unknown) => {
      logger().warn({ error, importId: drive.importId }, "a sign of life could not be written");
    });
  }, heartbeatMs);
  try {
    await release(drive, await sendChunks(ublox, drive).catch((error: unknown) => explain(error, drive)));
  } finally {
    clearInterval(heartbeat);
  }
}

function explain(error: unknown, { importId }: Drive): string {
  logger().error({ error, importId }, "sending a whitelist import broke off");
  return whyNotAccepted(error);
}

/** @returns why it stopped; null when nothing is left */
async function sendChunks(ublox: UbloxClient, { importId, driver }: Drive): Promise<string | null> {
  for (;;) {
    if (loops().stopping) return shutDown;
    const actor = await starterOf(importId);
    if (typeof actor === "string") return actor;
    const chunk = await takeChunk(importId, driver);
    if (chunk === undefined || chunk === "lost") return null;
    const end = await sendChunk(actor, ublox, chunk);
    await settleChunk(chunk, end);
    if (end.state !== "accepted") return end.problem;
  }
}

/**
 * Waits for the transaction that names this loop: it holds the row's lock until it is committed or rolled back.
 * @returns whether the import is this loop's
 */
async function takeUp({ importId, driver }: Drive): Promise<boolean> {
  return db().transaction(async (tx) => {
    const [row] = await tx
      .select({ driver: imports.driver })
      .from(imports)
      .where(eq(imports.id, importId))
      .for("update");
    return row?.driver === driver;
  });
}

/** The person who started it, with the role of this moment; in words when that person may not go on. */
async function starterOf(importId: string): Promise<Actor | string> {
  const [row] = await db()
    .select({ user: users })
    .from(imports)
    .innerJoin(users, eq(users.id, imports.startedById))
    .where(eq(imports.id, importId));
  return row?.user.state === "active"
    ? personActor(row.user)
    : noLongerActive(row?.user.email ?? "The person");
}

async function showLife({ importId, driver }: Drive): Promise<void> {
  await db()
    .update(imports)
    .set({ heartbeatAt: sql`now()` })
    .where(and(eq(imports.id, importId), eq(imports.driver, driver)));
}

/** Gives the import back. Does nothing when another loop has it. */
async function release({ importId, driver }: Drive, problem: string | null): Promise<void> {
  await db()
    .update(imports)
    .set({ driver: null, problem, finishedAt: sql`now()` })
    .where(and(eq(imports.id, importId), eq(imports.driver, driver)));
}
