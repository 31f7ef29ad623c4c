import { type SQL, sql } from "drizzle-orm";

// All processes of an installation go by the database's clock; their own only measure how long something took.

/** The database's time so many milliseconds from now. */
export function fromNow(ms: number): SQL<Date> {
  return sql`now() + ${Math.round(ms)}::float8 * interval '1 ms'`;
}

/** The database's time at the moment of `performance.now()` that is given. */
export function databaseTime(momentMs: number): SQL<Date> {
  return fromNow(momentMs - performance.now());
}

/** The database's clock, in milliseconds since 1970. */
export const databaseNowMs = sql<number>`(extract(epoch from now()) * 1000)::float8`;
