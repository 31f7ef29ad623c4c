import { index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { at } from "./columns";

/** How each vendor's connection was when we last used it, shared by all processes. */
export const connectionHealth = pgTable("connection_health", {
  vendor: text().primaryKey(),
  lastSuccessAt: at("last_success_at"),
  lastErrorAt: at("last_error_at"),
  lastErrorCode: text("last_error_code"),
  lastErrorWords: text("last_error_words"),
  apiVersion: text("api_version"),
});

/** The last good answer to a read, so that screens have something true to show while a vendor is away. */
export const lastAnswers = pgTable(
  "last_answers",
  {
    key: text().primaryKey(),
    operationId: text("operation_id").notNull(),
    body: jsonb().notNull(),
    answeredAt: at("answered_at").notNull(),
  },
  (table) => [index("last_answers_age").on(table.answeredAt)],
);

/**
 * Answers of vendors whose calls are few, for all processes: whoever holds the lease asks, all others wait for what it
 * stores. All times are the database's.
 */
export const sharedAnswers = pgTable(
  "shared_answers",
  {
    key: text().primaryKey(),
    /** What a change makes old: all answers of the same subject. */
    subject: text().notNull(),
    leasedUntil: at("leased_until"),
    body: jsonb(),
    /** When the stored answer was asked for. */
    askedAt: at("asked_at"),
    answeredAt: at("answered_at"),
  },
  (table) => [index("shared_answers_age").on(table.answeredAt)],
);

/** When something was last changed: an answer that was asked for before is nobody's answer after it. */
export const sharedChanges = pgTable("shared_changes", {
  subject: text().primaryKey(),
  changedAt: at("changed_at").notNull(),
});
