import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { closeClients } from "@/lib/vendors/http/testing/client";
import { answer, closeServers, type Recorded, type Reply } from "@/lib/vendors/http/testing/recording-server";
import { ubloxStandIn } from "@/lib/vendors/ublox/testing";
import { startDriving, stopDriving } from "./drive";
import { getImport } from "./imports";
import { check, fileOf, person, send, settled, uid, uploadOf } from "./testing";

const { owner } = await testDatabase();
const patient = { writeDeadlineMs: 10_000, circuitThreshold: 100 };
let admin: Actor;

beforeAll(async () => {
  admin = await person();
});

beforeEach(async () => {
  await owner`delete from whitelist_imports`;
});

afterEach(async () => {
  await stopDriving();
  await closeClients();
  await closeServers();
});

const accepts: Reply = (_request, response) => answer(response, { Message: "Success" });

/** A vendor that answers the calls one after another as the test says, and takes all that follow. */
async function vendor(...replies: Reply[]) {
  let next = 0;
  const standIn = await ubloxStandIn((request, response) => (replies[next++] ?? accepts)(request, response), {
    limits: patient,
  });
  const calls = (): Recorded[] => standIn.server.requests.filter(({ url }) => url.endsWith("/whitelist/add"));
  /** First RoT UID of every call. */
  const firsts = () =>
    calls().map(({ text }) => Number.parseInt(text.split("\n")[1]?.split(",")[0] ?? "", 16));
  return { ublox: standIn.ublox, calls, firsts };
}

const refuses: Reply = (_request, response) => answer(response, { Message: "Bad Request. Quota." }, 400);
const cuts: Reply = (_request, response) => response.socket?.resetAndDestroy();

async function uploaded(rows: number): Promise<string> {
  return (await check(admin, uploadOf(fileOf(rows)))).importId;
}

async function chunksOf(importId: string) {
  const rows = await owner`
    select state, run from whitelist_import_chunks where import_id = ${importId} order by ordinal`;
  return rows.map(({ state, run }) => `${state} ${run}`);
}

async function chunkAudit(importId: string) {
  return await owner<{ outcome: string; chunk: number | null; code: string | null; actor_name: string }[]>`
    select outcome, (detail->>'chunk')::integer as chunk, detail->>'code' as code, actor_name from audit_entries
    where action = 'whitelist.sendChunk' and subject_id = ${importId} order by ordinal`;
}

test("answers at once, then sends every good row once, in the vendor's form, and is done", async () => {
  const { ublox, calls } = await vendor();
  const text = `${fileOf(25_000)}${uid(3)},ROTPublicUID,ADD\n${uid(90_000)},ROTPublicUID,DELETE\n`;
  const { importId } = await check(admin, uploadOf(text));
  const started = await send(admin, ublox, importId);
  expect(started).toMatchObject({ state: "sending", rows: { accepted: 0 }, finishedAt: null });
  const done = await settled(importId);
  expect(done).toMatchObject({
    state: "done",
    rows: { good: 25_001, bad: 1, accepted: 25_001, unknown: 0 },
    chunks: { total: 3, accepted: 3 },
    problem: null,
    finishedAt: expect.any(String),
  });
  expect(calls()).toHaveLength(3);
  const sent = calls().flatMap(({ text: csv, headers }) => {
    expect(headers["content-type"]).toBe("application/octet-stream");
    const [header, ...rows] = csv.trimEnd().split("\n");
    expect(header).toBe("Id,Type,Action");
    return rows;
  });
  const expected = fileOf(25_000).trimEnd().split("\n").slice(1);
  expect(sent).toEqual([...expected, `${uid(90_000)},ROTPublicUID,DELETE`]);
});

test("each chunk has its own pair of audit rows, under the name of who pressed send", async () => {
  const { ublox } = await vendor();
  const importId = await uploaded(12_000);
  await send(admin, ublox, importId);
  await settled(importId);
  const rows = await chunkAudit(importId);
  expect(rows.map(({ outcome, chunk }) => [outcome, chunk])).toEqual([
    ["intent", null],
    ["succeeded", 1],
    ["intent", null],
    ["succeeded", 2],
  ]);
  expect(new Set(rows.map(({ actor_name }) => actor_name))).toEqual(new Set([admin.name]));
});

test("a refusal stops it with the vendor's words; sending again goes on from there", async () => {
  const { ublox, firsts } = await vendor(accepts, refuses);
  const importId = await uploaded(25_000);
  await send(admin, ublox, importId);
  const stopped = await settled(importId);
  expect(stopped).toMatchObject({ state: "stopped", rows: { accepted: 10_000, unknown: 0 } });
  expect(stopped.problem).toContain("Bad Request. Quota.");
  expect(stopped.problem).toContain("Press send again");
  expect(await chunksOf(importId)).toEqual(["accepted 1", "failed 1", "pending 0"]);
  expect(firsts()).toEqual([0, 10_000]);

  await send(admin, ublox, importId);
  expect(await settled(importId)).toMatchObject({ state: "done", problem: null, rows: { accepted: 25_000 } });
  expect(firsts()).toEqual([0, 10_000, 10_000, 20_000]);
});

