import { describe, expect, test } from "vitest";
import type { AuditEntry } from "@/lib/contract/audit";
import { csrOrderSubject, isAbout, oneLife, sentenceOf } from "./history";
import { sampleBatch } from "./testing";

const entry = (entryId: string, changes: Partial<AuditEntry>): AuditEntry => ({
  entryId,
  sequence: 1,
  at: "2026-11-22T10:00:00.000Z",
  actorType: "person",
  actorId: "usr_1",
  actorName: "support@muniment.example",
  actorRole: "support",
  action: "batches.download",
  subjectType: "batch",
  subjectId: "186",
  outcome: "succeeded",
  intentId: null,
  requestId: "req_1",
  jobId: null,
  address: null,
  fields: [],
  detail: {},
  hash: null,
  previousHash: null,
  ...changes,
});

test("an intent gives way to the row that closes it, and stands while there is none", () => {
  const open = entry("c", { outcome: "intent", at: "2026-11-22T12:00:00.000Z" });
  const intent = entry("a", { outcome: "intent" });
  const closing = entry("b", { intentId: "a", at: "2026-11-22T10:00:05.000Z" });
  expect(oneLife([[open, closing, intent]]).map(({ entryId }) => entryId)).toEqual(["c", "b"]);
});

test("rows of several questions stand once, newest first", () => {
  const order = entry("order", { action: "batches.createFromGenerator", outcome: "accepted" });
  const download = entry("download", { at: "2026-11-22T11:00:00.000Z" });
  expect(oneLife([[order], [download, order]]).map(({ entryId }) => entryId)).toEqual(["download", "order"]);
});

test("an act is told in words, and one without words by its own name", () => {
  expect(sentenceOf(entry("a", { action: "batches.createFromGenerator", outcome: "accepted" }))).toBe(
    "Order with generated keys: taken by Sectigo",
  );
  expect(sentenceOf(entry("a", { action: "batches.other", outcome: "failed" }))).toBe(
    "batches.other: failed",
  );
});

describe("rows found by what they are filed under", () => {
  const generated = sampleBatch({ batchId: 186 });
  const fromCsrs = sampleBatch({ batchId: 187, generatorParameters: null });

  test("are about the batch they name, and about no other", () => {
    expect(isAbout(generated, entry("a", { detail: { batchId: 186 } }))).toBe(true);
    expect(isAbout(generated, entry("a", { detail: { batchId: 640 } }))).toBe(false);
    expect(isAbout(fromCsrs, entry("a", { detail: { batchId: 187 } }))).toBe(true);
  });

  test("are about a batch of that name while they name none, but not about any batch from CSRs", () => {
    expect(isAbout(generated, entry("a", { outcome: "unknown" }))).toBe(true);
    expect(isAbout(fromCsrs, entry("a", { outcome: "unknown" }))).toBe(false);
  });
});

test("orders from CSRs are looked for under their certificate profile, as the contract files them", () => {
  expect(csrOrderSubject(11)).toBe("CSRs under certificate profile 11");
});
