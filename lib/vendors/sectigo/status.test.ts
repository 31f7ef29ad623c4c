import { expect, test } from "vitest";
import { batchClass } from "@/lib/contract/batches";
import { classOfStatus, needsAttention } from "./status";

test.each([
  ["Pending", "waiting"],
  ["CREATED", "waiting"],
  ["PROCESSING", "waiting"],
  ["Pending Creation", "waiting"],
  ["PENDING_ISSUE", "waiting"],
  ["Processing Reject", "waiting"],
  ["Processing Revoke", "waiting"],
  ["Ready for Download", "ready"],
  ["READY_FOR_DOWNLOAD", "ready"],
  ["Batch Issued Partly", "partly"],
  ["Zip removed after expiration", "expired"],
  ["REMOVED_AFTER_EXPIRATION", "expired"],
  ["Rejected", "rejected"],
  ["REVOKED", "revoked"],
  ["Revocation Error", "failed"],
  ["Aborted", "failed"],
  ["Broken", "failed"],
  ["FAILED", "failed"],
  ["NOT_ACCEPTABLE", "failed"],
  ["COLLECTED", "collected"],
  [" ready  for download ", "ready"],
  ["Something New", "other"],
  ["", "other"],
  ["constructor", "other"],
] as const)("%j is %s", (word, expected) => {
  expect(classOfStatus(word)).toBe(expected);
});

test("neither waiting nor downloadable needs a person, whatever the word", () => {
  for (const statusClass of batchClass.options) {
    expect(needsAttention(statusClass, true), statusClass).toBe(false);
    expect(needsAttention(statusClass, false), statusClass).toBe(statusClass !== "waiting");
  }
});
