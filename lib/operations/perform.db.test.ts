import { sql } from "drizzle-orm";
import { afterEach, describe, expect, test, vi } from "vitest";
import { systemActor } from "@/lib/access/actor";
import { type Role, roles } from "@/lib/access/permissions";
import { listEntries } from "@/lib/audit/read";
import { sweepStaleIntents } from "@/lib/audit/record";
import { sealAll, tester } from "@/lib/audit/testing";
import { verifyHistory } from "@/lib/audit/verify";
import { Refusal } from "@/lib/contract/problem";
import { testDatabase } from "@/lib/db/testing";
import { logger } from "@/lib/log";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import { type Act, performAtVendor, performInRecords } from "./perform";

const { owner } = await testDatabase();
// Failures are what these tests make; the log need not tell of them.
logger().level = "silent";
await owner`create table things (id text primary key)`;

let number = 0;
function anAct(changes: Partial<Act> = {}): Act {
  number += 1;
  return {
    actor: tester,
    action: "tags.create",
    permission: "tags:write",
    subject: { type: "tag", id: "downtown" },
    fields: ["tagName"],
    requestId: `req_${number}`,
    ...changes,
  };
}

const as = (role: Role) => ({ ...tester, role });
const rowsOf = async ({ requestId }: Act) => (await listEntries({ requestId }, { size: 50 })).items.reverse();
const outcomesOf = async (act: Act) => (await rowsOf(act)).map(({ outcome }) => outcome);
const things = async () => (await owner`select id from things order by id`).map(({ id }) => id);

function vendorError(mayHaveActed: boolean): VendorError {
  return new VendorError({
    kind: mayHaveActed ? "timeout" : "refused",
    vendor: "ublox",
    call: "POST /tag/create",
    requestId: "req_x",
    mayHaveActed,
    ...(mayHaveActed ? {} : { status: 400, vendorText: "Tag exists" }),
  });
}

describe("a change at a vendor", () => {
  test("is on record as an intent before it is made, with a permit that names the row", async () => {
    const act = anAct();
    const result = await performAtVendor(act, "now", async (permit) => {
      const [intent, ...others] = await rowsOf(act);
      expect(others).toEqual([]);
      expect(intent).toMatchObject({ outcome: "intent", entryId: permit.auditId, subjectId: "downtown" });
      expect(permit.requestId).toBe(act.requestId);
      expect(Object.isFrozen(permit)).toBe(true);
      return "made";
    });
    expect(result).toBe("made");
    expect(await outcomesOf(act)).toEqual(["intent", "succeeded"]);
  });

  test("keeps what was noted, and says “accepted” of what the vendor finishes later", async () => {
    const act = anAct();
    await performAtVendor(act, "later", async (_permit, note) => {
      note({ batchId: 17 });
      note({ orderNumber: 4 });
    });
    const [intent, outcome] = await rowsOf(act);
    expect(outcome).toMatchObject({
      outcome: "accepted",
      intentId: intent?.entryId,
      fields: ["tagName"],
      detail: { batchId: 17, orderNumber: 4 },
    });
  });

  test.each([
    [
      "the vendor's no",
      () => vendorError(false),
      "failed",
      { code: "refused", vendor: "ublox", vendorStatus: 400 },
    ],
    [
      "a lost answer",
      () => vendorError(true),
      "unknown",
      { code: "timeout", vendor: "ublox", vendorStatus: null },
    ],
    [
      "a rule of ours",
      () => new Refusal("conflict", { detail: "It is there.", next: "Choose another." }),
      "failed",
      { code: "conflict" },
    ],
    ["an error nobody expected", () => new TypeError("x is not a function"), "unknown", { code: "internal" }],
    ["something thrown that is no error", () => "oops", "unknown", { code: "internal" }],
  ])("that ends with %s is thrown on and recorded as such", async (_what, make, outcome, detail) => {
    const act = anAct();
    const thrown = make();
    await expect(
      performAtVendor(act, "now", async (_permit, note) => {
        note({ tries: 1 });
        throw thrown;
      }),
    ).rejects.toBe(thrown);
    const rows = await rowsOf(act);
    expect(rows.map((row) => row.outcome)).toEqual(["intent", outcome]);
    expect(rows[1]?.detail).toEqual({ tries: 1, ...detail });
  });

  test("is not made when its intent cannot be written", async () => {
    const act = anAct();
    const run = vi.fn();
    await owner`revoke insert on audit_entries from muniment_app`;
    try {
      await expect(performAtVendor(act, "now", run)).rejects.toMatchObject({ code: "audit_unavailable" });
    } finally {
      await owner`grant insert on audit_entries to muniment_app`;
    }
    expect(run).not.toHaveBeenCalled();
    expect(await rowsOf(act)).toEqual([]);
  });

  test("nor when the intent could not be followed up", async () => {
    const act = anAct();
    const run = vi.fn();
    await owner`alter table audit_open_intents rename to audit_open_intents_away`;
    try {
      await expect(performAtVendor(act, "now", run)).rejects.toMatchObject({ code: "audit_unavailable" });
    } finally {
      await owner`alter table audit_open_intents_away rename to audit_open_intents`;
    }
    expect(run).not.toHaveBeenCalled();
    expect(await rowsOf(act)).toEqual([]);
  });

  test("that was made while its outcome could not be written is still answered, and later closed as unknown", async () => {
    const act = anAct();
    const result = await performAtVendor(act, "now", async () => {
      await owner`revoke insert on audit_entries from muniment_app`;
      return "made";
    });
    await owner`grant insert on audit_entries to muniment_app`;
    expect(result).toBe("made");
    expect(await outcomesOf(act)).toEqual(["intent"]);
    await sweepStaleIntents(new Date(Date.now() + 60 * 60_000));
    expect(await outcomesOf(act)).toEqual(["intent", "unknown"]);
  });
});

