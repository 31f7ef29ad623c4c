/**
 * Who may do what, in one pure table: the server decides by it, the screens show by it, machine
 * keys take their scopes from it. Roles and names follow the product's permission plan.
 */
export const permissions = [
  "devices:read",
  "provisioning:read",
  "provisioning:write",
  "whitelist:read",
  "whitelist:write",
  "tags:read",
  "tags:write",
  "root-cas:read",
  "root-cas:write",
  "device-certificates:read",
  "device-certificates:write",
  "e2e:read",
  "e2e:rotate",
  "e2e:reveal",
  "findings:write",
  "batches:read",
  "batches:write",
  "batches:download",
  "licenses:read",
  "licenses:write",
  "licenses:reveal",
  "connections:read",
  "connections:write",
  "audit:read",
  "users:read",
  "users:write",
  "session:self",
  "jobs:read",
  "jobs:run",
  "sandbox:write",
] as const;

export type Permission = (typeof permissions)[number];

export const roles = ["admin", "approver", "support", "auditor", "requester"] as const;
export type Role = (typeof roles)[number];

export const roleLabels: Record<Role, string> = {
  admin: "Administrator",
  approver: "Approver",
  support: "Support",
  auditor: "Auditor",
  requester: "Requester",
};

const reading = [
  "devices:read",
  "provisioning:read",
  "whitelist:read",
  "tags:read",
  "root-cas:read",
  "device-certificates:read",
  "batches:read",
  "licenses:read",
] as const;

/** Seeing jobs and running them; what a job does needs its own permission besides. */
const running = ["jobs:read", "jobs:run"] as const;

const granted: Record<Role, readonly Permission[]> = {
  admin: permissions,
  approver: [...reading, ...running, "e2e:read", "connections:read", "session:self"],
  support: [...reading, ...running, "batches:download", "connections:read", "session:self"],
  auditor: [
    ...reading,
    ...running,
    "e2e:read",
    "connections:read",
    "audit:read",
    "users:read",
    "session:self",
  ],
  requester: ["session:self"],
};

/** Whether a role holds a permission. An unknown role holds none. */
export function can(role: Role, permission: Permission): boolean {
  return Object.hasOwn(granted, role) && granted[role].includes(permission);
}

/** The roles that hold a permission, for "who can grant it" on refusal. */
export function rolesWith(permission: Permission): Role[] {
  return roles.filter((role) => can(role, permission));
}
