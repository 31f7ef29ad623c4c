import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { Sql } from "postgres";
import type { Random } from "@/lib/sandbox/kit/random";

/** What was found in a whitelist file. */
export interface Found {
  good: number;
  bad: number;
}

/** One in a hundred lines is bad, one in a hundred says an earlier one again, one in ten is quoted. */
export function* fileOf(rows: number, random: Random): Generator<string> {
  yield "Id,Type,Action\n";
  const earlier: string[] = [];
  let page = "";
  for (let row = 0; row < rows; row++) {
    const repeats = random.chance(0.01) && earlier.length > 0;
    const uid = repeats ? random.pick(earlier) : random.hex(16);
    if (row % 1_000 === 0) earlier.push(uid);
    const id = random.chance(0.01) ? uid.slice(0, 15) : uid;
    page += random.chance(0.1) ? `"${id}","ROTPublicUID","ADD"\n` : `${id},ROTPublicUID,ADD\n`;
    if (row % 1_000 === 999 || row === rows - 1) {
      yield page;
      page = "";
    }
  }
}

/** The least that a database can do with such a file: COPY into a staging table, and one statement that merges it. */
export async function merge(path: string, sql: Sql): Promise<Found> {
  await sql`drop table if exists bench_staging, bench_merged`;
  await sql`create unlogged table bench_staging (id text, type text, action text)`;
  await sql`create table bench_merged (id text primary key, action text not null)`;
  await pipeline(
    createReadStream(path),
    await sql`copy bench_staging from stdin with (format csv, header)`.writable(),
  );
  const merged = await sql`
    insert into bench_merged (id, action)
    select lower(id), action from bench_staging
    where id ~* '^[0-9a-f]{16}$' and type = 'ROTPublicUID' and action in ('ADD', 'DELETE')
    on conflict (id) do nothing`;
  const [staged] = await sql<{ count: number }[]>`select count(*)::integer as count from bench_staging`;
  return { good: merged.count, bad: (staged?.count ?? 0) - merged.count };
}
