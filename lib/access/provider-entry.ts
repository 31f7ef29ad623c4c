import "server-only";
import { record } from "@/lib/audit/record";
import { sealSoon } from "@/lib/audit/seal";
import { db } from "@/lib/db/connection";
import { newId } from "@/lib/db/ids";
import { moveConfirmation, type Session, startSession } from "./sessions";

const subject = { type: "session", id: "own session" };

/** Somebody with an account, for whom the identity provider vouches. */
export interface Vouched {
  userId: string;
  /** When the person proved there who they are. */
  authenticatedAt: Date;
  address: string | null;
}

/**
 * Whether somebody else is signed in where this person comes in: then it is no confirmation, and nobody takes over a
 * page that another one had open. The attempt is on record.
 */
export async function isSomebodyElse(here: Session | undefined, userId: string): Promise<boolean> {
  if (here === undefined || here.userId === userId) return false;
  const facts = { actor: here.actor, action: "session.confirm", subject, requestId: newId("req") } as const;
  await record(db(), { ...facts, detail: { code: "another_person" } }, "denied");
  sealSoon();
  return true;
}

/**
 * Lets a person of the identity provider in. One who is signed in here already keeps the session, and confirms it as far
 * as the provider says that it asked anew.
 * @returns the session's id
 */
export async function enterByProvider(vouched: Vouched, here: Session | undefined): Promise<string> {
  const { userId, address, authenticatedAt } = vouched;
  if (here?.userId !== userId) return startSession(userId, address, authenticatedAt);
  if (authenticatedAt > here.confirmedAt) {
    await db().transaction(async (tx) => {
      await moveConfirmation(tx, here.sessionId, authenticatedAt);
      const facts = { actor: here.actor, action: "session.confirm", subject } as const;
      await record(tx, { ...facts, requestId: newId("req") }, "succeeded");
    });
    sealSoon();
  }
  return here.sessionId;
}
