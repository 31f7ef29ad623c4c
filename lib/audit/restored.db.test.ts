import { expect, test } from "vitest";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { record } from "./record";
import { sealAll, someFacts, tamper } from "./testing";
import { verifyHistory } from "./verify";

// A dump keeps every value, also those that count the transactions of the cluster it came from. The new cluster
// counts from its own beginning, and passes the old numbers some time later.

const { owner } = await testDatabase();
const numbered = (number: number) => someFacts({ subject: { type: "tag", id: `tag ${number}` } });

async function write(...numbers: number[]): Promise<void> {
  for (const number of numbers) await record(db(), numbered(number), "succeeded");
}

/** Has entries and seals say that they were written by transactions `by` later than they were. */
async function shiftTransactions(by: number): Promise<void> {
  await tamper(owner, async (tx) => {
    for (const table of ["audit_entries", "audit_seals"]) {
      await tx`update ${tx(table)} set xact = (xact::text::bigint + ${by})::text::xid8`;
    }
  });
}

async function subjectsInOrder(): Promise<string[]> {
  const rows = await owner`
    select e.subject_id from audit_seals s join audit_entries e on e.id = s.entry_id order by s.sequence`;
  return rows.map((row) => row.subject_id);
}

const tags = (...numbers: number[]) => numbers.map((number) => `tag ${number}`);

test("the chain goes on in a new cluster, with what the old one had not sealed yet", async () => {
  await write(1, 2, 3);
  await sealAll();
  await write(4, 5);
  await shiftTransactions(1_000_000);

  await write(6);
  await sealAll();
  expect(await subjectsInOrder()).toEqual(tags(1, 2, 3, 4, 5, 6));
  await write(7, 8);
  await sealAll();
  expect(await subjectsInOrder()).toEqual(tags(1, 2, 3, 4, 5, 6, 7, 8));
  expect(await verifyHistory()).toMatchObject({ intact: true, entries: 8, unsealed: 0 });
});

test("nothing is sealed twice when the new cluster's count passes the old one's", async () => {
  // The old entries now stand a few transactions ahead of the present.
  const [{ now } = { now: 0 }] = await owner<
    { now: number }[]
  >`select pg_current_xact_id()::text::bigint::int as now`;
  await tamper(owner, async (tx) => {
    for (const table of ["audit_entries", "audit_seals"]) {
      await tx`update ${tx(table)} set xact = ${String(now + 25)}::xid8 where ordinal <= 5`;
    }
  });
  for (let number = 9; number < 60; number += 1) {
    await write(number);
    await sealAll();
  }
  expect(await subjectsInOrder()).toEqual(tags(...Array.from({ length: 59 }, (_, index) => index + 1)));
  expect(await verifyHistory()).toMatchObject({ intact: true, entries: 59, unsealed: 0 });
});

test("a history that was restored before its first seal is sealed from the beginning", async () => {
  await tamper(owner, (tx) => tx`delete from audit_seals`);
  await shiftTransactions(5_000_000);
  await write(60);
  await sealAll();
  expect(await verifyHistory()).toMatchObject({ intact: true, entries: 60, unsealed: 0 });
});
