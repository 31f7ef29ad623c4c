import "server-only";
import { and, count, desc, eq, lt, lte } from "drizzle-orm";
import type { z } from "zod";
import { notices } from "@/drizzle/schema/jobs";
import { type notices as contract, type Notice, noticeKind } from "@/lib/contract/notices";
import { db, type Transaction } from "@/lib/db/connection";
import { newId } from "@/lib/db/ids";
import { publishIn } from "@/lib/domain/events/publish";
import type { RecordsPermit } from "@/lib/operations/records-permit";

const listedMax = 50;
/** Older notices are removed, read or not. */
const keepForMs = 30 * 24 * 60 * 60_000;

export interface NewNotice extends Pick<Notice, "kind" | "title" | "words" | "href"> {
  userId: string;
}

/** Leaves a notice for a person, together with what it tells of; the person's open pages hear of it after the commit. */
export async function leaveNotice(
  tx: Transaction,
  { userId, kind, title, words, href }: NewNotice,
): Promise<void> {
  await tx.insert(notices).values({ id: newId("not"), userId, kind, title, words, href });
  await publishIn(tx, { type: "notice", userId });
}

/** The person's latest notices, newest first, and how many of all are unread. */
export async function listNotices(userId: string): Promise<z.input<typeof contract.list.response>> {
  const [rows, [unread]] = await Promise.all([
    db().select().from(notices).where(eq(notices.userId, userId)).orderBy(desc(notices.id)).limit(listedMax),
    db()
      .select({ count: count() })
      .from(notices)
      .where(and(eq(notices.userId, userId), eq(notices.read, false))),
  ]);
  return {
    items: rows.map(({ id, kind, title, words, href, at, read }) => ({
      noticeId: id,
      kind: noticeKind.parse(kind),
      title,
      words,
      href,
      at: at.toISOString(),
      read,
    })),
    unread: unread?.count ?? 0,
  };
}

/** Marks the person's notices as read, up to and including one; the person's other pages hear of it. */
export async function markRead({ tx }: RecordsPermit, userId: string, until: string): Promise<void> {
  const marked = await tx
    .update(notices)
    .set({ read: true })
    .where(and(eq(notices.userId, userId), eq(notices.read, false), lte(notices.id, until)))
    .returning({ id: notices.id });
  if (marked.length > 0) await publishIn(tx, { type: "notice", userId });
}

/** Removes notices that are older than 30 days. */
export async function sweepNotices(now = new Date()): Promise<void> {
  await db()
    .delete(notices)
    .where(lt(notices.at, new Date(now.getTime() - keepForMs)));
}
