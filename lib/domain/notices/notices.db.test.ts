import { eq } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import { notices } from "@/drizzle/schema/jobs";
import { currentSession } from "@/lib/access/session";
import { listEntries } from "@/lib/audit/read";
import type { ConsoleEvent } from "@/lib/contract/events";
import { notices as contract } from "@/lib/contract/notices";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { eventChannel, fromPayload } from "@/lib/domain/events/message";
import { publish } from "@/lib/domain/events/publish";
import { route } from "@/lib/http/route";
import { asked, sessionOf } from "@/lib/http/testing";
import { leaveNotice, listNotices, markRead, sweepNotices } from "./notices";

vi.mock("@/lib/access/session", () => ({ currentSession: vi.fn() }));

const { owner } = await testDatabase();

let heard: (ConsoleEvent | undefined)[] = [];
await owner.listen(eventChannel, (payload) => heard.push(fromPayload(payload)));

beforeEach(async () => {
  await db().delete(notices);
  heard = [];
});

/** What was told so far: everything before a marker of our own. */
async function told() {
  const marker = { type: "batch", batchId: 1 } as const;
  await publish(marker);
  await vi.waitFor(() => expect(heard).toContainEqual(marker), 5_000);
  return heard.splice(0).slice(0, -1);
}

const leave = (userId: string, title = "Assigned downtown to 12 devices") =>
  db().transaction((tx) =>
    leaveNotice(tx, { userId, kind: "good", title, words: "All 12 rows are done.", href: "/jobs/job_1" }),
  );

/** Through the gate, as the browser does it. */
async function read(userId: string, until: string) {
  vi.mocked(currentSession).mockResolvedValue({ ...sessionOf("support"), userId });
  const handler = route(contract.markRead, async ({ permit, session, body }) => {
    await markRead(permit, session.userId, body.until);
    return { done: true };
  });
  const response = await handler(...asked(contract.markRead, { body: { until } }));
  expect(await response.json()).toEqual({ done: true });
  return response.headers.get("x-request-id") ?? "none";
}

test("a notice is there as it was left, unread, for the person it is for and for nobody else", async () => {
  await leave("usr_ada");
  const { items, unread } = contract.list.response.parse(await listNotices("usr_ada"));
  expect(unread).toBe(1);
  expect(items).toEqual([
    {
      noticeId: expect.stringMatching(/^not_[0-9a-f]{32}$/),
      kind: "good",
      title: "Assigned downtown to 12 devices",
      words: "All 12 rows are done.",
      href: "/jobs/job_1",
      at: expect.any(String),
      read: false,
    },
  ]);
  expect(await listNotices("usr_bob")).toEqual({ items: [], unread: 0 });
  expect(await told()).toEqual([{ type: "notice", userId: "usr_ada" }]);
});

test("a notice of something that did not happen after all is neither left nor told", async () => {
  const undone = db().transaction(async (tx) => {
    await leaveNotice(tx, { userId: "usr_ada", kind: "failed", title: "t", words: "w", href: "/" });
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  expect(await listNotices("usr_ada")).toEqual({ items: [], unread: 0 });
  expect(await told()).toEqual([]);
});

test("the latest 50 are listed, newest first; the count is of all that are unread", async () => {
  for (let number = 1; number <= 55; number++) await leave("usr_ada", `Job ${number}`);
  const { items, unread } = await listNotices("usr_ada");
  expect(items.map(({ title }) => title)).toEqual(
    Array.from({ length: 50 }, (_, index) => `Job ${55 - index}`),
  );
  expect(unread).toBe(55);
});

test("marking reads up to and including one, for that person only, and tells the person's other pages", async () => {
  for (const title of ["first", "second", "third"]) await leave("usr_ada", title);
  await leave("usr_bob");
  const [, second] = (await listNotices("usr_ada")).items;
  await told();
  const requestId = await read("usr_ada", second?.noticeId ?? "none");
  const { items, unread } = await listNotices("usr_ada");
  expect(items.map(({ title, read }) => [title, read])).toEqual([
    ["third", false],
    ["second", true],
    ["first", true],
  ]);
  expect(unread).toBe(1);
  expect((await listNotices("usr_bob")).unread).toBe(1);
  expect(await told()).toEqual([{ type: "notice", userId: "usr_ada" }]);
  const rows = (await listEntries({ requestId }, { size: 10 })).items;
  expect(rows).toEqual([expect.objectContaining({ action: "notices.markRead", outcome: "succeeded" })]);
});

test("marking with somebody else's notice reaches no further than one's own; marking nothing tells nobody", async () => {
  await leave("usr_bob");
  await leave("usr_ada");
  const [ofBob] = (await listNotices("usr_bob")).items;
  await told();
  await read("usr_ada", ofBob?.noticeId ?? "none");
  expect([(await listNotices("usr_ada")).unread, (await listNotices("usr_bob")).unread]).toEqual([1, 1]);
  expect(await told()).toEqual([]);
});

test("the sweep removes what is older than 30 days, read or not, and nothing else", async () => {
  const days = (count: number) => new Date(Date.now() - count * 24 * 60 * 60_000);
  await leave("usr_ada", "old");
  await db()
    .update(notices)
    .set({ at: days(31) });
  await leave("usr_ada", "older, and read");
  await db()
    .update(notices)
    .set({ at: days(40), read: true })
    .where(eq(notices.title, "older, and read"));
  await leave("usr_ada", "young");
  await db()
    .update(notices)
    .set({ at: days(29) })
    .where(eq(notices.title, "young"));
  await sweepNotices();
  expect((await listNotices("usr_ada")).items.map(({ title }) => title)).toEqual(["young"]);
});
