import { bigint, index, pgTable, text } from "drizzle-orm/pg-core";
import { at } from "./columns";

/**
 * Requests to vendors that allow only so many in an hour: one row for each, written before it is sent. Those of the last
 * hour are the budget that all processes share; a restart forgets none.
 */
export const vendorCalls = pgTable(
  "vendor_calls",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    /** Fingerprint of the client that the vendor counts them under. */
    holder: text().notNull(),
    /** When it was let go, by the database's clock. */
    at: at("at").notNull(),
    /** "change" or "read" for people, "job" for the rest. */
    lane: text().notNull(),
    /** Method and path template, without identifiers. */
    call: text().notNull(),
    /** As in the log and in the audit history. */
    requestId: text("request_id").notNull(),
  },
  (table) => [index("vendor_calls_latest").on(table.holder, table.at)],
);

/** One row for each client: whoever wants to call locks it, so that calls are let go one after another. */
export const vendorBudgets = pgTable("vendor_budgets", {
  holder: text().primaryKey(),
  /** The vendor said that there were too many; until then only people's changes are let go. */
  frozenUntil: at("frozen_until"),
});
