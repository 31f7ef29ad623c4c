import "server-only";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { users } from "@/drizzle/schema/people";
import { neverConfirmed } from "@/lib/access/confirmation";
import { ownerOfPassword, throttledError } from "@/lib/access/password-sign-in";
import { can, permissions } from "@/lib/access/permissions";
import { moveConfirmation, type Session } from "@/lib/access/sessions";
import { notFound, Refusal } from "@/lib/contract/problem";
import type { session as contract } from "@/lib/contract/users";
import { db } from "@/lib/db/connection";
import type { RecordsPermit } from "@/lib/operations/records-permit";
import { toUser, wrongCurrentPassword } from "./users";

/** Who is signed in, what the role allows at this moment, and since when it is sure that it is this person. */
export async function whoAmI(session: Session): Promise<z.output<typeof contract.get.response>> {
  const [row] = await db().select().from(users).where(eq(users.id, session.userId));
  if (row === undefined) throw notFound("This person");
  const user = toUser(row);
  const { confirmedAt } = session;
  return {
    user,
    permissions: permissions.filter((permission) => can(user.role, permission)),
    expiresAt: session.expiresAt.toISOString(),
    confirmation: {
      confirmedAt: confirmedAt <= neverConfirmed ? null : confirmedAt.toISOString(),
      by: user.signsInWith === "password" ? "password" : "provider",
    },
  };
}

/** Failures count as those of signing in do. @throws Refusal `throttled` */
async function isOwnPassword({ email, userId, actor }: Session, password: string): Promise<boolean> {
  const owner = await ownerOfPassword({ email, password, address: actor.address }).catch((error: unknown) => {
    throw error instanceof Error && error.message === throttledError ? tooManyFailures() : error;
  });
  return owner?.id === userId;
}

/**
 * Refuses whoever does not know the password that is to be replaced.
 * @throws Refusal `invalid_input`, `throttled`
 */
export async function requireCurrentPassword(session: Session, password: string): Promise<void> {
  if (!(await isOwnPassword(session, password))) throw wrongCurrentPassword();
}

/**
 * Refuses whoever does not know the password of the session's person. A refusal does not say whether there is a
 * password at all.
 * @throws Refusal `confirmation_needed`, `throttled`
 */
export async function requireOwnPassword(session: Session, password: string): Promise<void> {
  if (await isOwnPassword(session, password)) return;
  throw new Refusal("confirmation_needed", {
    detail: "The password is not right.",
    next: "Enter the password that you sign in with.",
    errors: [{ path: "password", message: "This is not your password." }],
  });
}

function tooManyFailures(): Refusal {
  return new Refusal("throttled", {
    detail: "Too many attempts have failed.",
    next: "Wait a quarter of an hour, then try again.",
  });
}

/** Notes that it is sure now that the session is its person's. */
export async function confirmSession(
  permit: RecordsPermit,
  { sessionId }: Session,
): Promise<z.output<typeof contract.confirm.response>> {
  const confirmedAt = new Date();
  await moveConfirmation(permit.tx, sessionId, confirmedAt);
  return { confirmedAt: confirmedAt.toISOString(), by: "password" };
}
