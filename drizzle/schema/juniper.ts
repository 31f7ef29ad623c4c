import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
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
    /** Who made it necessary; null for the console itself. */
    askedBy: text("asked_by"),
  },
  (table) => [index("vendor_calls_latest").on(table.holder, table.at)],
);

/** One row for each client: whoever wants to call locks it, so that calls are let go one after another. */
export const vendorBudgets = pgTable("vendor_budgets", {
  holder: text().primaryKey(),
  /** The vendor said that there were too many; until then only people's changes are let go. */
  frozenUntil: at("frozen_until"),
});

/**
 * Licenses that were activated here. The row is written before the vendor is called, so that a lost answer leaves a
 * trace; key and file are sealed.
 */
export const licenses = pgTable(
  "licenses",
  {
    id: text().primaryKey(),
    /** As the contract's `licenseState`. */
    state: text().notNull(),
    serialNumber: text("serial_number").notNull(),
    ssrn: text().notNull(),
    entitlementId: text("entitlement_id"),
    productSku: text("product_sku"),
    productDescription: text("product_description"),
    customerId: text("customer_id"),
    groupId: text("group_id"),
    activationId: text("activation_id"),
    vendorLicenseId: text("vendor_license_id"),
    quantity: integer().notNull(),
    activatedAt: at("activated_at"),
    startsAt: at("starts_at"),
    endsAt: at("ends_at"),
    /** The vendor's own word. */
    status: text(),
    sealedKey: text("sealed_key"),
    /** Sealed base64 of the file. */
    sealedFile: text("sealed_file"),
    fileName: text("file_name"),
    fileBytes: integer("file_bytes"),
    fileSha256: text("file_sha256"),
    askedAt: at("asked_at").notNull().defaultNow(),
    askedBy: text("asked_by").notNull(),
    requestId: text("request_id").notNull(),
    jobId: text("job_id"),
    releaseAskedAt: at("release_asked_at"),
    releasedAt: at("released_at"),
    releasedBy: text("released_by"),
    releaseReason: text("release_reason"),
    quantityReturned: integer("quantity_returned"),
  },
  (table) => [
    // Of one entitlement and device at most one thing is on its way or in doubt: no second activation is sent meanwhile.
    uniqueIndex("licenses_open")
      .on(sql`upper(${table.ssrn})`, table.serialNumber)
      .where(sql`${table.state} in ('activating', 'activation_in_doubt', 'releasing', 'release_in_doubt')`),
    index("licenses_serial").on(table.serialNumber, table.askedAt),
    index("licenses_entitlement").on(table.entitlementId, table.askedAt),
    index("licenses_ssrn").on(sql`upper(${table.ssrn})`, table.serialNumber),
    index("licenses_latest").on(table.askedAt, table.id),
  ],
);

/** Vouchers that were asked for here, written before the vendor is called. The file is sealed. */
export const vouchers = pgTable(
  "vouchers",
  {
    id: text().primaryKey(),
    /** As the contract's `voucherState`. */
    state: text().notNull(),
    serialNumber: text("serial_number").notNull(),
    ssrn: text().notNull(),
    productSku: text("product_sku"),
    vendorVoucherId: text("vendor_voucher_id"),
    expiresAt: at("expires_at").notNull(),
    assertion: text(),
    certificatePem: text("certificate_pem").notNull(),
    /** Lower-case hexadecimal over the DER form. */
    certificateSha256: text("certificate_sha256").notNull(),
    certificateSubject: text("certificate_subject").notNull(),
    certificateIssuer: text("certificate_issuer").notNull(),
    certificateNotAfter: at("certificate_not_after").notNull(),
    sealedFile: text("sealed_file"),
    fileName: text("file_name"),
    mediaType: text("media_type"),
    fileBytes: integer("file_bytes"),
    fileSha256: text("file_sha256"),
    askedAt: at("asked_at").notNull().defaultNow(),
    askedBy: text("asked_by").notNull(),
    requestId: text("request_id").notNull(),
    issuedAt: at("issued_at"),
    revokeAskedAt: at("revoke_asked_at"),
    revokedAt: at("revoked_at"),
    revokeReason: text("revoke_reason"),
    settledReason: text("settled_reason"),
  },
  (table) => [
    uniqueIndex("vouchers_open")
      .on(table.ssrn, table.serialNumber)
      .where(sql`${table.state} in ('issuing', 'issue_in_doubt', 'revoking', 'revoke_in_doubt')`),
    index("vouchers_serial").on(table.serialNumber, table.askedAt),
    index("vouchers_certificate").on(table.certificateSha256, table.serialNumber),
    index("vouchers_expiry").on(table.expiresAt, table.id),
    index("vouchers_ssrn").on(table.ssrn, table.askedAt),
    index("vouchers_latest").on(table.askedAt, table.id),
  ],
);

/** What we prove ourselves with to vendors, as it was set in the console: sealed, and replaced without a restart. */
export const vendorCredentials = pgTable(
  "vendor_credentials",
  {
    id: text().primaryKey(),
    vendor: text().notNull(),
    /** As the contract's `credential`. */
    kind: text().notNull(),
    state: text().notNull(),
    source: text().notNull(),
    /** Null for what stands in the environment, and when it is retired. */
    sealed: text(),
    /** Keyed digest of the value, to know it again. */
    digest: text().notNull(),
    issuedAt: at("issued_at"),
    addedAt: at("added_at").notNull().defaultNow(),
    addedBy: text("added_by"),
    provedAt: at("proved_at"),
    expiresAt: at("expires_at"),
    retiredAt: at("retired_at"),
    subject: text(),
    fingerprintSha256: text("fingerprint_sha256"),
    words: text(),
    /** The reminders that were sent, by their threshold: each once. */
    reminded: jsonb().notNull().default([]),
  },
  (table) => [
    // One of each at most: two people cannot rotate at the same time.
    uniqueIndex("vendor_credentials_one")
      .on(table.vendor, table.kind, table.state)
      .where(sql`${table.state} in ('candidate', 'current', 'previous')`),
    index("vendor_credentials_latest").on(table.vendor, table.addedAt),
  ],
);

/** What was agreed with a vendor at onboarding: one row for each step that was done. */
export const onboardingSteps = pgTable("onboarding_steps", {
  step: text().primaryKey(),
  doneAt: at("done_at").notNull().defaultNow(),
  doneBy: text("done_by").notNull(),
});

export const onboardingFacts = pgTable("onboarding_facts", {
  name: text().primaryKey(),
  value: text().notNull(),
  notedAt: at("noted_at").notNull().defaultNow(),
  notedBy: text("noted_by").notNull(),
});
