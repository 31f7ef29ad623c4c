import "server-only";
import { sql } from "drizzle-orm";
import { auditEntries } from "@/drizzle/schema/audit";
import type { AuditVerification } from "@/lib/contract/audit";
import { db } from "@/lib/db/connection";
import { ChainCheck } from "./chain-check";
import { walkSealed } from "./read";
import { isFinal } from "./seal";

/** An entry that could have been sealed and has waited longer than this was not sealed for a reason worth a look. */
const unsealedGraceMs = 60_000;

type Problem = NonNullable<AuditVerification["problem"]>;

/**
 * Recomputes the whole chain from what is stored and says whether every hash holds, whether a sequence is missing,
 * whether a sealed entry is gone or moved and whether an entry was never sealed.
 */
export async function verifyHistory(): Promise<AuditVerification> {
  const startedAt = performance.now();
  const check = new ChainCheck();
  for await (const entries of walkSealed()) {
    for (const entry of entries) check.add(entry);
    if (check.problem !== null) break;
  }
  const [misplaced, { unsealed, overdue }] = await Promise.all([firstMisplaced(), countUnsealed()]);
  const problem = firstOf(check.problem, misplaced) ?? overdueProblem(overdue);
  return {
    intact: problem === null,
    entries: check.entries,
    unsealed,
    headSequence: check.headSequence,
    headHash: check.headHash,
    problem,
    durationMs: Math.round(performance.now() - startedAt),
  };
}

/**
 * The first seal whose entry is gone, or stands elsewhere than where it was sealed. The chain alone would not miss
 * an entry that was taken off its end.
 */
async function firstMisplaced(): Promise<Problem | null> {
  const [found] = await db().execute<{ sequence: string; gone: boolean }>(sql`
    select s.sequence::text, e.id is null as gone
    from audit_seals s left join audit_entries e on e.id = s.entry_id
    where e.id is null or e.ordinal <> s.ordinal or e.xact <> s.xact
    order by s.sequence limit 1`);
  if (found === undefined) return null;
  const { sequence, gone } = found;
  return {
    sequence: Number(sequence),
    words: gone
      ? `Entry ${sequence} is gone: its seal is there, its content is not.`
      : `Entry ${sequence} was moved: it does not stand where it was sealed.`,
  };
}

async function countUnsealed(): Promise<{ unsealed: number; overdue: number }> {
  const [counts] = await db().execute<{ unsealed: number; overdue: number }>(sql`
    select count(*)::int as unsealed,
           count(*) filter (
             where ${isFinal} and ${auditEntries.at} < now() - make_interval(secs => ${unsealedGraceMs / 1000})
           )::int as overdue
    from ${auditEntries} where not exists (select from audit_seals s where s.entry_id = ${auditEntries.id})`);
  return counts ?? { unsealed: 0, overdue: 0 };
}

function overdueProblem(overdue: number): Problem | null {
  if (overdue === 0) return null;
  const words =
    overdue === 1 ? "1 entry older than a minute carries" : `${overdue} entries older than a minute carry`;
  return { sequence: null, words: `${words} no seal: put in by hand, or nothing has sealed since.` };
}

function firstOf(left: Problem | null, right: Problem | null): Problem | null {
  if (left === null || right === null) return left ?? right;
  return (right.sequence ?? 0) < (left.sequence ?? 0) ? right : left;
}
