import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { jobChunks, jobRows } from "@/drizzle/schema/jobs";
import type { JobRow, RowState } from "@/lib/contract/jobs";
import { db } from "@/lib/db/connection";
import type { AnyJobKind, JobKinds } from "./kind";
import { kindOf } from "./kinds";
import type { JobRecord } from "./record";

export interface RowsQuery {
  state?: RowState | undefined;
  /** The beginning of a target, as it is typed or in lower case, as RoT UIDs are kept. */
  target?: string | undefined;
  /** Rows behind this one. */
  after: number;
  size: number;
}

/** A row with what the contract does not show of it. */
export type FullRow = JobRow & { input: string | null };

type JobOfRows = Pick<JobRecord, "number" | "kind" | "input">;

/** Rows of a job in their order, each in the state it has now. A job that makes a file has none. */
export async function listRows(
  job: JobOfRows,
  query: RowsQuery,
  kinds: JobKinds,
): Promise<{ items: FullRow[]; nextAfter: number | null }> {
  const kind = kindOf(kinds, job.kind);
  if (kind.makes === "file") return { items: [], nextAfter: null };
  const wanted = { ...query, size: query.size + 1 };
  const found =
    query.state === undefined
      ? await readRows(job.number, wanted)
      : await readRowsIn(job.number, query.state, wanted, kind.rowsPerCall);
  const items = found.slice(0, query.size).map((row) => fullRow(kind, job.input, row));
  return { items, nextAfter: found.length > query.size ? (items.at(-1)?.ordinal ?? null) : null };
}

const rowsPerPage = 5_000;

/** All rows of a job, or those in one state, page by page, so that memory stays flat. */
export async function* walkRows(
  job: JobOfRows,
  state: RowState | undefined,
  kinds: JobKinds,
): AsyncGenerator<FullRow[], void, undefined> {
  for (let after: number | null = 0; after !== null; ) {
    const page = await listRows(job, { state, after, size: rowsPerPage }, kinds);
    if (page.items.length > 0) yield page.items;
    after = page.nextAfter;
  }
}

type FoundRow = Omit<FullRow, "does" | "at"> & { atMs: number | null };

function fullRow(kind: Exclude<AnyJobKind, { makes: "file" }>, input: unknown, row: FoundRow): FullRow {
  const { atMs, ...rest } = row;
  return {
    ...rest,
    does: kind.does(input as never, row),
    at: atMs === null ? null : new Date(atMs).toISOString(),
  };
}

/** What is told of a row: its own state and words where it has them, otherwise those of its chunk. */
const columns = sql`
  r.ordinal, r.target, r.input,
  coalesce(r.state, case c.state when 'lost' then 'unknown' else c.state end, 'planned') as state,
  case when r.state is null then c.words else r.words end as words,
  c.answer, c.request_id as "requestId",
  (extract(epoch from coalesce(c.ended_at, c.started_at)) * 1000)::float8 as "atMs"`;

function beginsWith(target: string | undefined): SQL {
  if (target === undefined) return sql``;
  // No pattern: what is typed may hold the signs of one.
  return sql`and (starts_with(r.target, ${target}) or starts_with(r.target, ${target.toLowerCase()}))`;
}

/** Rows in any state: along the primary key, so that every page costs the same. */
async function readRows(job: number, { target, after, size }: RowsQuery): Promise<FoundRow[]> {
  return await db().execute<FoundRow & Record<string, unknown>>(sql`
    select ${columns}
    from (
      select r.* from ${jobRows} r
      where r.job = ${job} and r.ordinal > ${after} ${beginsWith(target)}
      order by r.ordinal limit ${size}
    ) r
    left join ${jobChunks} c on c.job = r.job and c.ordinal = r.chunk
    order by r.ordinal`);
}

/**
 * Rows in one state, however rare it is among a million: those that have it themselves come from the index of such
 * rows, the others from the chunks that are in it. Chunks are taken up in the order of their first rows, some at a time;
 * no row before the first row of the next chunk can be missing then. Chunks may lie within another, as rows of a file
 * come in any order.
 */
async function readRowsIn(
  job: number,
  state: RowState,
  { target, after, size }: RowsQuery,
  rowsPerCall: number,
): Promise<FoundRow[]> {
  const chunkStates = state === "unknown" ? sql`('unknown', 'lost')` : sql`(${state})`;
  const rows: FoundRow[] = [];
  let chunksAtOnce = Math.ceil(size / rowsPerCall) + 1;
  for (let from = after; ; chunksAtOnce *= 4) {
    const chunksBehind = sql`c.job = ${job} and c.state in ${chunkStates} and c.last_row > ${from}`;
    const [next] = await db().execute<{ firstRow: number }>(sql`
      select c.first_row as "firstRow" from ${jobChunks} c where ${chunksBehind}
      order by c.first_row offset ${chunksAtOnce} limit 1`);
    const before = next?.firstRow;
    const within = sql`r.job = ${job} and r.ordinal > ${from}
      ${before === undefined ? sql`` : sql`and r.ordinal < ${before}`} ${beginsWith(target)}`;
    const open = size - rows.length;
    const found = await db().execute<FoundRow & Record<string, unknown>>(sql`
      select ${columns}
      from (
        (select r.* from ${jobRows} r where ${within} and r.state = ${state} order by r.ordinal limit ${open})
        union all
        (select own.* from ${jobChunks} c cross join lateral (
          select r.* from ${jobRows} r
          where ${within} and r.chunk = c.ordinal and r.state is null
            and r.ordinal between c.first_row and c.last_row
          order by r.ordinal limit ${open}
        ) own
        where ${chunksBehind} ${before === undefined ? sql`` : sql`and c.first_row < ${before}`})
      ) r
      left join ${jobChunks} c on c.job = r.job and c.ordinal = r.chunk
      order by r.ordinal limit ${open}`);
    rows.push(...found);
    if (before === undefined || rows.length === size) return rows;
    from = Math.max(from, before - 1);
  }
}
