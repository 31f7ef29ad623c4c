import "server-only";
import { record } from "@/lib/audit/record";
import { sealSoon } from "@/lib/audit/seal";
import { db } from "@/lib/db/connection";
import { newId } from "@/lib/db/ids";
import { passwordMatches } from "@/lib/domain/users/password";
import { findUserByEmail } from "@/lib/domain/users/users";
import { countFailure, forgetFailures, isThrottled } from "./throttle";

export interface PasswordAttempt {
  email: string;
  password: string;
  address: string | null;
}

/** What next-auth shows of the two ways to fail; an unknown person and a wrong password are one and the same. */
export const throttledError = "throttled";

/**
 * The person these belong to, or null. It takes the same time and answers the same whether the person is unknown,
 * invited, disabled, of the identity provider, or the password is wrong. Failures are counted, here and wherever a
 * password is asked for.
 * @throws Error `throttled` when too many attempts have failed
 */
export async function ownerOfPassword(attempt: PasswordAttempt): Promise<{ id: string } | null> {
  const email = trimmed(attempt.email);
  if (await isThrottled({ ...attempt, email })) throw new Error(throttledError);
  const user = await findUserByEmail(email);
  const usable = user?.state === "active" ? user.passwordHash : null;
  if ((await passwordMatches(attempt.password.slice(0, 200), usable ?? null)) && user !== undefined) {
    await forgetFailures({ ...attempt, email });
    return { id: user.id };
  }
  await countFailure({ ...attempt, email });
  return null;
}

const trimmed = (email: string) => email.trim().slice(0, 320);

/**
 * Who signs in with these, or null, which is on record.
 * @throws Error `throttled` when too many attempts have failed
 */
export async function checkPassword(attempt: PasswordAttempt): Promise<{ id: string } | null> {
  const owner = await ownerOfPassword(attempt);
  if (owner !== null) return owner;
  const email = trimmed(attempt.email);
  await record(
    db(),
    {
      actor: { type: "person", id: "unknown", name: email, role: "none", address: attempt.address },
      action: "session.signIn",
      subject: { type: "user", id: email },
      requestId: newId("req"),
    },
    "denied",
  );
  sealSoon();
  return null;
}
