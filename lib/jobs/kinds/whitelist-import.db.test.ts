import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { Readable } from "node:stream";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { db } from "@/lib/db/connection";
import { makePlanOfFile } from "@/lib/domain/jobs/plans";
import { describeJob } from "@/lib/domain/jobs/read";
import type { JobRecord } from "@/lib/domain/jobs/record";
import {
  act,
  driveToEnd,
  jobOf,
  jobsDatabase,
  rowsOfJob,
  somebody,
  start,
  timePasses,
  turn,
} from "@/lib/domain/jobs/testing";
import { fileOf, uid } from "@/lib/domain/whitelist-import/testing";
import { type Upload, UploadedFile } from "@/lib/domain/whitelist-import/upload";
import { listWhitelist } from "@/lib/vendors/ublox/whitelist";
import { reading, type SandboxAsVendor, sandboxAsVendor } from "./testing.ublox";
import { whitelistImport } from "./whitelist-import";

const kinds = { "whitelist.import": whitelistImport };
const path = "/v1/device/whitelist/add";

let vendor: SandboxAsVendor;
let admin: Actor;

beforeAll(async () => {
  await jobsDatabase();
  vendor = await sandboxAsVendor({ deviceCount: 50 });
  admin = await somebody();
});

beforeEach(async () => {
  await db().execute(sql`delete from jobs`);
  await db().execute(sql`delete from job_rows`);
  vendor.sandbox.reset();
  // A reset forgets tokens too; the call that finds it out would use up a fault.
  await listWhitelist(reading, vendor.ublox, { page: 1 });
});

afterAll(() => vendor.stop());

function uploadOf(text: string): Upload {
  return { body: new Blob([text]).stream(), headers: new Headers(), signal: new AbortController().signal };
}

/** Plans a file as the route does. */
function imported(upload: Upload, actor = admin): Promise<JobRecord> {
  const file = new UploadedFile(upload);
  return act(actor, "whitelist.import", (permit) =>
    makePlanOfFile(
      permit,
      actor,
      { kind: "whitelist.import", input: {}, targets: { from: "file", fileName: "a.csv" } },
      file.content,
      kinds,
    ),
  );
}

/** What is left in the tables of jobs. */
async function rowsLeft(): Promise<number> {
  const [left] = await db().execute<{ rows: number }>(sql`
    select ((select count(*) from jobs) + (select count(*) from job_rows) + (select count(*) from job_chunks))::int as rows`);
  return left?.rows ?? Number.NaN;
}

const changes = () => vendor.sandbox.calls().filter((call) => call.path === path);

async function whitelistSize(): Promise<number> {
  return (await listWhitelist(reading, vendor.ublox, { page: 1 })).page.total;
}

test("a file with bad lines becomes a plan that says what is skipped and why, and runs as it stands", async () => {
  const contradiction = `${uid(90)},ROTPublicUID,ADD\n${uid(90)},ROTPublicUID,DELETE\n`;
  const text = `${fileOf(25_000)}bad\n${uid(3)},ROTPublicUID,ADD\n${uid(1)},ROTPublicUID,DELETE\n${contradiction}`;
  const before = await whitelistSize();
  const job = await imported(uploadOf(text));
  expect(await describeJob(job, admin, kinds)).toMatchObject({
    state: "ready",
    title: "Import 24,998 rows into the whitelist",
    rows: { total: 25_005, planned: 24_998, skipped: 7 },
    calls: { total: 3, made: 0 },
    targets: "The file a.csv.",
    skipped: expect.arrayContaining([
      { words: "An earlier line says the same already.", rows: 2 },
      {
        words: "Another line asks for the opposite for the same RoT UID. Keep one of the two.",
        rows: 4,
      },
    ]),
  });
  expect(changes()).toEqual([]);

  await start(admin, job, kinds);
  expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 24_998, rowsFailed: 0 });
  expect(changes().map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await whitelistSize()).toBe(before + 24_998);
  const skipped = (await rowsOfJob(job.id)).filter(({ state }) => state !== "done");
  expect(skipped.find(({ target }) => target === "bad")).toMatchObject({
    state: "skipped",
    words: expect.stringContaining("The line has one column"),
  });
});

