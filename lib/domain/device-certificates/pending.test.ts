import { describe, expect, test } from "vitest";
import type { ActRow } from "./acts";
import { expectedBy, foremost, isRunningRekey, mustHaveBeenSeen, pendingOf, recordOf } from "./pending";

const askedAt = new Date("2026-11-20T12:00:00.000Z");

const row = (more: Partial<ActRow> = {}): ActRow => ({
  rotPublicUid: "0002000089280087",
  act: "rekey",
  caName: "one",
  toCaName: null,
  serialNumber: "a1",
  askedAt,
  askedBy: "ada@example.com",
  jobId: null,
  certain: true,
  heartbeatsSeen: 0,
  endedAt: null,
  ...more,
});

const daily = (lastContactAt: string | null) => ({
  lastContactAt,
  heardAt: lastContactAt,
  heartbeatSeconds: 86_400,
});

describe("the next heartbeat is expected", () => {
  test.each([
    [
      "an interval after the last contact before the asking",
      0,
      "2026-11-20T06:00:00Z",
      "2026-11-21T06:00:00.000Z",
    ],
    ["an interval after the asking when no contact is known", 0, null, "2026-11-21T12:00:00.000Z"],
    // A contact that did not bring it was no heartbeat.
    [
      "an interval after the asking when there was a contact since",
      0,
      "2026-11-20T18:00:00Z",
      "2026-11-21T12:00:00.000Z",
    ],
    ["an interval after the first one", 1, "2026-11-21T07:00:00Z", "2026-11-22T07:00:00.000Z"],
    [
      "two intervals after the asking when only the trace of the first is known",
      1,
      null,
      "2026-11-22T12:00:00.000Z",
    ],
  ])("%s", (_when, heartbeatsSeen, lastContactAt, expected) => {
    expect(expectedBy({ askedAt, heartbeatsSeen }, daily(lastContactAt))).toBe(expected);
  });

  test("at no time that is known while the interval is not", () => {
    expect(expectedBy(row(), { lastContactAt: "2026-11-20T06:00:00Z", heartbeatSeconds: null })).toBeNull();
  });
});

test("is overdue behind that moment, and never for a revocation", () => {
  const contact = daily("2026-11-20T06:00:00Z");
  const due = Date.parse("2026-11-21T06:00:00Z");
  expect(pendingOf(row(), contact, due)).toMatchObject({ overdue: false, heartbeats: 2, heartbeatsSeen: 0 });
  expect(pendingOf(row(), contact, due + 1)).toMatchObject({ overdue: true });
  expect(pendingOf(row({ act: "revoke" }), contact, due + 1)).toMatchObject({
    overdue: false,
    expectedBy: null,
  });
});

test.each([
  ["rekey", "2026-11-22T12:00:00Z", false],
  ["rekey", "2026-11-22T12:00:00.001Z", true],
  ["renew", "2026-11-21T12:00:00.001Z", true],
  ["revoke", "2026-12-21T12:00:00Z", false],
])("%s must have been seen by a device in contact at %s: %s", (act, lastContactAt, seen) => {
  expect(mustHaveBeenSeen(row({ act }), daily(lastContactAt))).toBe(seen);
  expect(mustHaveBeenSeen(row({ act }), { ...daily(lastContactAt), heartbeatSeconds: null })).toBe(false);
});

test("a re-key is what matters most of several acts, but not one that may never have begun", () => {
  const [renew, rekey] = [row({ act: "renew" }), row()];
  const lost = row({ certain: false });
  expect(foremost([renew, rekey])).toBe(rekey);
  expect(foremost([renew, lost])).toBe(renew);
  expect([rekey, lost, row({ certain: false, heartbeatsSeen: 1 }), renew].map(isRunningRekey)).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

test.each([
  [{}, "accepted"],
  [{ certain: false }, "unanswered"],
  [{ endedAt: askedAt, heartbeatsSeen: 2 }, "applied"],
  [{ endedAt: askedAt, heartbeatsSeen: 1 }, "superseded"],
  [{ act: "revoke", endedAt: askedAt }, "applied"],
])("an act %j is remembered as %s", (more, state) => {
  expect(recordOf(row(more)).state).toBe(state);
});
