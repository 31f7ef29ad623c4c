import { users } from "@/drizzle/schema/people";
import { db } from "@/lib/db/connection";
import { newId } from "@/lib/db/ids";
import { hashPassword } from "@/lib/domain/users/password";
import type { UserRow } from "@/lib/domain/users/users";

export const goodPassword = "correct horse battery staple";

let number = 0;

/** A person in the database: an active administrator with `goodPassword` unless said otherwise. */
export async function makePerson(changes: Partial<UserRow> = {}): Promise<UserRow> {
  number += 1;
  const [row] = await db()
    .insert(users)
    .values({
      id: newId("usr"),
      email: `person-${number}@example.com`,
      name: `Person ${number}`,
      role: "admin",
      state: "active",
      passwordHash:
        changes.passwordHash === undefined ? await hashPassword(goodPassword) : changes.passwordHash,
      ...changes,
    })
    .returning();
  if (row === undefined) throw new Error("The person was not created.");
  return row;
}
