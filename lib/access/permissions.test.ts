import { describe, expect, test } from "vitest";
import { jobKinds } from "@/lib/contract/job-kinds";
import { allOperations } from "@/lib/contract/operations";
import { actorCan, systemActor } from "./actor";
import { can, permissions, type Role, roleLabels, roles, rolesWith } from "./permissions";

const table = Object.fromEntries(
  roles.map((role) => [role, permissions.filter((permission) => can(role, permission))]),
);

test("what each role may do", () => {
  expect(table).toMatchInlineSnapshot(`
    {
      "admin": [
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
      ],
      "approver": [
        "devices:read",
        "provisioning:read",
        "whitelist:read",
        "tags:read",
        "root-cas:read",
        "device-certificates:read",
        "e2e:read",
        "batches:read",
        "licenses:read",
        "connections:read",
        "session:self",
        "jobs:read",
        "jobs:run",
      ],
      "auditor": [
        "devices:read",
        "provisioning:read",
        "whitelist:read",
        "tags:read",
        "root-cas:read",
        "device-certificates:read",
        "e2e:read",
        "batches:read",
        "licenses:read",
        "connections:read",
        "audit:read",
        "users:read",
        "session:self",
        "jobs:read",
        "jobs:run",
      ],
      "requester": [
        "session:self",
      ],
      "support": [
        "devices:read",
        "provisioning:read",
        "whitelist:read",
        "tags:read",
        "root-cas:read",
        "device-certificates:read",
        "batches:read",
        "batches:download",
        "licenses:read",
        "connections:read",
        "session:self",
        "jobs:read",
        "jobs:run",
      ],
    }
  `);
});

describe("the plan behind the table", () => {
  const changing = allOperations
    .filter(({ kind }) => kind !== "read")
    .map(({ permission }) => permission)
    // Running a job needs the right to what it does besides: an export needs to read, everything else is a change.
    .filter((permission) => !["session:self", "jobs:run"].includes(permission))
    .concat(
      Object.values(jobKinds)
        .filter(({ makes }) => makes !== "file")
        .map(({ permission }) => permission),
    );

  test("the administrator may do everything, everybody may see to their own session", () => {
    expect(table.admin).toEqual(permissions);
    for (const role of roles) expect(can(role, "session:self")).toBe(true);
  });

  test("the auditor reads everything, the audit too, and changes nothing", () => {
    expect(can("auditor", "audit:read")).toBe(true);
    for (const permission of changing) expect(can("auditor", permission)).toBe(false);
  });

  test("nobody but administrators and auditors reads the audit history", () => {
    expect(rolesWith("audit:read")).toEqual(["admin", "auditor"]);
  });

  test("support downloads batches and orders none", () => {
    expect(can("support", "batches:download")).toBe(true);
    expect(can("support", "batches:write")).toBe(false);
  });

  test("every permission that an operation needs is held by somebody, and every role has a name", () => {
    for (const { permission } of allOperations) expect(rolesWith(permission)).not.toEqual([]);
    expect(Object.keys(roleLabels)).toEqual([...roles]);
  });
});

test("a role that nobody knows holds nothing", () => {
  for (const unknown of ["root", "", "constructor", "__proto__", "toString"]) {
    for (const permission of permissions) expect(can(unknown as Role, permission)).toBe(false);
  }
});

test("the console's own tasks pass, a person passes with the role only", () => {
  expect(actorCan(systemActor("sweep"), "users:write")).toBe(true);
  const person = { type: "person", id: "usr_1", name: "ada@example.com", address: null } as const;
  expect(actorCan({ ...person, role: "support" }, "users:write")).toBe(false);
  expect(actorCan({ ...person, role: "admin" }, "users:write")).toBe(true);
  for (const permission of permissions) expect(actorCan({ ...person, role: "none" }, permission)).toBe(false);
});
