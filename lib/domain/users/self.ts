import "server-only";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { users } from "@/drizzle/schema/people";
import { can, permissions } from "@/lib/access/permissions";
import type { Session } from "@/lib/access/sessions";
import { notFound } from "@/lib/contract/problem";
import type { session as contract } from "@/lib/contract/users";
import { db } from "@/lib/db/connection";
import { toUser } from "./users";

/** Who is signed in, and what the role allows at this moment. */
export async function whoAmI(session: Session): Promise<z.output<typeof contract.get.response>> {
  const [row] = await db().select().from(users).where(eq(users.id, session.userId));
  if (row === undefined) throw notFound("This person");
  const user = toUser(row);
  return {
    user,
    permissions: permissions.filter((permission) => can(user.role, permission)),
    expiresAt: session.expiresAt.toISOString(),
  };
}
