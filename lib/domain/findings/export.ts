import "server-only";
import { and, asc, gt } from "drizzle-orm";
import { findings } from "@/drizzle/schema/ublox";
import type { Finding } from "@/lib/contract/findings";
import { db } from "@/lib/db/connection";
import { readLastCheck } from "./last-check";
import { type FindingFilters, matching } from "./read";
import { toFinding } from "./to-finding";

/** Findings in the order in which they were found, behind the one with the id `after`. */
export async function readFindings(
  filters: FindingFilters,
  { after, size }: { after: string | null; size: number },
): Promise<Finding[]> {
  const [rows, lastCheck] = await Promise.all([
    db()
      .select()
      .from(findings)
      .where(and(matching(filters), after === null ? undefined : gt(findings.id, after)))
      .orderBy(asc(findings.id))
      .limit(size),
    readLastCheck(),
  ]);
  return rows.map((row) => toFinding(row, lastCheck));
}
