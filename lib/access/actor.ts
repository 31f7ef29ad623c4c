import type { Permission, Role } from "./permissions";
import { can } from "./permissions";

/** Who asks: a person with a session, a machine with a key, or the console itself. */
export interface Actor {
  type: "person" | "machine" | "system";
  id: string;
  /** E-mail address of a person, name of a key, name of a task. */
  name: string;
  /** `none`: somebody who has not shown who they are. */
  role: Role | "system" | "none";
  /** Network address the request came from, as far as we can tell. */
  address: string | null;
}

/** Whether this actor may do what needs the permission. The console's own tasks pass no gate of roles. */
export function actorCan(actor: Actor, permission: Permission): boolean {
  if (actor.role === "system") return true;
  return actor.role !== "none" && can(actor.role, permission);
}

/** The console acting on its own behalf, such as the sweep of stale intents. */
export function systemActor(task: string): Actor {
  return { type: "system", id: task, name: task, role: "system", address: null };
}
