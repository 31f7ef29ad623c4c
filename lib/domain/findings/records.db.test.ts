import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { findingChecks, findings } from "@/drizzle/schema/ublox";
import { currentSession } from "@/lib/access/session";
import { makePerson } from "@/lib/access/testing";
import { listEntries } from "@/lib/audit/read";
import type { ConsoleEvent } from "@/lib/contract/events";
import { type ClonedDevice, findings as contract, type SuspiciousDevice } from "@/lib/contract/findings";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { eventChannel, fromPayload } from "@/lib/domain/events/message";
import { publish } from "@/lib/domain/events/publish";
import { route } from "@/lib/http/route";
import { asked, sessionOf } from "@/lib/http/testing";
import { keepLastCheck } from "./last-check";
import { getFinding, listFindings } from "./read";
import { remember } from "./remember";
import { cloneSighting, suspicionSighting } from "./sighting";
import { updateFinding } from "./update";

vi.mock("@/lib/access/session", () => ({ currentSession: vi.fn() }));

const { owner } = await testDatabase();

let heard: (ConsoleEvent | undefined)[] = [];
await owner.listen(eventChannel, (payload) => heard.push(fromPayload(payload)));

beforeEach(async () => {
  await db().delete(findings);
  await db().delete(findingChecks);
  heard = [];
});

/** What was told so far: everything before a marker of our own. */
async function told() {
  const marker = { type: "batch", batchId: 1 } as const;
  await publish(marker);
  await vi.waitFor(() => expect(heard).toContainEqual(marker), 5_000);
  return heard.splice(0).slice(0, -1);
}

const uid = "0002000089280087";
const other = "0002000089280088";
const reading = { requestId: "req_test" };
const [sealing = "", production = ""] = [
  "DUPLICATED_DEV_SERIAL_NUM_SEALING",
  "DUPLICATED_DEV_SERIAL_NUM_PROD_LOG",
];

function clone(changes: Partial<ClonedDevice> = {}) {
  const at = "2026-01-02T00:00:00.000Z";
  return cloneSighting({ rotPublicUid: uid, deviceProfileUid: null, imei: null, at, raw: {}, ...changes });
}

function suspect(changes: Partial<SuspiciousDevice> = {}) {
  return suspicionSighting({
    rotPublicUid: uid,
    deviceProfileUid: null,
    deviceSerialNumber: "123",
    reasons: [sealing],
    at: null,
    raw: {},
    ...changes,
  });
}

const list = async (filters: Partial<Parameters<typeof listFindings>[0]> = {}) =>
  contract.list.response.parse(await listFindings({ page: 1, ...filters }));

async function only() {
  const { items } = await list();
  expect(items).toHaveLength(1);
  const [finding] = items;
  if (finding === undefined) throw new Error("there is no finding");
  return finding;
}

/** Through the gate, as the browser does it. */
async function update(findingId: string, body: object, role: "admin" | "support" = "admin") {
  vi.mocked(currentSession).mockResolvedValue(sessionOf(role));
  const handler = route(contract.update, ({ permit, params, body: change }) =>
    updateFinding(permit, params.findingId, change),
  );
  const response = await handler(...asked(contract.update, { params: { findingId }, body }));
  return { status: response.status, answer: await response.json() };
}

/** A check that saw all there was, or not, and in which this was reported. */
async function checked({ complete = true, reported = [] as ReturnType<typeof clone>[] } = {}): Promise<void> {
  const [now] = await db().execute<{ at: string }>(sql`select clock_timestamp()::text as at`);
  await remember(reported, reading);
  await keepLastCheck({ startedAt: new Date(now?.at ?? ""), complete, words: "Checked." });
}

