import "server-only";
import { and, count, desc, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { findings } from "@/drizzle/schema/ublox";
import {
  type findings as contract,
  type Finding,
  type findingFilters,
  findingsPerPage,
} from "@/lib/contract/findings";
import { notFound } from "@/lib/contract/problem";
import { db } from "@/lib/db/connection";
import { isCheckUnderWay } from "./check-request";
import { readLastCheck } from "./last-check";
import { type FindingRow, toFinding } from "./to-finding";

export type FindingFilters = z.output<typeof findingFilters>;

/** What the filters find. */
export function matching({ status, kind, rotPublicUid }: FindingFilters) {
  return and(
    status === undefined ? undefined : eq(findings.status, status),
    kind === undefined ? undefined : eq(findings.kind, kind),
    rotPublicUid === undefined ? undefined : eq(findings.rotPublicUid, rotPublicUid),
  );
}

const urgency = sql`case ${findings.status} when 'open' then 0 when 'acknowledged' then 1 else 2 end`;
const happenedAt = sql`coalesce(${findings.at}, ${findings.firstSeenAt})`;

/** One page of what was found, open ones first and within that the newest, with how the last check ended. */
export async function listFindings({
  page,
  ...filters
}: FindingFilters & { page: number }): Promise<z.input<typeof contract.list.response>> {
  const [rows, total, openCount, lastCheck, checking] = await Promise.all([
    db()
      .select()
      .from(findings)
      .where(matching(filters))
      .orderBy(urgency, desc(happenedAt), desc(findings.id))
      .limit(findingsPerPage)
      .offset((page - 1) * findingsPerPage),
    countFindings(filters),
    countFindings({ status: "open" }),
    readLastCheck(),
    isCheckUnderWay(),
  ]);
  return {
    items: rows.map((row) => toFinding(row, lastCheck)),
    page: { number: page, size: findingsPerPage, total },
    openCount,
    lastCheck:
      lastCheck === undefined
        ? null
        : {
            at: (lastCheck.endedAt ?? lastCheck.startedAt).toISOString(),
            words: lastCheck.words,
            complete: lastCheck.complete,
          },
    checking,
  };
}

export async function countFindings(filters: FindingFilters): Promise<number> {
  const [counted] = await db().select({ findings: count() }).from(findings).where(matching(filters));
  return counted?.findings ?? 0;
}

/** @throws Refusal `not_found` */
export async function requireFinding(findingId: string): Promise<FindingRow> {
  const [row] = await db().select().from(findings).where(eq(findings.id, findingId));
  if (row === undefined) throw notFound("This finding");
  return row;
}

/** One finding, with the vendor's own words. @throws Refusal `not_found` */
export async function getFinding(findingId: string): Promise<Finding & { raw: unknown }> {
  const [row, lastCheck] = await Promise.all([requireFinding(findingId), readLastCheck()]);
  return { ...toFinding(row, lastCheck), raw: row.raw };
}
