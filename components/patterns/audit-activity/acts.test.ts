import { expect, test } from "vitest";
import type { AuditEntry } from "@/lib/contract/audit";
import { actsIn } from "./acts";

const entry = (more: Partial<AuditEntry>): AuditEntry => ({
  entryId: "aud_1",
  sequence: 1,
  at: "2026-01-01T00:00:00.000Z",
  actorType: "person",
  actorId: "usr_1",
  actorName: "ada@example.com",
  actorRole: "admin",
  action: "licenses.activate",
  subjectType: "license",
  subjectId: "JN1 of 1",
  outcome: "intent",
  intentId: null,
  requestId: "req_1",
  jobId: null,
  address: null,
  fields: [],
  detail: {},
  hash: null,
  previousHash: null,
  ...more,
});

test("an intent gives way to its outcome, an open one stands, the newest comes first, and nothing comes twice", () => {
  const released = entry({ entryId: "aud_3", action: "licenses.release", at: "2026-01-02T00:00:00.000Z" });
  const acts = actsIn(
    [
      entry({}),
      entry({ entryId: "aud_2", intentId: "aud_1", outcome: "unknown", at: "2026-01-01T00:00:01.000Z" }),
      released,
      released,
    ],
    (action) => action.toUpperCase(),
  );
  expect(acts.map(({ id, title, outcome }) => [id, title, outcome])).toEqual([
    ["aud_3", "LICENSES.RELEASE", "intent"],
    ["aud_2", "LICENSES.ACTIVATE", "unknown"],
  ]);
});
