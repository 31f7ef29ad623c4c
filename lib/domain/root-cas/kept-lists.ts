import "server-only";
import { createHash } from "node:crypto";
import { and, count, desc, eq, sql } from "drizzle-orm";
import { revocationLists } from "@/drizzle/schema/ublox";
import {
  type KeptRevocationList,
  type ParsedRevocationList,
  type RevocationList,
  type RevocationListContent,
  revocationListContent,
} from "@/lib/contract/root-cas";
import { db } from "@/lib/db/connection";
import type { Page } from "@/lib/vendors/ublox/pages";
import { differenceTo } from "./difference";
import type { ListContent } from "./read-list";

type Row = typeof revocationLists.$inferSelect;

const historyPageSize = 20;

/** What tells one content from another: the list as delivered, and what is named beside it. */
function digestOf({ crl, revokedSerialNumbers }: RevocationList): string {
  return createHash("sha256")
    .update(JSON.stringify([crl, revokedSerialNumbers]))
    .digest("hex");
}

/** Made from what it names, so that a content can stand in the table only once per CA, whoever fetches it when. */
function idOf(caName: string, digest: string): string {
  return `crl_${createHash("sha256")
    .update(JSON.stringify([caName, digest]))
    .digest("hex")
    .slice(0, 32)}`;
}

/**
 * Keeps a list that was just fetched: as a new one with its difference to the one before, or, when it is the same as the
 * last, by moving on when it was last fetched. A list that comes back later is moved to the front, its difference anew.
 */
export async function keepList(list: RevocationList, content: ListContent): Promise<ParsedRevocationList> {
  const { caName, crl } = list;
  const digest = digestOf(list);
  const last = await newestOf(caName);
  const before = last && contentIn(last);
  const parsed =
    before !== undefined && last?.digest === digest ? unchanged(before, content) : changed(before, content);
  const [row] = await db()
    .insert(revocationLists)
    .values({ id: idOf(caName, digest), caName, digest, crl, parsed })
    .onConflictDoUpdate({
      target: revocationLists.id,
      set: { lastFetchedAt: sql`excluded.last_fetched_at`, parsed: sql`excluded.parsed` },
    })
    .returning();
  if (row === undefined) throw new Error("A row that was just written was not returned.");
  return { ...parsed, ...factsOf(row) };
}

function changed(before: RevocationListContent | undefined, content: ListContent): RevocationListContent {
  return {
    ...content,
    difference: before === undefined ? null : differenceTo(before.revoked, content.revoked),
  };
}

/** The same list still tells what came with it, and a signature that was checked once stays checked. */
function unchanged(before: RevocationListContent, content: ListContent): RevocationListContent {
  return content.signature === "unchecked" ? before : { ...content, difference: before.difference };
}

/** The list of a CA that was fetched last; undefined when none ever was. */
async function newestOf(caName: string): Promise<Row | undefined> {
  const [row] = await db()
    .select()
    .from(revocationLists)
    .where(eq(revocationLists.caName, caName))
    .orderBy(desc(revocationLists.lastFetchedAt), desc(revocationLists.id))
    .limit(1);
  return row;
}

/** The lists of a CA, last fetched first, without their entries. */
export async function listKept(
  caName: string,
  { page: number }: { page: number },
): Promise<Page<KeptRevocationList>> {
  const ofCa = eq(revocationLists.caName, caName);
  const [rows, [counted]] = await Promise.all([
    db()
      .select()
      .from(revocationLists)
      .where(ofCa)
      .orderBy(desc(revocationLists.lastFetchedAt), desc(revocationLists.id))
      .limit(historyPageSize)
      .offset((number - 1) * historyPageSize),
    db().select({ total: count() }).from(revocationLists).where(ofCa),
  ]);
  const items = rows.flatMap((row) => {
    const content = contentIn(row);
    if (content === undefined) return [];
    const { revoked, ...told } = content;
    return [{ ...told, ...factsOf(row), revokedCount: revoked.length }];
  });
  return { items, page: { number, size: historyPageSize, total: counted?.total ?? 0 } };
}

/** A list as it was delivered; undefined when there is none of this id and CA. */
export async function findKept(caName: string, revocationListId: string): Promise<Row | undefined> {
  const [row] = await db()
    .select()
    .from(revocationLists)
    .where(and(eq(revocationLists.caName, caName), eq(revocationLists.id, revocationListId)));
  return row;
}

/** What was read in it; undefined for what an earlier release wrote and nobody understands any more. */
function contentIn({ parsed }: Row) {
  return revocationListContent.safeParse(parsed).data;
}

function factsOf({ id, caName, firstFetchedAt, lastFetchedAt }: Row) {
  return {
    revocationListId: id,
    caName,
    firstFetchedAt: firstFetchedAt.toISOString(),
    lastFetchedAt: lastFetchedAt.toISOString(),
  };
}
