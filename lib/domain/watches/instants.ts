import { type SQL, sql } from "drizzle-orm";

// All processes of an installation go by the database's clock, also for what was asked before what.

/** The database's time so many milliseconds from now. */
export function fromNow(ms: number): SQL<Date> {
  return sql`now() + ${Math.round(ms)}::float8 * interval '1 ms'`;
}

/** The database's clock, in milliseconds since 1970. */
export const databaseNowMs = sql<number>`(extract(epoch from now()) * 1000)::float8`;