describe("what the vendor reports", () => {
  test("is one finding, however often it is reported and however many events it has", async () => {
    const first = await remember(
      [clone(), clone({ at: "2026-01-01T00:00:00.000Z", imei: "1" }), suspect()],
      reading,
    );
    expect(first).toEqual({ found: 2, new: 2, reopened: 0 });
    expect(await remember([suspect(), clone()], reading)).toEqual({ found: 2, new: 0, reopened: 0 });
    const { items, openCount } = await list();
    expect(items).toHaveLength(2);
    expect(openCount).toBe(2);
  });

  test("keeps the latest event, in whichever order events come, and forgets nothing", async () => {
    const old = "2026-01-01T00:00:00.000Z";
    await remember([clone({ imei: "111", raw: { n: 1 }, deviceProfileUid: "profile" })], reading);
    await remember([clone({ at: old, imei: "222", raw: { n: 2 } })], reading);
    const kept = await only();
    expect(kept).toMatchObject({ imei: "111", at: "2026-01-02T00:00:00.000Z", deviceProfileUid: "profile" });
    await remember([clone({ at: null, raw: { n: 3 } })], reading);
    expect(await getFinding(kept.findingId)).toMatchObject({ imei: "111", at: kept.at, raw: { n: 3 } });
  });

  test("is told apart by its reasons, in any order", async () => {
    await remember([suspect({ reasons: [sealing, production] })], reading);
    await remember([suspect({ reasons: [production, sealing, sealing] })], reading);
    await remember([suspect({ reasons: [sealing] })], reading);
    const { items } = await list({ kind: "suspicious" });
    expect(items.map(({ reasons }) => reasons)).toEqual(
      expect.arrayContaining([[production, sealing], [sealing]]),
    );
  });

  test("is kept whatever it holds", async () => {
    const awkward = `\0\ud800${"x".repeat(10_000)}`;
    await remember(
      [
        suspect({
          deviceSerialNumber: awkward,
          deviceProfileUid: awkward,
          reasons: Array.from({ length: 500 }, (_, index) => `${index}${awkward}`),
          raw: { [awkward]: [awkward, 2n ** 60n > 0n] },
        }),
        clone({ at: "0000-01-01T00:00:00.000Z" }),
        clone({ rotPublicUid: other, at: "9999-12-31T23:59:59.999Z" }),
      ],
      reading,
    );
    expect((await list()).items).toHaveLength(3);
  });

  test("at the same moment in many processes is still one finding each", async () => {
    const sightings = Array.from({ length: 60 }, (_, index) =>
      clone({ rotPublicUid: `00000000000000${index + 10}` }),
    );
    const results = await Promise.all(
      [sightings, sightings.toReversed(), sightings].map((some) => remember(some, reading)),
    );
    expect(results.map((result) => result.new).reduce((sum, count) => sum + count)).toBe(60);
    expect((await list()).page.total).toBe(60);
  });
});

describe("the list", () => {
  test("has open ones first and within that the latest, and counts what is open", async () => {
    const at = (day: number) => `2026-01-0${day}T00:00:00.000Z`;
    const uids = ["a", "b", "c", "d"].map((letter) => letter.repeat(16));
    await remember(
      uids.map((rotPublicUid, index) => clone({ rotPublicUid, at: at(index + 1) })),
      reading,
    );
    const { items } = await list();
    expect(items.map(({ rotPublicUid }) => rotPublicUid[0])).toEqual(["d", "c", "b", "a"]);
    const [d, c] = items;
    await update(d?.findingId ?? "", { status: "resolved", version: 1 });
    await update(c?.findingId ?? "", { status: "acknowledged", version: 1 });
    const after = await list();
    expect(after.items.map(({ rotPublicUid }) => rotPublicUid[0])).toEqual(["b", "a", "c", "d"]);
    expect(after.openCount).toBe(2);
    expect((await list({ status: "resolved" })).items.map(({ findingId }) => findingId)).toEqual([
      d?.findingId,
    ]);
    expect((await list({ rotPublicUid: "a".repeat(16) })).page.total).toBe(1);
  });

  test("is cut into pages", async () => {
    await remember(
      Array.from({ length: 60 }, (_, index) => clone({ rotPublicUid: String(index).padStart(16, "0") })),
      reading,
    );
    const [first, second] = await Promise.all([list({ page: 1 }), list({ page: 2 })]);
    expect([first.items.length, second.items.length, second.page.total]).toEqual([50, 10, 60]);
    const ids = new Set([...first.items, ...second.items].map(({ findingId }) => findingId));
    expect(ids.size).toBe(60);
  });
});

