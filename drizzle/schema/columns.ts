import { customType, timestamp } from "drizzle-orm/pg-core";

/** A point in time with the millisecond precision that the audit's hashes and our JSON use. */
export const at = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

/** Postgres' 64-bit transaction id, kept as text: it only ever goes back to Postgres. */
export const transactionId = customType<{ data: string }>({ dataType: () => "xid8" });
