import { expect, test } from "vitest";
import type { AuditEntry } from "@/lib/contract/audit";
import { deviceActs } from "./activity-entries";

const uid = "0002000089280087";
let count = 0;

function entry(some: Partial<AuditEntry>): AuditEntry {
  count += 1;
  return {
    entryId: `aud_${count}`,
    sequence: count,
    at: new Date(Date.parse("2026-11-22T12:00:00Z") + count * 1000).toISOString(),
    actorType: "person",
    actorId: "usr_1",
    actorName: "ada@muniment.example",
    actorRole: "admin",
    action: "tags.assign",
    subjectType: "tag",
    subjectId: `downtown to ${uid}`,
    outcome: "succeeded",
    intentId: null,
    requestId: "req_1",
    jobId: null,
    address: null,
    fields: [],
    detail: {},
    hash: null,
    previousHash: null,
    ...some,
  };
}

const titles = (entries: AuditEntry[]) =>
  deviceActs(entries, uid).map(({ title, outcome }) =>
    outcome === "succeeded" ? title : `${title}: ${outcome}`,
  );

test("tells each act once, newest first, in words", () => {
  const intent = entry({ outcome: "intent" });
  const outcome = entry({ intentId: intent.entryId });
  const removed = entry({ action: "tags.unassign", subjectId: `North Sea, RMA from ${uid}` });
  const listed = entry({ action: "whitelist.add", subjectType: "whitelist", subjectId: uid });
  const bared = entry({ action: "tags.unassign", subjectId: `all tags from ${uid}` });
  expect(titles([intent, outcome, removed, listed, bared])).toEqual([
    "Remove all tags",
    "Add to the whitelist",
    "Remove tags North Sea, RMA",
    "Assign tag downtown",
  ]);
});

test("an act whose outcome is lost or still to come says so", () => {
  expect(titles([entry({ outcome: "unknown" }), entry({ outcome: "intent" })])).toEqual([
    "Assign tag downtown: intent",
    "Assign tag downtown: unknown",
  ]);
});

test("acts on other devices, on several and on the tag itself are not this device's", () => {
  expect(
    titles([
      entry({ subjectId: "downtown to 0002000089280088" }),
      entry({ subjectId: "downtown to 37 devices" }),
      entry({ action: "tags.create", subjectId: "downtown" }),
      entry({ action: "tags.create", subjectId: uid }),
      entry({ action: "tags.unassign", subjectId: `a to ${uid}` }),
    ]),
  ).toEqual([]);
});

test("an act without words of its own goes by the operation's summary or its name", () => {
  expect(
    titles([
      entry({ action: "devices.get", subjectType: "device", subjectId: uid }),
      entry({ action: "devices.polish", subjectType: "device", subjectId: uid }),
    ]),
  ).toEqual(["devices.polish", "Read one device"]);
});