describe("who may not", () => {
  test.each(roles.filter((role) => role !== "admin"))(
    "%s is refused before anything happens, and that is recorded",
    async (role) => {
      const run = vi.fn();
      const vendorAct = anAct({ actor: as(role) });
      const recordsAct = anAct({ actor: as(role), action: "users.invite", permission: "users:write" });
      await expect(performAtVendor(vendorAct, "now", run)).rejects.toMatchObject({ code: "forbidden" });
      await expect(performInRecords(recordsAct, run)).rejects.toMatchObject({ code: "forbidden" });
      expect(run).not.toHaveBeenCalled();
      expect(await rowsOf(vendorAct)).toEqual([
        expect.objectContaining({ outcome: "denied", actorRole: role, detail: { permission: "tags:write" } }),
      ]);
      expect(await outcomesOf(recordsAct)).toEqual(["denied"]);
    },
  );

  test("is told which permission is missing and who holds it", async () => {
    const act = anAct({ actor: as("support") });
    const refusal = await performAtVendor(act, "now", vi.fn()).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      words: {
        detail: expect.stringContaining("tags:write"),
        next: expect.stringContaining("Administrator"),
      },
    });
  });

  test("is refused also when the refusal cannot be recorded", async () => {
    await owner`revoke insert on audit_entries from muniment_app`;
    try {
      const act = anAct({ actor: as("auditor") });
      await expect(performAtVendor(act, "now", vi.fn())).rejects.toMatchObject({ code: "forbidden" });
    } finally {
      await owner`grant insert on audit_entries to muniment_app`;
    }
  });

  test("does not hold for the console's own tasks", async () => {
    const act = anAct({ actor: systemActor("sweep") });
    await performAtVendor(act, "now", async () => {});
    expect(await rowsOf(act)).toEqual([
      expect.objectContaining({
        outcome: "intent",
        actorType: "system",
        actorName: "sweep",
        actorRole: "system",
      }),
      expect.objectContaining({ outcome: "succeeded" }),
    ]);
  });
});

describe("a change in our own tables", () => {
  const recordsAct = () => anAct({ action: "users.invite", permission: "users:write" });
  afterEach(() => owner`delete from things`);

  test("and its row are one: both there", async () => {
    const act = recordsAct();
    await performInRecords(act, async (permit, note) => {
      await permit.tx.execute(sql`insert into things values ('kept')`);
      note({ count: 1 });
      expect(permit.requestId).toBe(act.requestId);
      expect(await things()).toEqual([]);
    });
    expect(await things()).toEqual(["kept"]);
    expect(await rowsOf(act)).toEqual([
      expect.objectContaining({ outcome: "succeeded", intentId: null, detail: { count: 1 } }),
    ]);
  });

  test.each([
    ["a rule of ours", new Refusal("conflict", { detail: "d", next: "n" }), { code: "conflict" }],
    ["an error nobody expected", new TypeError("x"), { code: "internal" }],
  ])("or neither: after %s only the failure is on record", async (_what, thrown, detail) => {
    const act = recordsAct();
    const failing = performInRecords(act, async (permit, note) => {
      await permit.tx.execute(sql`insert into things values ('taken back')`);
      note({ count: 1 });
      throw thrown;
    });
    await expect(failing).rejects.toBe(thrown);
    expect(await things()).toEqual([]);
    expect(await rowsOf(act)).toEqual([
      expect.objectContaining({ outcome: "failed", detail: { count: 1, ...detail } }),
    ]);
  });

  test("is taken back when its row cannot be written", async () => {
    await owner`revoke insert on audit_entries from muniment_app`;
    try {
      const failing = performInRecords(recordsAct(), (permit) =>
        permit.tx.execute(sql`insert into things values ('unrecorded')`),
      );
      await expect(failing).rejects.toThrow();
    } finally {
      await owner`grant insert on audit_entries to muniment_app`;
    }
    expect(await things()).toEqual([]);
  });
});

test("everything above left one unbroken history", async () => {
  await sealAll();
  expect(await verifyHistory()).toMatchObject({ intact: true, unsealed: 0 });
});
