import { integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { at } from "./columns";

/**
 * Whitelist files that were uploaded. What is stored are facts; the state that people see is worked out from them
 * (lib/domain/whitelist-import/state.ts), so that a process that was killed leaves nothing wrong behind.
 */
export const whitelistImports = pgTable("whitelist_imports", {
  id: text().primaryKey(),
  fileName: text("file_name").notNull(),
  createdAt: at("created_at").notNull().defaultNow(),
  createdBy: text("created_by").notNull(),
  /** Null while the file is still being read; such a row is shown to nobody. */
  checkedAt: at("checked_at"),
  adds: integer().notNull().default(0),
  removes: integer().notNull().default(0),
  bad: integer().notNull().default(0),
  /** How often sending was started. */
  run: integer().notNull().default(0),
  /** The person who started it last, under whose rights the chunks are sent. */
  startedById: text("started_by_id"),
  /** Names the loop that is sending now; it shows that it lives by renewing `heartbeatAt`. */
  driver: text(),
  heartbeatAt: at("heartbeat_at"),
  /** In words, why sending stopped. */
  problem: text(),
  finishedAt: at("finished_at"),
});

/** The good rows of a file, in pieces that are one call to the vendor each. */
export const whitelistImportChunks = pgTable(
  "whitelist_import_chunks",
  {
    importId: text("import_id")
      .notNull()
      .references(() => whitelistImports.id, { onDelete: "cascade" }),
    /** 1-based, in the order of the file. */
    ordinal: integer().notNull(),
    rowCount: integer("row_count").notNull(),
    /** One row per line: line number in the file, RoT UID, action (lib/domain/whitelist-import/chunk-rows.ts). */
    rows: text().notNull(),
    /** pending · sending · accepted · failed (certainly not carried out) · unknown (the answer was lost). */
    state: text().notNull().default("pending"),
    /** The run in which it was sent last. */
    run: integer().notNull().default(0),
    /** The request of the last attempt, as in the audit history. */
    requestId: text("request_id"),
    /** In words, why it was not accepted. */
    problem: text(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.ordinal] })],
);

/** Lines of a file that cannot be sent, and why. */
export const whitelistImportBadLines = pgTable(
  "whitelist_import_bad_lines",
  {
    importId: text("import_id")
      .notNull()
      .references(() => whitelistImports.id, { onDelete: "cascade" }),
    line: integer().notNull(),
    reason: text().notNull(),
    text: text().notNull(),
    message: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.line] })],
);
