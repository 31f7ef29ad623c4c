import "server-only";
import { can, type Permission, type Role } from "@/lib/access/permissions";
import type { ConsoleEvent } from "@/lib/contract/events";

/** Who listens, as far as it decides what they are told. */
export interface Standing {
  userId: string;
  role: Role;
}

/** What somebody has to be allowed to read to be told that it changed. */
const needs: Record<Exclude<ConsoleEvent["type"], "notice">, Permission> = {
  job: "jobs:read",
  batch: "batches:read",
  deviceEvent: "devices:read",
  findings: "devices:read",
  licenses: "licenses:read",
};

/** Whether a person may know of an event. */
export function mayKnow({ userId, role }: Standing, event: ConsoleEvent): boolean {
  return event.type === "notice" ? event.userId === userId : can(role, needs[event.type]);
}