describe("a change", () => {
  test("of status, owner and note is kept, recorded without its words, and told", async () => {
    const person = await makePerson({ name: "Ada", passwordHash: "none" });
    await remember([clone()], reading);
    const { findingId, version } = await only();
    await told();
    const changed = await update(findingId, {
      status: "acknowledged",
      ownerId: person.id,
      note: "  Sold twice.  ",
      version,
    });
    expect(changed).toMatchObject({
      status: 200,
      answer: {
        status: "acknowledged",
        owner: { userId: person.id, name: "Ada" },
        note: "Sold twice.",
        version: 2,
      },
    });
    expect(await getFinding(findingId)).toMatchObject({ status: "acknowledged", note: "Sold twice." });
    expect(await told()).toEqual([{ type: "findings" }]);
    const { items } = await listEntries({ subjectType: "finding", subjectId: findingId }, { size: 10 });
    expect(items).toMatchObject([{ outcome: "succeeded", fields: ["status", "ownerId", "note"] }]);
    expect(JSON.stringify(items)).not.toContain("Sold twice");
  });

  test("leaves out what it does not name, and takes away what it names as null", async () => {
    const person = await makePerson({ passwordHash: "none" });
    await remember([clone()], reading);
    const { findingId } = await only();
    await update(findingId, { note: "A note", ownerId: person.id, version: 1 });
    expect((await update(findingId, { status: "resolved", version: 2 })).answer).toMatchObject({
      note: "A note",
      owner: { userId: person.id },
    });
    expect((await update(findingId, { note: null, ownerId: null, version: 3 })).answer).toMatchObject({
      status: "resolved",
      note: null,
      owner: null,
    });
    expect((await update(findingId, { note: "", version: 4 })).answer.note).toBeNull();
  });

  test("of what somebody else has changed meanwhile is refused, and says how it stands", async () => {
    await remember([clone()], reading);
    const { findingId } = await only();
    const bodies = ["acknowledged", "resolved"].map((status) => ({ status, version: 1 }));
    const answers = await Promise.all(bodies.map((body) => update(findingId, body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const won = answers.find(({ status }) => status === 200)?.answer.status;
    const lost = answers.find(({ status }) => status === 409)?.answer;
    expect(lost).toMatchObject({ code: "conflict", detail: expect.stringContaining(`it is ${won} now`) });
    expect(await only()).toMatchObject({ status: won, version: 2 });
  });

  test.each([
    ["nobody", "usr_nobody", "There is no such person."],
    ["somebody who was disabled", "disabled", "cannot sign in at present"],
  ])("of the owner to %s is refused", async (_name, who, detail) => {
    const disabled = await makePerson({ state: "disabled", passwordHash: "none" });
    await remember([clone()], reading);
    const { findingId } = await only();
    const ownerId = who === "disabled" ? disabled.id : who;
    const { status, answer } = await update(findingId, { ownerId, version: 1 });
    expect(status).toBe(400);
    expect(answer).toMatchObject({
      detail: expect.stringContaining(detail),
      errors: [{ path: "ownerId", message: "Choose somebody who is active." }],
    });
    expect(await only()).toMatchObject({ version: 1, owner: null });
  });

  test("of a finding that does not exist is refused", async () => {
    expect(await update("fnd_none", { status: "open", version: 1 })).toMatchObject({ status: 404 });
  });
});

describe("a resolved finding", () => {
  async function resolved(sighting: ReturnType<typeof clone>) {
    await remember([sighting], reading);
    const { findingId } = await only();
    await update(findingId, { status: "resolved", note: "Done.", version: 1 });
    return findingId;
  }

  test("opens again when a later event is reported, and the history says why", async () => {
    const findingId = await resolved(clone());
    const again = await remember([clone({ at: "2026-01-03T00:00:00.000Z" })], reading);
    expect(again).toEqual({ found: 1, new: 0, reopened: 1 });
    expect(await only()).toMatchObject({ status: "open", reopened: true, note: "Done.", version: 3 });
    const { items } = await listEntries({ subjectType: "finding", subjectId: findingId }, { size: 10 });
    expect(items[0]).toMatchObject({
      actorType: "system",
      fields: ["status"],
      detail: { statedReason: "u-blox reported it anew after it was resolved, so it was opened again." },
    });
    await update(findingId, { status: "acknowledged", version: 3 });
    expect(await only()).toMatchObject({ reopened: false });
  });

  test("stays resolved while the vendor goes on to list the same event", async () => {
    await checked();
    await resolved(clone());
    await checked({ reported: [clone()] });
    await checked({ reported: [clone({ at: "2026-01-01T00:00:00.000Z" }), clone()] });
    expect(await only()).toMatchObject({ status: "resolved", stillReported: true });
  });

  test("without a date opens again once it had gone from a check that saw everything", async () => {
    await resolved(suspect());
    await remember([suspect()], reading);
    await checked({ complete: false });
    await remember([suspect()], reading);
    expect(await only()).toMatchObject({ status: "resolved", stillReported: null });
    await checked();
    expect(await only()).toMatchObject({ status: "resolved", stillReported: false });
    expect(await remember([suspect()], reading)).toMatchObject({ reopened: 1 });
    expect(await only()).toMatchObject({ status: "open", stillReported: true });
  });

  test("is not opened by the finding of another reason", async () => {
    const findingId = await resolved(suspect());
    await checked();
    await remember([suspect({ reasons: [production] })], reading);
    expect(await getFinding(findingId)).toMatchObject({ status: "resolved" });
  });
});

test("an owner who was disabled since stays named while others change the finding", async () => {
  const person = await makePerson({ name: "Grace", passwordHash: "none" });
  await remember([clone()], reading);
  const { findingId } = await only();
  await update(findingId, { ownerId: person.id, version: 1 });
  await owner`update users set state = 'disabled' where id = ${person.id}`;
  const { status, answer } = await update(findingId, { ownerId: person.id, status: "resolved", version: 2 });
  expect({ status, owner: answer.owner.name }).toEqual({ status: 200, owner: "Grace" });
  expect(await db().select().from(findings).where(eq(findings.ownerId, person.id))).toHaveLength(1);
});
