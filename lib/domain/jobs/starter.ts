import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/drizzle/schema/people";
import { type Actor, actorCan } from "@/lib/access/actor";
import type { Permission } from "@/lib/access/permissions";
import { db } from "@/lib/db/connection";
import { personActor } from "@/lib/domain/users/users";
import type { JobRecord } from "./record";

/**
 * The person a job runs for, with the role of this moment; in words when that person may not go on. It is asked before
 * every call, so that disabling somebody or changing a role ends what runs under their name.
 */
export async function starterOf(job: JobRecord, permission: Permission): Promise<Actor | string> {
  const name = job.startedBy ?? job.createdBy;
  const [user] = await db()
    .select()
    .from(users)
    .where(eq(users.id, job.startedById ?? ""));
  if (user?.state !== "active") return `${name}, who started it, cannot sign in any more.`;
  const actor = personActor(user);
  return actorCan(actor, permission)
    ? actor
    : `${name}, who started it, does not hold the right ${permission} any more.`;
}
