import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { hookEvents, hookReceivers } from "@/drizzle/schema/ublox";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { keepCall } from "@/lib/domain/vendor-hooks/keep-call";
import { logger } from "@/lib/log";
import { closeClients } from "@/lib/vendors/http/testing/client";
import { answer } from "@/lib/vendors/http/testing/recording-server";
import { ubloxStandIn } from "@/lib/vendors/ublox/testing";
import { type EventQuestion, listEvents } from "./list";

await testDatabase();
logger().level = "silent";

const uid = "135700008928c093";
const other = "000020008928c093";
const now = Date.now();
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString().slice(0, 19);

interface Notification {
  ROTPublicUID: string;
  Timestamp: string;
  NotificationType: string;
  Payload: object;
}
let notifications: Notification[] = [];
let reply: "well" | "away" | "repeats" = "well";
let tagged: string[] = [];
let standIn: Awaited<ReturnType<typeof ubloxStandIn>>;

beforeAll(async () => {
  standIn = await ubloxStandIn((request, response) => {
    if (reply === "away") return void response.writeHead(503).end();
    const body = JSON.parse(request.text);
    const page = reply === "repeats" ? 1 : (body.PageNumber ?? 1);
    const cut = (list: readonly unknown[]) => ({
      PageNumber: body.PageNumber,
      PageSize: 100,
      TotalRecords: list.length,
      rows: list.slice((page - 1) * 100, page * 100),
    });
    if (request.url === "/v1/device/rotpublicuid/get") {
      const { rows, ...info } = cut(tagged);
      return answer(response, { ...info, ROTPublicUIDs: rows });
    }
    const asked = body.ROTPublicUIDs ?? tagged;
    const found = notifications.filter(
      ({ ROTPublicUID, Timestamp, NotificationType }) =>
        asked.includes(ROTPublicUID) &&
        (body.NotificationType ?? NotificationType) === NotificationType &&
        Date.parse(`${Timestamp}Z`) >= Date.parse(body.FromDate) &&
        (body.ToDate === undefined || Date.parse(`${Timestamp}Z`) <= Date.parse(body.ToDate)),
    );
    const { rows, ...info } = cut(found);
    answer(response, { ...info, Notifications: rows });
  });
  Object.assign(globalThis, { [Symbol.for("muniment.ubloxClient")]: standIn.ublox });
});
afterAll(async () => {
  Reflect.deleteProperty(globalThis, Symbol.for("muniment.ubloxClient"));
  await closeClients();
});

beforeEach(async () => {
  await db().delete(hookEvents);
  [notifications, reply, tagged] = [[], "well", [uid]];
});
// What was asked a moment ago would not be asked again.
vi.mock("./remember", () => ({ remember: (_key: string, _forMs: number, ask: () => unknown) => ask() }));

const remembers = (Timestamp: string, text: string, members: Partial<Notification> = {}) =>
  notifications.push({
    ROTPublicUID: uid,
    Timestamp,
    NotificationType: "DEVICE_ERROR",
    Payload: { Error: text },
    ...members,
  });

const brings = (Timestamp: string, text: string, ROTPublicUID: string | null = uid) =>
  keepCall(
    "DEVICE_ERRORS_EVENT",
    JSON.stringify({ ROTPublicUID, Timestamp, EventType: "DEVICE_ERRORS_EVENT", Payload: { Error: text } }),
  );

/** Something that has nothing to do with the time's order: its digits from the back. */
const digitsOf = ({ Timestamp }: Notification) =>
  Number([...Timestamp.replaceAll(/\D/g, "")].toReversed().join(""));

const ask = (question: EventQuestion = {}) => listEvents({ requestId: "req_1" }, question);
const textsOf = ({ items }: Awaited<ReturnType<typeof ask>>) =>
  items.map(({ detail }) => (detail.kind === "error" ? detail.text : detail.kind));

/** All pages of a question, one after the other. */
async function all(question: EventQuestion) {
  const pages = [await ask(question)];
  for (let cursor = pages[0]?.nextCursor; cursor; cursor = pages.at(-1)?.nextCursor) {
    pages.push(await ask({ ...question, cursor }));
    if (pages.length > 50) throw new Error("It has no end.");
  }
  return pages;
}

describe("both memories", () => {
  test("stand in one list by the events' own time, each event once", async () => {
    await brings(ago(10), "brought");
    await brings(ago(30), "both");
    remembers(ago(30), "both");
    remembers(ago(20), "remembered");
    remembers(ago(40), "of old");
    const list = await ask({ rotPublicUid: uid });
    expect(textsOf(list)).toEqual(["brought", "remembered", "both", "of old"]);
    expect(list.items.map(({ source }) => source)).toEqual(["hook", "vendor", "hook", "vendor"]);
    expect(list).toMatchObject({ nextCursor: null, vendorMissing: null });
  });

  test("are asked for one at a time too", async () => {
    await brings(ago(30), "both");
    remembers(ago(30), "both");
    expect((await ask({ rotPublicUid: uid, source: "vendor" })).items).toMatchObject([{ source: "vendor" }]);
    expect((await ask({ rotPublicUid: uid, source: "hook" })).items).toMatchObject([{ source: "hook" }]);
  });

  test("are paged together without a gap and without a repetition", async () => {
    for (let index = 0; index < 260; index++) remembers(ago(5 + index * 20), `r${index}`);
    for (let index = 0; index < 130; index++) await brings(ago(7 + index * 30), `b${index}`);
    // In no order at all.
    notifications.sort((left, right) => digitsOf(left) - digitsOf(right));
    const pages = await all({ rotPublicUid: uid });
    const texts = pages.flatMap(textsOf);
    expect(new Set(texts).size).toBe(390);
    expect(texts).toHaveLength(390);
    const times = pages.flatMap(({ items }) => items.map(({ at }) => at ?? ""));
    expect(times).toEqual([...times].sort().reverse());
    expect(pages.every(({ items }) => items.length <= 100)).toBe(true);
  });

  test("many events of one moment are paged too", async () => {
    const [moment] = [ago(60)];
    for (let index = 0; index < 150; index++) remembers(moment, `r${index}`);
    for (let index = 0; index < 150; index++) await brings(ago(59), `b${index}`);
    const texts = (await all({ rotPublicUid: uid })).flatMap(textsOf);
    expect(texts.slice(0, 150).every((text) => text?.startsWith("b"))).toBe(true);
    expect(new Set(texts).size).toBe(300);
    expect(texts).toHaveLength(300);
  });

  test("an event that the vendor tells twice is shown once", async () => {
    remembers(ago(5), "once");
    remembers(ago(5), "once");
    expect(textsOf(await ask({ rotPublicUid: uid }))).toEqual(["once"]);
  });
});

