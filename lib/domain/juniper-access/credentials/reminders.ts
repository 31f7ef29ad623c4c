import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { users } from "@/drizzle/schema/people";
import { rolesWith } from "@/lib/access/permissions";
import type { Transaction } from "@/lib/db/connection";
import { leaveNotice } from "@/lib/domain/notices/notices";
import { type Environment, environmentOf } from "./environment";
import { type CredentialRow, changeRows, noteReminded, type Rows, settleEnvironment } from "./rows";
import { remindersOf, termOf } from "./terms";
import { termWords } from "./words";

const names = z.array(z.string());

/**
 * Leaves notices for whoever may rotate the credentials in use, each time that a reminder's moment has come: once per
 * moment and credential, whichever process looks and however late. Of several moments that passed since the last look, the
 * last one is told.
 */
export async function remindOfCredentials(
  environment: Environment | undefined = environmentOf(),
  now = new Date(),
): Promise<void> {
  if (environment === undefined) return;
  await changeRows(environment.kind, async (tx, rows) => {
    const current = await currentOf(tx, rows, environment);
    const term = current && termOf(current);
    if (current === undefined || term === undefined) return;
    const told = names.catch([]).parse(current.reminded);
    const come = remindersOf(current.kind, term).filter(({ at }) => at <= now);
    const said = termWords(current.kind, term, now);
    if (said === undefined || come.every(({ name }) => told.includes(name))) return;
    const { title, words, isOver } = said;
    for (const userId of await peopleIn(tx)) {
      const kind = isOver ? "failed" : "attention";
      await leaveNotice(tx, { userId, kind, title, words, href: "/connections/juniper/credentials" });
    }
    await noteReminded(tx, current.id, [...new Set([...told, ...come.map(({ name }) => name)])]);
  });
}

/** The row that remembers reminders. The environment's certificate gets one for it; a secret nobody knows the age of does not. */
async function currentOf(
  tx: Transaction,
  rows: Rows,
  { kind, value }: Environment,
): Promise<CredentialRow | undefined> {
  if (rows.current === undefined && kind === "client_secret") return undefined;
  return await settleEnvironment(tx, kind, rows, value());
}

/** Those whose role lets them rotate. */
async function peopleIn(tx: Transaction): Promise<string[]> {
  const found = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(inArray(users.role, rolesWith("connections:write")), eq(users.state, "active")));
  return found.map(({ id }) => id);
}