test("a lost answer leaves its rows unknown; nothing is sent again until somebody says so", async () => {
  const { ublox, firsts } = await vendor(accepts, cuts);
  const importId = await uploaded(25_000);
  await send(admin, ublox, importId);
  const lost = await settled(importId);
  expect(lost).toMatchObject({ state: "unknown", rows: { accepted: 10_000, unknown: 10_000 } });
  expect(lost.problem).toContain("may or may not");
  expect(firsts()).toEqual([0, 10_000]);
  expect((await chunkAudit(importId)).at(-1)).toMatchObject({ outcome: "unknown", chunk: 2 });

  await send(admin, ublox, importId);
  expect(await settled(importId)).toMatchObject({ state: "done", rows: { accepted: 25_000, unknown: 0 } });
  expect(firsts()).toEqual([0, 10_000, 10_000, 20_000]);
});

test("a vendor that cannot be reached stops it without a doubt about any row", async () => {
  const { ublox } = await vendor();
  await closeServers();
  const importId = await uploaded(3);
  await send(admin, ublox, importId);
  expect(await settled(importId)).toMatchObject({ state: "stopped", rows: { accepted: 0, unknown: 0 } });
  expect(await chunksOf(importId)).toEqual(["failed 1"]);
});

describe("who may send, at this moment", () => {
  async function stoppedBy(meanwhile: (actor: Actor) => Promise<unknown>) {
    const actor = await person();
    const { ublox, calls } = await vendor((_request, response) => {
      meanwhile(actor).then(() => answer(response, {}));
    });
    const importId = await uploaded(15_000);
    await send(actor, ublox, importId);
    return { stopped: await settled(importId), calls: calls(), audit: await chunkAudit(importId) };
  }

  test("a person who is disabled after the first chunk sends no second one", async () => {
    const { stopped, calls, audit } = await stoppedBy(
      (actor) => owner`update users set state = 'disabled' where id = ${actor.id}`,
    );
    expect(stopped).toMatchObject({ state: "stopped", rows: { accepted: 10_000, unknown: 0 } });
    expect(stopped.problem).toContain("not active any more");
    expect(calls).toHaveLength(1);
    expect(audit).toHaveLength(2);
  });

  test("nor does one who loses the role, which is recorded as denied", async () => {
    const { stopped, calls, audit } = await stoppedBy(
      (actor) => owner`update users set role = 'auditor' where id = ${actor.id}`,
    );
    expect(stopped).toMatchObject({ state: "stopped", rows: { accepted: 10_000, unknown: 0 } });
    expect(stopped.problem).toContain("whitelist:write");
    expect(calls).toHaveLength(1);
    expect(audit.map(({ outcome }) => outcome)).toEqual(["intent", "succeeded", "denied"]);
  });

  test("somebody else can go on", async () => {
    const { stopped } = await stoppedBy(
      (actor) => owner`update users set state = 'disabled' where id = ${actor.id}`,
    );
    const { ublox, calls } = await vendor();
    await send(admin, ublox, stopped.importId);
    expect(await settled(stopped.importId)).toMatchObject({ state: "done" });
    expect(calls()).toHaveLength(1);
  });

  test("somebody without the right cannot start", async () => {
    const { ublox, calls } = await vendor();
    const importId = await uploaded(1);
    await expect(send(await person("auditor"), ublox, importId)).rejects.toMatchObject({ code: "forbidden" });
    expect(await getImport(importId)).toMatchObject({ state: "checked" });
    expect(calls()).toEqual([]);
  });
});

