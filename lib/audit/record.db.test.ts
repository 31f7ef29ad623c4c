import { describe, expect, test } from "vitest";
import { connect, db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { listEntries } from "./read";
import { begin, finish, keepOpen, record, sweepStaleIntents } from "./record";
import { sealAll, someFacts, tester } from "./testing";
import { verifyHistory } from "./verify";

const { owner, url } = await testDatabase();

const rowsOf = async (requestId: string) => (await listEntries({ requestId }, { size: 200 })).items.reverse();
const openIntents = async () =>
  (await owner`select entry_id from audit_open_intents`).map((row) => row.entry_id);
const inAnHour = () => new Date(Date.now() + 60 * 60_000);

describe("an intent", () => {
  test("is on record and open before anything happens, and closed by its outcome", async () => {
    const intent = await begin(someFacts({ requestId: "req_closed" }));
    expect(await openIntents()).toEqual([intent.entryId]);
    await finish(intent, "accepted", { orderNumber: 12 });
    expect(await openIntents()).toEqual([]);
    const [first, second, ...others] = await rowsOf("req_closed");
    expect(others).toEqual([]);
    expect(first).toMatchObject({ entryId: intent.entryId, outcome: "intent", intentId: null });
    expect(second).toMatchObject({
      outcome: "accepted",
      intentId: intent.entryId,
      actorName: tester.name,
      actorRole: "admin",
      address: "192.0.2.7",
      subjectType: "tag",
      subjectId: "downtown",
      fields: ["tagName"],
      detail: { orderNumber: 12 },
    });
  });

  test("that nobody closes is closed as unknown when it is overdue, and not before", async () => {
    const overdue = await begin(someFacts({ requestId: "req_overdue" }), 1_000);
    const running = await begin(someFacts({ requestId: "req_running" }), 10_000);
    await keepOpen(running, 2 * 60 * 60_000);
    expect(await sweepStaleIntents()).toBe(0);
    expect(await sweepStaleIntents(inAnHour())).toBe(1);
    expect(await openIntents()).toEqual([running.entryId]);
    expect((await rowsOf("req_overdue")).map(({ outcome }) => outcome)).toEqual(["intent", "unknown"]);
    expect((await rowsOf("req_overdue")).at(-1)).toMatchObject({
      intentId: overdue.entryId,
      actorName: tester.name,
      detail: { reason: "no_answer_recorded" },
    });
    await finish(running, "succeeded");
  });

  test("that was taken for lost still gets its late outcome on record", async () => {
    const late = await begin(someFacts({ requestId: "req_late" }), 1);
    await sweepStaleIntents(inAnHour());
    await finish(late, "succeeded");
    expect((await rowsOf("req_late")).map(({ outcome }) => outcome)).toEqual([
      "intent",
      "unknown",
      "succeeded",
    ]);
  });

  test("is closed once by any number of sweeps at once", async () => {
    const requestIds = Array.from({ length: 40 }, (_, number) => `req_sweep_${number}`);
    for (const requestId of requestIds) await begin(someFacts({ requestId }), 1);
    const closed = await Promise.all(Array.from({ length: 8 }, () => sweepStaleIntents(inAnHour())));
    expect(closed.reduce((sum, count) => sum + count, 0)).toBe(40);
    for (const requestId of requestIds) {
      expect((await rowsOf(requestId)).map(({ outcome }) => outcome)).toEqual(["intent", "unknown"]);
    }
    expect(await openIntents()).toEqual([]);
  });

  test("that is being closed while the sweep comes by gets one row of each at most", async () => {
    const intents = await Promise.all(
      Array.from({ length: 20 }, (_, number) => begin(someFacts({ requestId: `req_race_${number}` }), 1)),
    );
    await Promise.all([
      ...intents.map((intent) => finish(intent, "succeeded")),
      sweepStaleIntents(inAnHour()),
      sweepStaleIntents(inAnHour()),
    ]);
    for (const [number] of intents.entries()) {
      const outcomes = (await rowsOf(`req_race_${number}`)).map(({ outcome }) => outcome).toSorted();
      expect([
        ["intent", "succeeded"],
        ["intent", "succeeded", "unknown"],
      ]).toContainEqual(outcomes);
    }
    expect(await openIntents()).toEqual([]);
  });
});

test("a row inside a transaction that is taken back is taken back with it", async () => {
  const failing = db().transaction(async (tx) => {
    await record(tx, someFacts({ requestId: "req_gone" }), "succeeded");
    throw new Error("taken back");
  });
  await expect(failing).rejects.toThrow("taken back");
  expect(await rowsOf("req_gone")).toEqual([]);
});

describe("hostile text", () => {
  const texts = [
    ["a line break", "first\nsecond\r\nthird"],
    ["terminal escapes", "\u001b[31mred\u001b[0m"],
    ["a NUL", "before\0after"],
    ["a right-to-left override", "report\u202Efdp.exe"],
    ["half a surrogate pair", "broken \uD800 text"],
    ["a megabyte", "x".repeat(1024 * 1024)],
    ["a megabyte of four bytes each", "\u{1F980}".repeat(256 * 1024)],
    [
      "a long name without repetition",
      Array.from({ length: 900 }, (_, at) => String.fromCodePoint(0x4e00 + at * 23)).join(""),
    ],
  ] as const;

  test.each(texts)("%s is stored, sealed and told", async (what, text) => {
    const requestId = `req_hostile_${what.replaceAll(" ", "_")}`;
    const facts = someFacts({
      requestId,
      actor: { ...tester, name: text, address: text },
      subject: { type: "tag", id: text },
      fields: [text],
      detail: { note: text },
    });
    const intent = await begin(facts);
    await finish(intent, "failed", { note: text });
    const rows = await rowsOf(requestId);
    expect(rows.map(({ outcome }) => outcome)).toEqual(["intent", "failed"]);
    for (const { actorName, subjectId, fields, detail, address } of rows) {
      const stored = [actorName, subjectId, String(fields[0]), String(detail.note), String(address)];
      for (const value of stored) {
        expect(value).toBe(stored[0]);
        expect(Buffer.byteLength(value)).toBeLessThanOrEqual(1_003);
        expect(value.slice(0, 5)).toBe(text.slice(0, 5));
      }
    }
    await sealAll();
    expect((await verifyHistory()).intact).toBe(true);
  });
});

test("two processes write one history", async () => {
  const other = connect({ url, role: "muniment_app", maxConnections: 3 });
  await Promise.all(
    Array.from({ length: 30 }, (_, number) =>
      record(number % 2 === 0 ? db() : other.database, someFacts({ requestId: "req_two" }), "succeeded"),
    ),
  );
  await other.close();
  await sealAll();
  expect(await rowsOf("req_two")).toHaveLength(30);
  expect((await verifyHistory()).intact).toBe(true);
});
