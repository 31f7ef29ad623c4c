import { sql } from "drizzle-orm";
import { index, integer, pgTable, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import { at } from "./columns";

/** People who sign in, with a password of ours or through the organization's identity provider. */
export const users = pgTable(
  "users",
  {
    id: text().primaryKey(),
    email: text().notNull(),
    name: text().notNull(),
    role: text().notNull(),
    state: text().notNull(),
    /** argon2id in PHC form; null for people of an identity provider and for those who were just invited. */
    passwordHash: text("password_hash"),
    oidcIssuer: text("oidc_issuer"),
    oidcSubject: text("oidc_subject"),
    createdAt: at("created_at").notNull().defaultNow(),
    lastSignInAt: at("last_sign_in_at"),
  },
  (table) => [
    uniqueIndex("users_email").on(sql`lower(${table.email})`),
    uniqueIndex("users_oidc").on(table.oidcIssuer, table.oidcSubject),
  ],
);

/** Live sign-ins. The cookie carries the id sealed; deleting the row ends the session at its next request. */
export const sessions = pgTable(
  "sessions",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: at("created_at").notNull().defaultNow(),
    lastSeenAt: at("last_seen_at").notNull().defaultNow(),
    /** When it was last sure that it is this person: at the sign-in, or confirmed since. */
    confirmedAt: at("confirmed_at").notNull().defaultNow(),
    expiresAt: at("expires_at").notNull(),
  },
  (table) => [index("sessions_user").on(table.userId)],
);

/** Links by which a person sets a password; only the hash of the link's secret is kept. */
export const passwordLinks = pgTable(
  "password_links",
  {
    secretHash: text("secret_hash").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    expiresAt: at("expires_at").notNull(),
  },
  (table) => [index("password_links_user").on(table.userId)],
);

/** Failed sign-ins per account and per address, counted by rate-limiter-flexible in its own column names. */
export const signInAttempts = pgTable("sign_in_attempts", {
  key: text().primaryKey(),
  points: integer().notNull(),
  expire: timestamp({ withTimezone: true, mode: "date" }),
});
