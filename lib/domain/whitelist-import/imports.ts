import "server-only";
import { and, count, desc, eq, isNotNull, sql } from "drizzle-orm";
import {
  whitelistImportChunks as chunks,
  whitelistImports as imports,
} from "@/drizzle/schema/whitelist-imports";
import { notFound } from "@/lib/contract/problem";
import type { BadLine, WhitelistImport } from "@/lib/contract/whitelist";
import { type Database, db, type Transaction } from "@/lib/db/connection";
import { readBadLines } from "./bad-lines";
import { badLinesShown, heartbeatMsMax, importsListed } from "./limits";
import { type ImportFacts, isAbandoned, stateOf } from "./state";
import { abandoned } from "./words";

/** Whether a loop showed itself lately, by the database's clock: the one that all processes share. */
const isLive = sql<boolean>`
  ${imports.driver} is not null and ${imports.heartbeatAt} > now() - make_interval(secs => ${heartbeatMsMax / 1000})`;

/** Rows whose answer was lost, and rows that were on their way when their loop died. */
const isUnknown = sql`
  ${chunks.state} = 'unknown' or (${chunks.state} = 'sending' and not (${isLive} and ${chunks.run} = ${imports.run}))`;

function rowsWhere(condition: ReturnType<typeof sql>) {
  return sql<number>`coalesce(sum(${chunks.rowCount}) filter (where ${condition}), 0)::integer`;
}

/** Imports with how their chunks stand, in one statement, so that the figures belong together. */
function importsWithFigures(where: Database | Transaction) {
  return where
    .select({
      row: imports,
      live: isLive,
      chunks: count(chunks.ordinal),
      acceptedChunks: sql<number>`(count(*) filter (where ${chunks.state} = 'accepted'))::integer`,
      acceptedRows: rowsWhere(sql`${chunks.state} = 'accepted'`),
      unknownRows: rowsWhere(isUnknown),
    })
    .from(imports)
    .leftJoin(chunks, eq(chunks.importId, imports.id))
    .groupBy(imports.id);
}

type Found = Awaited<ReturnType<typeof importsWithFigures>>[number];

/** What the state is worked out from. */
export function factsOf({ row, live, acceptedRows, unknownRows }: Found): ImportFacts {
  const goodRows = row.adds + row.removes;
  return { run: row.run, driven: row.driver !== null, live, goodRows, acceptedRows, unknownRows };
}

function toImport(found: Found, badLines: BadLine[]): WhitelistImport {
  const { row } = found;
  const facts = factsOf(found);
  const finishedAt = row.finishedAt ?? (row.driver !== null && !found.live ? row.heartbeatAt : null);
  return {
    importId: row.id,
    fileName: row.fileName,
    state: stateOf(facts),
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy,
    rows: {
      total: facts.goodRows + row.bad,
      good: facts.goodRows,
      adds: row.adds,
      removes: row.removes,
      bad: row.bad,
      accepted: found.acceptedRows,
      unknown: found.unknownRows,
    },
    chunks: { total: found.chunks, accepted: found.acceptedChunks },
    badLines,
    problem: isAbandoned(facts) ? abandoned : row.problem,
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

/** An import with its figures, before it is put into people's words. @throws Refusal `not_found` */
export async function requireFigures(where: Database | Transaction, importId: string): Promise<Found> {
  const [found] = await importsWithFigures(where).where(
    and(eq(imports.id, importId), isNotNull(imports.checkedAt)),
  );
  if (found === undefined) throw notFound("This import");
  return found;
}

/** @throws Refusal `not_found` */
export async function getImport(
  importId: string,
  where: Database | Transaction = db(),
): Promise<WhitelistImport> {
  const found = await requireFigures(where, importId);
  return toImport(found, await readBadLines(importId, badLinesShown, {}, where));
}

/** The latest imports, newest first, without their bad lines. */
export async function listImports(): Promise<WhitelistImport[]> {
  const found = await importsWithFigures(db())
    .where(isNotNull(imports.checkedAt))
    .orderBy(desc(imports.id))
    .limit(importsListed);
  return found.map((row) => toImport(row, []));
}
