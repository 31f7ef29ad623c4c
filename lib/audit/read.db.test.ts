import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { AuditFilters } from "@/lib/contract/audit";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { listEntries, requireEntry } from "./read";
import { begin, finish, record } from "./record";
import { sealAll, someFacts, tester } from "./testing";

const { owner } = await testDatabase();
const total = 57;

beforeAll(async () => {
  for (let number = 1; number <= total; number += 1) {
    await record(
      db(),
      someFacts({
        subject: { type: number % 2 === 0 ? "tag" : "batch", id: `thing ${number}` },
        actor: { ...tester, name: number % 3 === 0 ? "ada@example.com" : "bob@example.com" },
        action: number % 5 === 0 ? "tags.delete" : "tags.create",
        requestId: `req_${number}`,
      }),
      number % 4 === 0 ? "failed" : "succeeded",
    );
  }
  await sealAll();
});

const newestFirst = Array.from({ length: total }, (_, index) => `thing ${total - index}`);

async function walk(filters: AuditFilters, size: number) {
  const forth: string[][] = [];
  let cursor: string | undefined;
  let last = await listEntries(filters, { cursor, size });
  for (;;) {
    forth.push(last.items.map(({ subjectId }) => subjectId));
    if (last.nextCursor === null) break;
    cursor = last.nextCursor;
    last = await listEntries(filters, { cursor, size });
  }
  const back = [last.items.map(({ subjectId }) => subjectId)];
  while (last.previousCursor !== null) {
    last = await listEntries(filters, { cursor: last.previousCursor, size });
    back.unshift(last.items.map(({ subjectId }) => subjectId));
  }
  return { forth, back: back.filter((page) => page.length > 0) };
}

describe("pages", () => {
  test("of every size hold every entry once, in order, on the way there and on the way back", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: total + 2 }), async (size) => {
        const { forth, back } = await walk({}, size);
        expect(forth.flat()).toEqual(newestFirst);
        expect(back.flat()).toEqual(newestFirst);
        for (const page of forth.slice(0, -1)) expect(page).toHaveLength(size);
      }),
      { numRuns: 20 },
    );
  });

  test("with a filter hold what matches and nothing else", async () => {
    const { forth, back } = await walk({ subjectType: "tag", outcome: "failed" }, 3);
    const expected = newestFirst.filter((name) => Number(name.slice(6)) % 4 === 0);
    expect(forth.flat()).toEqual(expected);
    expect(back.flat()).toEqual(expected);
  });

  test("stand still while new entries arrive", async () => {
    const first = await listEntries({}, { size: 10 });
    await record(db(), someFacts({ subject: { type: "later", id: "later" } }), "succeeded");
    const second = await listEntries({}, { cursor: first.nextCursor ?? "", size: 10 });
    expect(second.items.map(({ subjectId }) => subjectId)).toEqual(newestFirst.slice(10, 20));
    const again = await listEntries({}, { cursor: second.previousCursor ?? "", size: 10 });
    expect(again.items.map(({ subjectId }) => subjectId)).toEqual(newestFirst.slice(0, 10));
    const newer = await listEntries({}, { cursor: again.previousCursor ?? "", size: 10 });
    expect(newer.items.map(({ subjectId }) => subjectId)).toEqual(["later"]);
  });

  test("a page beyond the newest is empty and leads back without loss", async () => {
    const [newest] = (await listEntries({}, { size: 1 })).items;
    const top = await listEntries({}, { size: 5 });
    const beyond = await listEntries({}, { cursor: `a${await ordinalOf(newest?.entryId ?? "")}`, size: 5 });
    expect(beyond.items).toEqual([]);
    expect(beyond.nextCursor).toMatch(/^b\d+$/);
    const back = await listEntries({}, { cursor: beyond.nextCursor ?? "", size: 5 });
    expect(back.items).toEqual(top.items);
    const bottom = await listEntries({}, { cursor: "b1", size: 5 });
    expect(bottom).toEqual({ items: [], nextCursor: null, previousCursor: "a0" });
  });

  test("a cursor that is none of ours starts at the newest", async () => {
    const [first] = (await listEntries({}, { cursor: "b1; drop table", size: 1 })).items;
    expect(first?.subjectId).toBe("later");
  });
});

describe("filters", () => {
  const numbers = async (filters: AuditFilters) =>
    (await listEntries(filters, { size: 200 })).items.map(({ subjectId }) => subjectId);

  test("by actor take the name or the id", async () => {
    expect(await numbers({ actor: "ada@example.com" })).toHaveLength(19);
    expect(await numbers({ actor: tester.id })).toHaveLength(total + 1);
    expect(await numbers({ actor: "nobody@example.com" })).toEqual([]);
  });

  test("by action, subject, outcome and request narrow together", async () => {
    expect(await numbers({ action: "tags.delete", outcome: "failed" })).toEqual(["thing 40", "thing 20"]);
    expect(await numbers({ subjectType: "batch", subjectId: "thing 7" })).toEqual(["thing 7"]);
    expect(await numbers({ requestId: "req_9" })).toEqual(["thing 9"]);
  });

  test("by time take the beginning in and leave the end out", async () => {
    const [{ at } = { at: "" }] = (await listEntries({ subjectId: "thing 30" }, { size: 1 })).items;
    expect(await numbers({ from: at })).toContain("thing 30");
    expect(await numbers({ to: at })).not.toContain("thing 30");
  });
});

test("one entry comes with the other rows of its request, oldest first", async () => {
  const intent = await begin(someFacts({ requestId: "req_pair" }));
  await finish(intent, "succeeded", { bytes: 7 });
  const { entry, related } = await requireEntry(intent.entryId);
  expect(entry).toMatchObject({ outcome: "intent", requestId: "req_pair", detail: { tries: 1 } });
  expect(related).toEqual([
    expect.objectContaining({
      outcome: "succeeded",
      intentId: intent.entryId,
      detail: { tries: 1, bytes: 7 },
    }),
  ]);
  await expect(requireEntry("aud_nowhere")).rejects.toMatchObject({ code: "not_found" });
});

async function ordinalOf(entryId: string): Promise<string> {
  const [row] = await owner`select ordinal::text from audit_entries where id = ${entryId}`;
  return row?.ordinal;
}
