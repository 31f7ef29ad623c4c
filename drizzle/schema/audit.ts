import { sql } from "drizzle-orm";
import { bigint, index, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { at, transactionId } from "./columns";

export type AuditDetail = Record<string, string | number | boolean | null>;

/**
 * The audit history. Rows are only ever inserted: grants and a trigger refuse the rest. No foreign
 * keys, so that history outlives people. `ordinal` orders pages; `xact` tells the sealer which rows are final.
 */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: text().primaryKey(),
    ordinal: bigint({ mode: "number" }).generatedAlwaysAsIdentity().notNull(),
    xact: transactionId().notNull().default(sql`pg_current_xact_id()`),
    at: at("at").notNull(),
    actorType: text("actor_type").notNull(),
    actorId: text("actor_id").notNull(),
    actorName: text("actor_name").notNull(),
    actorRole: text("actor_role").notNull(),
    action: text().notNull(),
    subjectType: text("subject_type").notNull(),
    subjectId: text("subject_id").notNull(),
    outcome: text().notNull(),
    intentId: text("intent_id"),
    requestId: text("request_id").notNull(),
    jobId: text("job_id"),
    address: text(),
    fields: text().array().notNull(),
    detail: jsonb().$type<AuditDetail>().notNull(),
  },
  (table) => [
    uniqueIndex("audit_entries_ordinal").on(table.ordinal),
    index("audit_entries_xact").on(table.xact, table.ordinal),
    index("audit_entries_actor").on(table.actorName, table.ordinal),
    index("audit_entries_action").on(table.action, table.ordinal),
    index("audit_entries_subject").on(table.subjectType, table.subjectId, table.ordinal),
    index("audit_entries_outcome").on(table.outcome, table.ordinal),
    index("audit_entries_request").on(table.requestId),
    index("audit_entries_job").on(table.jobId, table.ordinal).where(sql`job_id is not null`),
    index("audit_entries_intent").on(table.intentId),
    index("audit_entries_at").on(table.at, table.ordinal),
  ],
);

/** The hash chain over the entries, written after they are committed: gapless sequence, one row per entry. */
export const auditSeals = pgTable(
  "audit_seals",
  {
    sequence: bigint({ mode: "number" }).primaryKey(),
    entryId: text("entry_id").notNull(),
    xact: transactionId().notNull(),
    ordinal: bigint({ mode: "number" }).notNull(),
    previousHash: text("previous_hash").notNull(),
    hash: text().notNull(),
  },
  (table) => [uniqueIndex("audit_seals_entry").on(table.entryId)],
);

/** Intents that no outcome has closed yet. A working table, not history: the sweep reads it. */
export const auditOpenIntents = pgTable(
  "audit_open_intents",
  {
    entryId: text("entry_id").primaryKey(),
    /** After this the answer is taken as lost. */
    overdueAt: at("overdue_at").notNull(),
  },
  (table) => [index("audit_open_intents_overdue").on(table.overdueAt)],
);