test("each call is a pair of audit rows with its job, its place and what it asked for", async () => {
  const job = await imported(uploadOf(`${fileOf(10_001)}${uid(20_000)},ROTPublicUID,DELETE\n`));
  await start(admin, job, kinds);
  await driveToEnd(job.id, kinds);
  const rows = await db().execute(sql`
    select outcome, subject_id, detail - 'chunk' - 'rows' as detail from audit_entries
    where action = 'whitelist.sendChunk' and job_id = ${job.id} order by ordinal`);
  expect([...rows]).toEqual([
    { outcome: "intent", subject_id: "10000 entries", detail: {} },
    {
      outcome: "succeeded",
      subject_id: "10000 entries",
      detail: { adds: 10_000, removes: 0, firstRow: 2, lastRow: 10_001 },
    },
    { outcome: "intent", subject_id: "2 entries", detail: {} },
    {
      outcome: "succeeded",
      subject_id: "2 entries",
      detail: { adds: 1, removes: 1, firstRow: 10_002, lastRow: 10_003 },
    },
  ]);
});

test("after a lost answer the same rows are sent again, and the list is what the file says", async () => {
  const before = await whitelistSize();
  const job = await imported(uploadOf(fileOf(12_000)));
  await start(admin, job, kinds);
  vendor.sandbox.setFault({ fault: "lost_answer", pathPrefix: path, times: 1 });
  expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 12_000, rowsUnknown: 0 });
  const [lost, again, last] = changes();
  expect(again?.bodySha256).toBe(lost?.bodySha256);
  expect([lost?.outcome, again?.status, last?.status]).toEqual(["cut", 200, 200]);
  expect(changes()).toHaveLength(3);
  expect(await whitelistSize()).toBe(before + 12_000);
});

test("a vendor that is away pauses it, and it goes on by itself when the vendor is back", async () => {
  const job = await imported(uploadOf(fileOf(15_000)));
  await start(admin, job, kinds);
  vendor.sandbox.setFault({ fault: "unavailable", pathPrefix: path });
  await turn(job.id, kinds);
  expect(await jobOf(job.id)).toMatchObject({ state: "paused", reason: "vendor_away", rowsDone: 0 });
  await turn(job.id, kinds);
  expect(changes()).toHaveLength(1);
  vendor.sandbox.clearFaults();
  await timePasses(job.id);
  expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 15_000 });
});

describe("a file that is refused leaves nothing", () => {
  test("because it is no whitelist file", async () => {
    await expect(imported(uploadOf("nonsense\n"))).rejects.toMatchObject({ code: "invalid_input" });
    expect(await rowsLeft()).toBe(0);
  });

  test("because the asker may not change the whitelist", async () => {
    const auditor = await somebody("auditor");
    await expect(imported(uploadOf(fileOf(1)), auditor)).rejects.toMatchObject({ code: "forbidden" });
    expect(await rowsLeft()).toBe(0);
  });

  test("because the browser left in the middle, after rows were frozen", async () => {
    const ended = Promise.withResolvers<unknown>();
    const server = createServer((incoming, response) => {
      const gone = new AbortController();
      incoming.on("close", () => {
        if (!incoming.complete) gone.abort();
      });
      const headers = new Headers({ "content-length": incoming.headers["content-length"] ?? "" });
      const body = Readable.toWeb(incoming) as ReadableStream<Uint8Array<ArrayBuffer>>;
      imported({ body, headers, signal: gone.signal })
        .then(ended.resolve, ended.resolve)
        .finally(() => response.end());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const client = connect((server.address() as AddressInfo).port, "127.0.0.1");
    client.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000\r\n\r\nId,Type,Action\n");
    client.write("bad line\n".repeat(20_000));
    await vi.waitFor(async () => expect(await rowsLeft()).toBeGreaterThan(1_000), { timeout: 10_000 });
    client.destroy();
    expect(await ended.promise).toMatchObject({ code: "invalid_input" });
    expect(await rowsLeft()).toBe(0);
    server.close();
  });
});
