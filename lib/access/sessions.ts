import "server-only";
import { randomBytes } from "node:crypto";
import { and, eq, lt, or } from "drizzle-orm";
import { sessions, users } from "@/drizzle/schema/people";
import { record } from "@/lib/audit/record";
import { sealSoon } from "@/lib/audit/seal";
import { db, type Transaction } from "@/lib/db/connection";
import { newId } from "@/lib/db/ids";
import type { Actor } from "./actor";
import type { Role } from "./permissions";

/** A session ends this long after its last request … */
const idleMsMax = 2 * 60 * 60_000;
/** … and in any case this long after the sign-in. */
export const sessionMsMax = 12 * 60 * 60_000;
/** "Last seen" is written at most this often. */
const touchEveryMs = 60_000;

export interface Session {
  sessionId: string;
  userId: string;
  name: string;
  email: string;
  role: Role;
  actor: Actor;
  expiresAt: Date;
  /** When it was last sure that it is this person: at the sign-in, or confirmed since. */
  confirmedAt: Date;
}

/**
 * Starts a session with a new id at every sign-in, and records the sign-in with it.
 * @param confirmedAt when the person showed who they are; now, unless somebody else vouches for an earlier moment
 */
export async function startSession(
  userId: string,
  address: string | null,
  confirmedAt: Date = new Date(),
): Promise<string> {
  const id = randomBytes(24).toString("base64url");
  await db().transaction(async (tx) => {
    const now = new Date();
    const [user] = await tx.update(users).set({ lastSignInAt: now }).where(eq(users.id, userId)).returning();
    if (user === undefined || user.state !== "active") throw new Error("The account is not active.");
    await tx
      .insert(sessions)
      .values({ id, userId, confirmedAt, expiresAt: new Date(now.getTime() + sessionMsMax) });
    const actor: Actor = { type: "person", id: user.id, name: user.email, role: user.role as Role, address };
    await record(
      tx,
      { actor, action: "session.signIn", subject: { type: "user", id: user.email }, requestId: newId("req") },
      "succeeded",
    );
  });
  sealSoon();
  return id;
}

export interface Asking {
  /** Whether it shows that somebody is there, as a request of a page does; what asks by itself must not. */
  signOfLife: boolean;
}

/**
 * The session and its person as they are now: a role changed or a person disabled a moment ago counts already.
 * Undefined when the session has ended, for whatever reason.
 */
export async function readSession(
  sessionId: string,
  address: string | null,
  { signOfLife }: Asking = { signOfLife: true },
): Promise<Session | undefined> {
  const [found] = await db()
    .select({ session: sessions, user: users })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(eq(sessions.id, sessionId));
  if (found === undefined || found.user.state !== "active") return undefined;
  const now = Date.now();
  const lastSeenMs = found.session.lastSeenAt.getTime();
  if (found.session.expiresAt.getTime() <= now || lastSeenMs + idleMsMax <= now) return undefined;
  if (signOfLife && lastSeenMs + touchEveryMs < now) {
    await db()
      .update(sessions)
      .set({ lastSeenAt: new Date(now) })
      .where(eq(sessions.id, sessionId));
  }
  const { user } = found;
  return {
    sessionId,
    userId: user.id,
    name: user.name,
    email: user.email,
    role: user.role as Role,
    actor: { type: "person", id: user.id, name: user.email, role: user.role as Role, address },
    expiresAt: found.session.expiresAt,
    confirmedAt: found.session.confirmedAt,
  };
}

/** Notes when it was last sure that a session is its person's. An earlier moment than is known changes nothing. */
export async function moveConfirmation(tx: Transaction, sessionId: string, confirmedAt: Date): Promise<void> {
  await tx
    .update(sessions)
    .set({ confirmedAt })
    .where(and(eq(sessions.id, sessionId), lt(sessions.confirmedAt, confirmedAt)));
}

/** Ends a session at once, wherever its cookie is. */
export async function endSession(sessionId: string): Promise<void> {
  await db().transaction(async (tx) => {
    const [ended] = await tx.delete(sessions).where(eq(sessions.id, sessionId)).returning();
    if (ended === undefined) return;
    const [user] = await tx.select().from(users).where(eq(users.id, ended.userId));
    if (user === undefined) return;
    const actor: Actor = {
      type: "person",
      id: user.id,
      name: user.email,
      role: user.role as Role,
      address: null,
    };
    await record(
      tx,
      {
        actor,
        action: "session.signOut",
        subject: { type: "user", id: user.email },
        requestId: newId("req"),
      },
      "succeeded",
    );
  });
  sealSoon();
}

/** Removes sessions that have run out. */
export async function sweepSessions(now = new Date()): Promise<void> {
  await db()
    .delete(sessions)
    .where(or(lt(sessions.expiresAt, now), lt(sessions.lastSeenAt, new Date(now.getTime() - idleMsMax))));
}
