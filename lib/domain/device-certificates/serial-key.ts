import "server-only";
import { type SQLWrapper, sql } from "drizzle-orm";

/** `serialNumberKey`, worked out by the database for numbers as the vendor writes them. */
export const serialKeyIn = (serialNumber: SQLWrapper) =>
  sql`regexp_replace(lower(${serialNumber}), '^0+(?=.)', '')`;