describe("only one at a time", () => {
  test("of ten who press at once, one starts it and nine are told", async () => {
    const held = Promise.withResolvers<void>();
    const { ublox, calls } = await vendor((_request, response) => {
      held.promise.then(() => answer(response, {}));
    });
    const importId = await uploaded(10);
    const presses = await Promise.allSettled(Array.from({ length: 10 }, () => send(admin, ublox, importId)));
    const refused = presses.filter((press) => press.status === "rejected");
    expect(refused).toHaveLength(9);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: "conflict" });
    held.resolve();
    expect(await settled(importId)).toMatchObject({ state: "done" });
    expect(calls()).toHaveLength(1);
  });

  test("what is done is not sent again", async () => {
    const { ublox, calls } = await vendor();
    const importId = await uploaded(10);
    await send(admin, ublox, importId);
    await settled(importId);
    await expect(send(admin, ublox, importId)).rejects.toMatchObject({ code: "conflict" });
    expect(calls()).toHaveLength(1);
  });

  test("there is nothing to send in a file without a good row, and no import that is not there", async () => {
    const { ublox } = await vendor();
    const { importId } = await check(admin, uploadOf("Id,Type,Action\nbad\n"));
    await expect(send(admin, ublox, importId)).rejects.toMatchObject({ code: "conflict" });
    await expect(send(admin, ublox, "imp_none")).rejects.toMatchObject({ code: "not_found" });
  });

  test("a loop that lost the import to another takes no further chunk and says nothing about it", async () => {
    const importId = await uploaded(15_000);
    const { ublox, calls } = await vendor((_request, response) => {
      owner`update whitelist_imports set driver = 'another', problem = 'of another' where id = ${importId}`.then(
        () => answer(response, {}),
      );
    });
    await send(admin, ublox, importId);
    await vi.waitFor(async () => expect(await chunksOf(importId)).toEqual(["accepted 1", "pending 0"]));
    await stopDriving();
    expect(calls()).toHaveLength(1);
    const [row] = await owner`select driver, problem from whitelist_imports where id = ${importId}`;
    expect(row).toEqual({ driver: "another", problem: "of another" });
  });

  test("a loop whose start was never committed sends nothing", async () => {
    const { ublox, calls } = await vendor();
    const importId = await uploaded(10);
    await owner`update whitelist_imports set run = 1, started_by_id = ${admin.id} where id = ${importId}`;
    const undone = db().transaction(async (tx) => {
      await tx.execute(`update whitelist_imports set driver = 'me', run = 2 where id = '${importId}'`);
      startDriving(ublox, { importId, driver: "me" });
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    await stopDriving();
    expect(calls()).toEqual([]);
    expect(await getImport(importId)).toMatchObject({ state: "stopped", rows: { accepted: 0 } });
  });
});

describe("the end of a process", () => {
  test("a shutdown lets the chunk finish and stops before the next", async () => {
    const held = Promise.withResolvers<void>();
    const { ublox, calls } = await vendor((_request, response) => {
      held.promise.then(() => answer(response, {}));
    });
    const importId = await uploaded(15_000);
    await send(admin, ublox, importId);
    await vi.waitFor(() => expect(calls()).toHaveLength(1));
    const stopping = stopDriving();
    held.resolve();
    await stopping;
    const stopped = await getImport(importId);
    expect(stopped).toMatchObject({ state: "stopped", rows: { accepted: 10_000, unknown: 0 } });
    expect(stopped.problem).toContain("shut down");
    expect(calls()).toHaveLength(1);
  });

  /** As a process leaves things that was killed: its name in the row, and no sign of life for a minute. */
  async function killed(importId: string, chunkState: string): Promise<void> {
    await owner`update whitelist_imports set driver = 'dead', run = 1, started_by_id = ${admin.id},
      heartbeat_at = now() - interval '1 minute' where id = ${importId}`;
    await owner`update whitelist_import_chunks set state = 'accepted', run = 1 where import_id = ${importId} and ordinal = 1`;
    await owner`update whitelist_import_chunks set state = ${chunkState}, run = 1 where import_id = ${importId} and ordinal = 2`;
  }

  test.each([
    ["within a chunk", "sending", "unknown", 10_000],
    ["between two chunks", "failed", "stopped", 0],
  ])("killed %s, it is seen as what it is, and can be gone on with", async (_when, chunk, state, unknown) => {
    const { ublox, firsts } = await vendor();
    const importId = await uploaded(25_000);
    await killed(importId, chunk);
    const left = await getImport(importId);
    expect(left).toMatchObject({
      state,
      rows: { accepted: 10_000, unknown },
      finishedAt: expect.any(String),
    });
    expect(left.problem).toContain("stopped in the middle");

    await send(admin, ublox, importId);
    expect(await settled(importId)).toMatchObject({
      state: "done",
      problem: null,
      rows: { accepted: 25_000 },
    });
    expect(firsts()).toEqual([10_000, 20_000]);
  });

  test("a living loop is left alone, however long ago it started", async () => {
    const { ublox } = await vendor();
    const importId = await uploaded(10);
    await owner`update whitelist_imports set driver = 'alive', run = 1, started_by_id = ${admin.id},
      heartbeat_at = now() - interval '20 seconds', created_at = now() - interval '1 day' where id = ${importId}`;
    expect(await getImport(importId)).toMatchObject({ state: "sending", problem: null });
    await expect(send(admin, ublox, importId)).rejects.toMatchObject({ code: "conflict" });
  });
});

test("while the audit history cannot be written nothing is sent", async () => {
  const importId = await uploaded(10);
  const { ublox, calls } = await vendor();
  await send(admin, ublox, importId);
  await settled(importId);
  const second = await uploaded(15_000);
  const closed: Reply = (_request, response) => {
    owner`revoke insert on audit_open_intents from muniment_app`.then(() => answer(response, {}));
  };
  const { ublox: other, calls: otherCalls } = await vendor(closed);
  await send(admin, other, second);
  const stopped = await settled(second);
  await owner`grant insert on audit_open_intents to muniment_app`;
  expect(stopped.state).toBe("stopped");
  expect(stopped.problem).toContain("audit history cannot be written");
  expect(otherCalls()).toHaveLength(1);
  expect(calls()).toHaveLength(1);
});
