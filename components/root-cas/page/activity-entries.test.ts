import { expect, test } from "vitest";
import type { AuditEntry } from "@/lib/contract/audit";
import { actsIn } from "./activity-entries";

const entry = (more: Partial<AuditEntry>): AuditEntry => ({
  entryId: "aud_1",
  sequence: 1,
  at: "2026-01-01T00:00:00.000Z",
  actorType: "person",
  actorId: "usr_1",
  actorName: "ada@example.com",
  actorRole: "admin",
  action: "rootCas.create",
  subjectType: "rootCa",
  subjectId: "acme",
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

test("an intent gives way to its outcome, an open one stands, and the newest comes first", () => {
  const acts = actsIn([
    entry({}),
    entry({ entryId: "aud_2", intentId: "aud_1", outcome: "succeeded", at: "2026-01-01T00:00:01.000Z" }),
    entry({ entryId: "aud_3", action: "rootCas.delete", at: "2026-01-02T00:00:00.000Z" }),
  ]);
  expect(acts.map(({ id, title, outcome }) => [id, title, outcome])).toEqual([
    ["aud_3", "Delete a root CA", "intent"],
    ["aud_2", "Create a root CA", "succeeded"],
  ]);
});