describe("narrowed", () => {
  test("by type, whichever of the vendor's words is used", async () => {
    await brings(ago(1), "brought");
    remembers(ago(2), "remembered");
    remembers(ago(3), "", { NotificationType: "DEVICE_STATE_CHANGE", Payload: { NewState: "ACTIVATED" } });
    for (const type of ["DEVICE_ERROR", "device_errors_event"]) {
      expect(textsOf(await ask({ rotPublicUid: uid, type }))).toEqual(["brought", "remembered"]);
    }
    expect(textsOf(await ask({ rotPublicUid: uid, type: "DEVICE_STATE_CHANGE" }))).toEqual(["state"]);
    expect(textsOf(await ask({ rotPublicUid: uid, type: "ROOTCA_EXPIRATION_EVENT" }))).toEqual([]);
    expect(textsOf(await ask({ type: "__proto__" }))).toEqual([]);
  });

  test("by time, to the moment", async () => {
    for (const minutes of [10, 20, 30]) remembers(ago(minutes), `${minutes}`);
    const [from, to] = [`${ago(30)}Z`, `${ago(10)}Z`];
    expect(textsOf(await ask({ rotPublicUid: uid, from, to }))).toEqual(["20", "30"]);
  });

  test("by a tag, which only the vendor knows", async () => {
    await brings(ago(1), "tagged");
    await brings(ago(2), "not tagged", other);
    remembers(ago(3), "remembered");
    expect(textsOf(await ask({ tag: "downtown" }))).toEqual(["tagged", "remembered"]);
  });

  test("by nothing: what hooks brought of all devices", async () => {
    await brings(ago(1), "one");
    await brings(ago(2), "other", other);
    await brings(ago(3), "nobody", null);
    remembers(ago(4), "remembered");
    expect(textsOf(await ask())).toEqual(["one", "other", "nobody"]);
  });

  test("to times that the vendor has forgotten, it is not asked", async () => {
    await brings("2020-01-01T00:00:00", "kept for ever");
    const before = standIn.asked().length;
    const list = await ask({ rotPublicUid: uid, to: "2020-02-01T00:00:00Z" });
    expect(textsOf(list)).toEqual(["kept for ever"]);
    expect(standIn.asked()).toHaveLength(before);
  });

  test("it is never asked for more than 179 days", async () => {
    await ask({ rotPublicUid: uid, from: "2020-01-01T00:00:00Z" });
    const body = z.object({ FromDate: z.string() }).parse(standIn.asked().at(-1)?.body);
    const days = (Date.now() - Date.parse(body.FromDate)) / 86_400_000;
    expect(days).toBeGreaterThan(178.9);
    expect(days).toBeLessThanOrEqual(179);
  });
});

describe("when the vendor is in trouble", () => {
  test("what hooks brought stays, and what is missing is said", async () => {
    await brings(ago(1), "brought");
    reply = "away";
    const list = await ask({ rotPublicUid: uid });
    expect(textsOf(list)).toEqual(["brought"]);
    expect(list.vendorMissing).toBe("u-blox does not answer at the moment, so what it remembers is missing.");
  });

  test("pages that repeat for ever are no answer", async () => {
    await brings(ago(1), "brought");
    for (let index = 0; index < 250; index++) remembers(ago(5 + index), `r${index}`);
    reply = "repeats";
    const list = await ask({ rotPublicUid: uid });
    expect(textsOf(list)).toEqual(["brought"]);
    expect(list.vendorMissing).toBe("What u-blox remembers is missing: its answer could not be understood.");
  });

  test("a tag cannot be looked up, and nothing is guessed", async () => {
    reply = "away";
    await expect(ask({ tag: "downtown" })).rejects.toMatchObject({ kind: "unavailable" });
  });

  test("its memory alone cannot be asked for without a device", async () => {
    expect((await ask({ source: "vendor" })).vendorMissing).toContain("choose one");
  });
});

test("it says since when everything of a type is kept", async () => {
  const connectedAt = new Date("2026-05-01T00:00:00Z");
  await db().insert(hookReceivers).values({ type: "DEVICE_ERRORS_EVENT", connectedAt });
  const { memory } = await ask();
  expect(memory).toHaveLength(6);
  expect(memory.filter(({ completeSince }) => completeSince !== null)).toEqual([
    { type: "DEVICE_ERRORS_EVENT", completeSince: connectedAt.toISOString() },
  ]);
});
