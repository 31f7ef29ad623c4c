import { setTimeout as sleep } from "node:timers/promises";
import { asc, sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { auditEntries, auditSeals } from "@/drizzle/schema/audit";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { entryRow } from "./entry";
import { record } from "./record";
import { sealEntries, sealSoon, startSealing, stopSealing } from "./seal";
import { sealAll, someFacts } from "./testing";
import { verifyHistory } from "./verify";

const { owner } = await testDatabase();

const numbered = (number: number) => someFacts({ subject: { type: "tag", id: `tag ${number}` } });

async function seals() {
  return db().select().from(auditSeals).orderBy(asc(auditSeals.sequence));
}

async function subjectsInOrder(): Promise<string[]> {
  const rows = await owner`
    select e.subject_id from audit_seals s join audit_entries e on e.id = s.entry_id order by s.sequence`;
  return rows.map((row) => row.subject_id);
}

test("many writers, some of whom take back what they wrote, and sealers in between: no gap, no fork", async () => {
  const writer = async (number: number) => {
    const rows = (number % 4) + 1;
    const written = db().transaction(async (tx) => {
      for (let row = 0; row < rows; row += 1) {
        await record(tx, numbered(number * 10 + row), "succeeded");
        await sleep(number % 7);
      }
      if (number % 5 === 0) throw new Error("taken back");
    });
    await written.catch((error) => expect(error).toMatchObject({ message: "taken back" }));
    if (number % 3 === 0) await sealEntries();
    return number % 5 === 0 ? 0 : rows;
  };
  const written = await Promise.all(Array.from({ length: 120 }, (_, number) => writer(number)));
  const kept = written.reduce((sum, rows) => sum + rows, 0);
  await Promise.all([sealAll(), sealAll(), sealAll()]);

  const sealed = await seals();
  expect(sealed.map(({ sequence }) => sequence)).toEqual(
    Array.from({ length: kept }, (_, index) => index + 1),
  );
  const inOrder = sealed.toSorted(
    (left, right) => Number(BigInt(left.xact) - BigInt(right.xact)) || left.ordinal - right.ordinal,
  );
  expect(inOrder).toEqual(sealed);
  expect(await verifyHistory()).toMatchObject({
    intact: true,
    entries: kept,
    unsealed: 0,
    headSequence: kept,
  });
}, 60_000);

test("what comes after an open transaction waits for it, and both are sealed once it has ended", async () => {
  await sealAll();
  const before = (await seals()).length;
  const open = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const slow = db().transaction(async (tx) => {
    await record(tx, numbered(9_001), "succeeded");
    begun.resolve();
    await open.promise;
  });
  await begun.promise;
  await record(db(), numbered(9_002), "succeeded");
  expect(await sealEntries()).toBe(true);
  expect(await seals()).toHaveLength(before);
  expect(await verifyHistory()).toMatchObject({ intact: true, entries: before, unsealed: 1 });

  open.resolve();
  await slow;
  await sealAll();
  expect((await subjectsInOrder()).slice(before)).toEqual(["tag 9001", "tag 9002"]);
  expect(await verifyHistory()).toMatchObject({ intact: true, entries: before + 2, unsealed: 0 });
});

test("rows that wait behind a later one are not taken for sealed", async () => {
  const before = (await seals()).length;
  const open = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  // Takes its place in the order of transactions first and writes its row last.
  const early = db().transaction(async (tx) => {
    await tx.execute(sql`select pg_current_xact_id()`);
    begun.resolve();
    await open.promise;
    await record(tx, numbered(9_101), "succeeded");
  });
  await begun.promise;
  await record(db(), numbered(9_102), "succeeded");
  expect(await sealEntries()).toBe(true);
  open.resolve();
  await early;
  await sealAll();
  expect((await subjectsInOrder()).slice(before)).toEqual(["tag 9101", "tag 9102"]);
});

test("two sealers at once never seal twice", async () => {
  const before = (await seals()).length;
  await db()
    .insert(auditEntries)
    .values(Array.from({ length: 700 }, (_, number) => entryRow(numbered(20_000 + number), "succeeded")));
  await Promise.all(Array.from({ length: 5 }, () => sealAll()));
  const sealed = await seals();
  expect(sealed).toHaveLength(before + 700);
  expect(new Set(sealed.map(({ entryId }) => entryId)).size).toBe(before + 700);
  expect(await verifyHistory()).toMatchObject({ intact: true });
});

test("what another process left unsealed is sealed at the start", async () => {
  const before = (await seals()).length;
  await record(db(), numbered(30_001), "succeeded");
  startSealing();
  await expect.poll(async () => (await seals()).length, { timeout: 10_000 }).toBe(before + 1);
  await stopSealing();
});

test("after the end nothing is begun any more, until it is started again", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
  startSealing();
  expect(vi.getTimerCount()).toBe(2);
  await stopSealing();
  sealSoon();
  expect(vi.getTimerCount()).toBe(0);
  startSealing();
  sealSoon();
  expect(vi.getTimerCount()).toBe(2);
  await stopSealing();
  vi.useRealTimers();
});
