import { expect, test } from "vitest";
import { can, type Role, roles } from "@/lib/access/permissions";
import { mayKnow } from "./audience";

test.each(roles)("%s is told of jobs and batches as far as the role may read them", (role: Role) => {
  const person = { userId: "usr_1", role };
  expect(mayKnow(person, { type: "job", jobId: "job_1" })).toBe(can(role, "jobs:read"));
  expect(mayKnow(person, { type: "batch", batchId: 1 })).toBe(can(role, "batches:read"));
});

test.each(roles)("%s is told of own notices, and of nobody else's", (role: Role) => {
  expect(mayKnow({ userId: "usr_1", role }, { type: "notice", userId: "usr_1" })).toBe(true);
  expect(mayKnow({ userId: "usr_1", role }, { type: "notice", userId: "usr_2" })).toBe(false);
});

test("the table has both sides: somebody is told nothing, somebody is told all", () => {
  const told = (role: Role) =>
    [{ type: "job", jobId: "job_1" } as const, { type: "batch", batchId: 1 } as const].map((event) =>
      mayKnow({ userId: "usr_1", role }, event),
    );
  expect(told("requester")).toEqual([false, false]);
  expect(told("admin")).toEqual([true, true]);
});
