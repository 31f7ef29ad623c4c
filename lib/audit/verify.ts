import "server-only";
import { sql } from "drizzle-orm";
import type { AuditVerification } from "@/lib/contract/audit";
import { db } from "@/lib/db/connection";
import { ChainCheck } from "./chain-check";
import { walkSealed } from "./read";

/** An entry that has waited longer than this for its seal was not sealed for a reason worth a look. */
const unsealedGraceMs = 60_000;

interface Counts extends Record<string, unknown> {
  entries: number;
  seals: number;
  forgotten: number;
}

/**
 * Recomputes the whole chain from what is stored and says whether every hash holds, whether a sequence is missing,
 * whether a sealed entry is gone and whether an entry was never sealed.
 */
export async function verifyHistory(): Promise<AuditVerification> {
  const startedAt = performance.now();
  const check = new ChainCheck();
  for await (const entries of walkSealed()) {
    for (const entry of entries) check.add(entry);
    if (check.problem !== null) break;
  }
  const [counts] = await db().execute<Counts>(sql`
    select (select count(*)::int from audit_entries) as entries,
           (select count(*)::int from audit_seals) as seals,
           (select count(*)::int from audit_entries e where e.at < now() - make_interval(secs => ${unsealedGraceMs / 1000})
              and not exists (select from audit_seals s where s.entry_id = e.id)) as forgotten`);
  const { entries = 0, seals = 0, forgotten = 0 } = counts ?? {};
  return {
    intact: check.problem === null && seals <= entries && forgotten === 0,
    entries: check.entries,
    unsealed: Math.max(0, entries - seals),
    headSequence: check.headSequence,
    headHash: check.headHash,
    problem: check.problem ?? countProblem(entries, seals, forgotten),
    durationMs: Math.round(performance.now() - startedAt),
  };
}

function countProblem(entries: number, seals: number, forgotten: number): AuditVerification["problem"] {
  if (seals > entries) {
    return { sequence: null, words: `${seals - entries} sealed entries are gone from the history.` };
  }
  if (forgotten > 0) {
    return {
      sequence: null,
      words: `${forgotten} entries older than a minute carry no seal: they may have been put in by hand.`,
    };
  }
  return null;
}
