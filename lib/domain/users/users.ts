import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { and, asc, count, eq, gt, ne, sql } from "drizzle-orm";
import { passwordLinks, sessions, users } from "@/drizzle/schema/people";
import { type Actor, systemActor } from "@/lib/access/actor";
import type { Role } from "@/lib/access/permissions";
import { record } from "@/lib/audit/record";
import { sealSoon } from "@/lib/audit/seal";
import { notFound, Refusal } from "@/lib/contract/problem";
import type { User } from "@/lib/contract/users";
import { db, type Transaction } from "@/lib/db/connection";
import { newId } from "@/lib/db/ids";
import type { RecordsPermit } from "@/lib/operations/records-permit";
import { hashPassword, passwordMatches } from "./password";

export type UserRow = typeof users.$inferSelect;

const linkLifeMs = 72 * 60 * 60_000;

/** The row as the contract's user; the hash stays behind. */
export function toUser(row: UserRow): User {
  return {
    userId: row.id,
    email: row.email,
    name: row.name,
    role: row.role as Role,
    state: row.state as User["state"],
    signsInWith: row.oidcSubject === null ? "password" : "oidc",
    createdAt: row.createdAt.toISOString(),
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
  };
}

export async function listUsers(): Promise<User[]> {
  const rows = await db()
    .select()
    .from(users)
    .orderBy(asc(sql`lower(${users.email})`));
  return rows.map(toUser);
}

export async function findUserByEmail(email: string): Promise<UserRow | undefined> {
  const [row] = await db()
    .select()
    .from(users)
    .where(eq(sql`lower(${users.email})`, email.toLowerCase()));
  return row;
}

interface Invitation {
  email: string;
  name: string;
  role: Role;
}

/** A link's secret is shown once, to the administrator who made it; we keep its hash. */
export interface PasswordLink {
  user: User;
  secret: string;
  expiresAt: string;
}

/** @throws Refusal `conflict` when the address is taken */
export async function inviteUser(permit: RecordsPermit, invitation: Invitation): Promise<PasswordLink> {
  const [row] = await permit.tx
    .insert(users)
    .values({ id: newId("usr"), ...invitation, state: "invited" })
    .onConflictDoNothing()
    .returning();
  if (row === undefined) {
    throw new Refusal("conflict", {
      detail: `There is already a person with the address ${invitation.email}.`,
      next: "Change that person's role instead, or make a new link for them.",
      errors: [{ path: "email", message: "This address is taken." }],
    });
  }
  return linkFor(permit.tx, row);
}

/** A new link; the one before stops working. */
export async function renewPasswordLink(permit: RecordsPermit, userId: string): Promise<PasswordLink> {
  const row = await lockUser(permit.tx, userId);
  if (row.oidcSubject !== null) {
    throw new Refusal("conflict", {
      detail: "This person signs in through your identity provider and has no password here.",
      next: "Reset the password there.",
    });
  }
  if (row.state === "disabled") {
    throw new Refusal("conflict", { detail: "This person is disabled.", next: "Enable the person first." });
  }
  return linkFor(permit.tx, row);
}

async function linkFor(tx: Transaction, row: UserRow): Promise<PasswordLink> {
  const secret = randomBytes(32).toString("base64url");
  const expiresAt = new Date(Date.now() + linkLifeMs);
  await tx.delete(passwordLinks).where(eq(passwordLinks.userId, row.id));
  await tx.insert(passwordLinks).values({ secretHash: secretHash(secret), userId: row.id, expiresAt });
  return { user: toUser(row), secret, expiresAt: expiresAt.toISOString() };
}

