import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { at } from "./columns";

/** Our receivers of the vendor's hooks, one for each type of event. Tokens are kept as hashes only. */
export const hookReceivers = pgTable("hook_receivers", {
  type: text().primaryKey(),
  tokenHash: text("token_hash"),
  tokenMadeAt: at("token_made_at"),
  /** Still taken while it is not sure that the vendor knows the new one; several are separated by spaces. */
  previousTokenHash: text("previous_token_hash"),
  /** Since when the vendor has been calling without a break; null while it is not registered. */
  connectedAt: at("connected_at"),
  lastReceivedAt: at("last_received_at"),
  refusedCount: integer("refused_count").notNull().default(0),
  lastRefusedAt: at("last_refused_at"),
});

/** What the vendor's hooks brought: never deleted, each content once. */
export const hookEvents = pgTable(
  "hook_events",
  {
    id: text().primaryKey(),
    /** SHA-256 of the type and the content, by which another delivery of the same is known. */
    digest: text().notNull(),
    /** The receiver it came to; what it says of itself is in `event`. */
    receiver: text().notNull(),
    type: text(),
    rotPublicUid: text("rot_public_uid"),
    /** When it happened, as the vendor says; else when it came. */
    at: at("at").notNull(),
    receivedAt: at("received_at").notNull().defaultNow(),
    deliveries: integer().notNull().default(1),
    lastDeliveryAt: at("last_delivery_at").notNull().defaultNow(),
    /** As the contract's `deviceEvent`. */
    event: jsonb().notNull(),
    /** As it came. */
    body: text().notNull(),
  },
  (table) => [
    uniqueIndex("hook_events_digest").on(table.digest),
    index("hook_events_at").on(table.at, table.id),
    index("hook_events_device").on(table.rotPublicUid, table.at, table.id),
    index("hook_events_type").on(table.type, table.at, table.id),
    index("hook_events_receiver").on(table.receiver, table.deliveries),
  ],
);

/** Revocation lists as they were fetched, each content once per CA. */
export const revocationLists = pgTable(
  "revocation_lists",
  {
    id: text().primaryKey(),
    caName: text("ca_name").notNull(),
    digest: text().notNull(),
    firstFetchedAt: at("first_fetched_at").notNull().defaultNow(),
    lastFetchedAt: at("last_fetched_at").notNull().defaultNow(),
    /** As the vendor delivered it; null where only serial numbers came. */
    crl: text(),
    /** As the contract's `parsedRevocationList`, without what the other columns hold. */
    parsed: jsonb().notNull(),
  },
  (table) => [index("revocation_lists_ca").on(table.caName, table.lastFetchedAt)],
);

/** What the vendor found suspicious, with the state that people keep of it. */
export const findings = pgTable(
  "findings",
  {
    id: text().primaryKey(),
    kind: text().notNull(),
    rotPublicUid: text("rot_public_uid").notNull(),
    /** Tells this finding from others of the same device: its reasons, in order. */
    sameness: text().notNull(),
    deviceProfileUid: text("device_profile_uid"),
    imei: text(),
    deviceSerialNumber: text("device_serial_number"),
    reasons: text().array().notNull(),
    at: at("at"),
    firstSeenAt: at("first_seen_at").notNull().defaultNow(),
    lastSeenAt: at("last_seen_at").notNull().defaultNow(),
    status: text().notNull().default("open"),
    ownerId: text("owner_id"),
    ownerName: text("owner_name"),
    note: text(),
    changedAt: at("changed_at"),
    version: integer().notNull().default(1),
    raw: jsonb(),
  },
  (table) => [
    uniqueIndex("findings_same").on(table.kind, table.rotPublicUid, table.sameness),
    index("findings_status").on(table.status, table.lastSeenAt),
    index("findings_serial").on(table.deviceSerialNumber),
    index("findings_imei").on(table.imei),
  ],
);

/** The last check of all device profiles; one row. */
export const findingChecks = pgTable("finding_checks", {
  id: text().primaryKey(),
  startedAt: at("started_at").notNull(),
  endedAt: at("ended_at"),
  complete: boolean().notNull().default(false),
  words: text().notNull().default(""),
});

/** What was asked for about the certificate of a device and is not seen on it yet. */
export const certificateActs = pgTable(
  "certificate_acts",
  {
    rotPublicUid: text("rot_public_uid").notNull(),
    act: text().notNull(),
    caName: text("ca_name").notNull(),
    /** Transfer: where to. */
    toCaName: text("to_ca_name"),
    /** The certificate that was there when it was asked for; null where that was not known. */
    serialNumber: text("serial_number"),
    askedAt: at("asked_at").notNull().defaultNow(),
    askedBy: text("asked_by").notNull(),
    jobId: text("job_id"),
    /** The vendor took the call; false while its answer is lost. */
    certain: boolean().notNull().default(true),
    heartbeatsSeen: integer("heartbeats_seen").notNull().default(0),
    endedAt: at("ended_at"),
  },
  (table) => [
    primaryKey({ columns: [table.rotPublicUid, table.askedAt] }),
    index("certificate_acts_open").on(table.rotPublicUid).where(sql`ended_at is null`),
    index("certificate_acts_serial").on(table.serialNumber),
  ],
);
