import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import { at } from "./columns";

const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/**
 * Plans and jobs: a plan is a job that was not started yet. The counts are kept in the same transaction as the outcomes
 * they count, so that progress cannot say anything else than the rows do.
 */
export const jobs = pgTable(
  "jobs",
  {
    id: text().primaryKey(),
    /** Short name for the many rows that point here. */
    number: bigint({ mode: "number" }).generatedAlwaysAsIdentity().notNull().unique(),
    kind: text().notNull(),
    title: text().notNull(),
    /** Singular and plural of what a row is. */
    unit: text().array().notNull(),
    state: text().notNull(),
    reason: text(),
    words: text(),
    /** When a job that paused by itself looks again. */
    resumesAt: at("resumes_at"),
    /** How often in a row it found the vendor away. */
    awayCount: integer("away_count").notNull().default(0),
    /** What all rows share. */
    input: jsonb().notNull(),
    /** Where the targets came from. */
    targets: jsonb(),
    digest: text(),
    /** Why rows were skipped when it was frozen, and how many for each reason. */
    skips: jsonb().$type<{ words: string; rows: number }[]>().notNull().default([]),
    /** Raised whenever somebody begins to prepare it: who prepared it before is told apart by it. */
    preparation: integer().notNull().default(0),
    stopAtFailurePercent: integer("stop_at_failure_percent"),
    createdAt: at("created_at").notNull().defaultNow(),
    createdById: text("created_by_id").notNull(),
    createdBy: text("created_by").notNull(),
    startedAt: at("started_at"),
    startedById: text("started_by_id"),
    startedBy: text("started_by"),
    endedAt: at("ended_at"),
    expiresAt: at("expires_at"),
    rowsTotal: integer("rows_total").notNull().default(0),
    rowsSkipped: integer("rows_skipped").notNull().default(0),
    rowsSent: integer("rows_sent").notNull().default(0),
    rowsAccepted: integer("rows_accepted").notNull().default(0),
    rowsWaiting: integer("rows_waiting").notNull().default(0),
    rowsDone: integer("rows_done").notNull().default(0),
    rowsFailed: integer("rows_failed").notNull().default(0),
    rowsUnknown: integer("rows_unknown").notNull().default(0),
    callsTotal: integer("calls_total").notNull().default(0),
    callsMade: integer("calls_made").notNull().default(0),
    /** Size of the file it makes, as people get it. */
    fileBytes: bigint("file_bytes", { mode: "number" }).notNull().default(0),
  },
  (table) => [
    index("jobs_created").on(table.createdAt, table.id),
    index("jobs_current").on(table.state).where(sql`state in ('preparing', 'running', 'paused')`),
    index("jobs_expiry").on(table.expiresAt).where(sql`expires_at is not null`),
  ],
);

/**
 * A chunk is what one call carries: its unit of lease, of sending, and of a pair of audit rows. Whoever claims it raises
 * its fence; what is written about it later counts only under the same fence.
 */
export const jobChunks = pgTable(
  "job_chunks",
  {
    job: bigint({ mode: "number" })
      .notNull()
      .references(() => jobs.number, { onDelete: "cascade" }),
    /** 1-based. */
    ordinal: integer().notNull(),
    /** Its rows are those between these two that name it. */
    firstRow: integer("first_row").notNull(),
    lastRow: integer("last_row").notNull(),
    rowCount: integer("row_count").notNull(),
    /** The states of rows, and "lost": sent, no answer, to be looked up before anything else. */
    state: text().notNull().default("planned"),
    fence: integer().notNull().default(0),
    holder: text(),
    leasedUntil: at("leased_until"),
    attempts: integer().notNull().default(0),
    /** Of the last attempt, as in the audit history. */
    requestId: text("request_id"),
    words: text(),
    answer: text(),
    /** Where a page of a file begins. */
    cursor: jsonb(),
    startedAt: at("started_at"),
    endedAt: at("ended_at"),
  },
  (table) => [
    primaryKey({ columns: [table.job, table.ordinal] }),
    index("job_chunks_open").on(table.job, table.ordinal).where(sql`state in ('planned', 'sent', 'lost')`),
    index("job_chunks_ended").on(table.job, table.endedAt),
  ],
);

/**
 * The frozen targets. Never changed but for what became of them. No foreign key: it would be looked up for each of a
 * million rows; whoever removes a job removes its rows.
 */
export const jobRows = pgTable(
  "job_rows",
  {
    job: bigint({ mode: "number" }).notNull(),
    /** Place in the list; the line number for a file. */
    ordinal: integer().notNull(),
    /** The call that carries it; null for rows that were skipped from the start. */
    chunk: integer(),
    target: text().notNull(),
    /** What is special to this row, where rows differ. */
    input: text(),
    /** Its state where that is not its chunk's. */
    state: text(),
    /** Why, where that is not its chunk's. */
    words: text(),
  },
  (table) => [
    primaryKey({ columns: [table.job, table.ordinal] }),
    index("job_rows_apart").on(table.job, table.state, table.ordinal).where(sql`state is not null`),
  ],
);

/** The pages of a file that a job makes, each compressed by itself; their order is the file's. */
export const jobPages = pgTable(
  "job_pages",
  {
    job: bigint({ mode: "number" })
      .notNull()
      .references(() => jobs.number, { onDelete: "cascade" }),
    ordinal: integer().notNull(),
    rowCount: integer("row_count").notNull(),
    /** gzip, RFC 1952. */
    content: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.job, table.ordinal] })],
);

/** When the next call of a job may go to a vendor, for all processes together. */
export const vendorPace = pgTable("vendor_pace", {
  vendor: text().primaryKey(),
  nextAt: at("next_at").notNull(),
});

/** A vendor's slow thing that is looked at until it has come to its end, once for everybody. */
export const watches = pgTable(
  "watches",
  {
    kind: text().notNull(),
    /** The vendor's identifier of the thing. */
    subjectId: text("subject_id").notNull(),
    /** Who is told how it ended; null: nobody in particular. */
    forUserId: text("for_user_id"),
    /** The last thing the vendor said of it. */
    seen: jsonb(),
    seenAt: at("seen_at"),
    /** How often it was looked at, for the back-off. */
    looks: integer().notNull().default(0),
    nextLookAt: at("next_look_at").notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
    endedAt: at("ended_at"),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.subjectId] }),
    index("watches_due").on(table.nextLookAt).where(sql`ended_at is null`),
  ],
);

/** What people are told in the console when something ended without them. */
export const notices = pgTable(
  "notices",
  {
    id: text().primaryKey(),
    userId: text("user_id").notNull(),
    kind: text().notNull(),
    title: text().notNull(),
    words: text().notNull(),
    href: text().notNull(),
    at: at("at").notNull().defaultNow(),
    read: boolean().notNull().default(false),
  },
  (table) => [index("notices_of").on(table.userId, table.id)],
);