function secretHash(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** Who a link is for; undefined when it is used, replaced, too old or made up. */
export async function readPasswordLink(secret: string): Promise<User | undefined> {
  const [found] = await db()
    .select({ user: users })
    .from(passwordLinks)
    .innerJoin(users, eq(users.id, passwordLinks.userId))
    .where(and(eq(passwordLinks.secretHash, secretHash(secret)), gt(passwordLinks.expiresAt, new Date())));
  return found === undefined ? undefined : toUser(found.user);
}

/**
 * Sets the password of the person a link is for, uses the link up and ends the person's sessions. The link is the
 * permission here: whoever holds it acts as that person.
 */
export async function setPasswordByLink(
  secret: string,
  password: string,
  request: { requestId: string; address: string | null },
): Promise<User> {
  const user = await db().transaction(async (tx) => {
    const valid = and(
      eq(passwordLinks.secretHash, secretHash(secret)),
      gt(passwordLinks.expiresAt, new Date()),
    );
    const [link] = await tx.select().from(passwordLinks).where(valid);
    // The person before the link, as everywhere: two requests that lock in different orders would stop each other.
    const row = link && (await lockUser(tx, link.userId));
    const [used] = await tx.delete(passwordLinks).where(valid).returning();
    if (row === undefined || used === undefined) {
      throw new Refusal("not_found", {
        detail: "This link has been used, has been replaced by a newer one, or is older than three days.",
        next: "Ask an administrator for a new link.",
      });
    }
    if (row.state === "disabled") {
      throw new Refusal("forbidden", { detail: "This account is disabled.", next: "Ask an administrator." });
    }
    // Hashed only now: made-up links cost nothing.
    const changed = await update(tx, row.id, { passwordHash: await hashPassword(password), state: "active" });
    await tx.delete(sessions).where(eq(sessions.userId, row.id));
    const actor: Actor = { ...personActor(changed), address: request.address };
    await record(
      tx,
      {
        actor,
        action: "users.setPassword",
        subject: { type: "user", id: changed.email },
        requestId: request.requestId,
        fields: ["password"],
      },
      "succeeded",
    );
    return toUser(changed);
  });
  sealSoon();
  return user;
}

export function wrongCurrentPassword(): Refusal {
  return new Refusal("invalid_input", {
    detail: "The current password is not right.",
    next: "Enter the password you signed in with.",
    errors: [{ path: "currentPassword", message: "This is not your current password." }],
  });
}

/** @throws Refusal `invalid_input` when the current password is wrong */
export async function changeOwnPassword(
  permit: RecordsPermit,
  input: { userId: string; sessionId: string; currentPassword: string; newPassword: string },
): Promise<void> {
  const row = await lockUser(permit.tx, input.userId);
  if (!(await passwordMatches(input.currentPassword, row.passwordHash))) {
    throw wrongCurrentPassword();
  }
  await update(permit.tx, row.id, { passwordHash: await hashPassword(input.newPassword) });
  await permit.tx.delete(sessions).where(and(eq(sessions.userId, row.id), ne(sessions.id, input.sessionId)));
}

/** @throws Refusal `conflict` for the last active administrator */
export async function setRole(permit: RecordsPermit, userId: string, role: Role): Promise<User> {
  const admins = await lockAdmins(permit.tx);
  const row = await lockUser(permit.tx, userId);
  if (row.role === "admin" && role !== "admin") requireAnother(admins, row);
  return toUser(await update(permit.tx, userId, { role }));
}

/**
 * Ends the person's sessions too; the next request of any of them is refused.
 * @throws Refusal `conflict` for the last active administrator
 */
export async function disableUser(permit: RecordsPermit, userId: string): Promise<User> {
  const admins = await lockAdmins(permit.tx);
  const row = await lockUser(permit.tx, userId);
  if (row.role === "admin") requireAnother(admins, row);
  await permit.tx.delete(sessions).where(eq(sessions.userId, userId));
  await permit.tx.delete(passwordLinks).where(eq(passwordLinks.userId, userId));
  return toUser(await update(permit.tx, userId, { state: "disabled" }));
}

export async function enableUser(permit: RecordsPermit, userId: string): Promise<User> {
  const row = await lockUser(permit.tx, userId);
  const state = row.passwordHash === null && row.oidcSubject === null ? "invited" : "active";
  return toUser(await update(permit.tx, userId, { state }));
}

/**
 * Two administrators who demote each other at once would leave none. So whoever may take one away first holds all of
 * them, in one order and before any other row; the second then sees what the first has left.
 */
async function lockAdmins(tx: Transaction): Promise<string[]> {
  const admins = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, "admin"), eq(users.state, "active")))
    .orderBy(asc(users.id))
    .for("update");
  return admins.map(({ id }) => id);
}

function requireAnother(admins: readonly string[], row: UserRow): void {
  if (admins.some((id) => id !== row.id)) return;
  throw new Refusal("conflict", {
    detail: "This is the last active administrator.",
    next: "Make somebody else an administrator first.",
  });
}

async function lockUser(tx: Transaction, userId: string): Promise<UserRow> {
  const [row] = await tx.select().from(users).where(eq(users.id, userId)).for("update");
  if (row === undefined) throw notFound("This person");
  return row;
}

async function update(tx: Transaction, userId: string, changes: Partial<UserRow>): Promise<UserRow> {
  const [row] = await tx.update(users).set(changes).where(eq(users.id, userId)).returning();
  if (row === undefined) throw notFound("This person");
  return row;
}

/** The person as an actor of the audit history. */
export function personActor(row: UserRow): Actor {
  return { type: "person", id: row.id, name: row.email, role: row.role as Role, address: null };
}

/** Creates a person with a password if the address is free; for the first administrator and for demo data. */
export async function ensureUser(person: Invitation & { password: string }): Promise<void> {
  const passwordHash = await hashPassword(person.password);
  await db().transaction(async (tx) => {
    const { password: _password, ...fields } = person;
    const created = await tx
      .insert(users)
      .values({ id: newId("usr"), ...fields, passwordHash, state: "active" })
      .onConflictDoNothing()
      .returning();
    if (created.length === 0) return;
    await record(
      tx,
      {
        actor: systemActor("setup"),
        action: "users.provision",
        subject: { type: "user", id: person.email },
        requestId: newId("req"),
        fields: [`role:${person.role}`],
      },
      "succeeded",
    );
  });
}

export async function hasAdministrator(): Promise<boolean> {
  const [row] = await db()
    .select({ number: count() })
    .from(users)
    .where(and(eq(users.role, "admin"), eq(users.state, "active")));
  return (row?.number ?? 0) > 0;
}
