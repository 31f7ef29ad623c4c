import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { currentSession } from "@/lib/access/session";
import { type Batch, batches } from "@/lib/contract/batches";
import { testDatabase } from "@/lib/db/testing";
import { batchWatch } from "@/lib/domain/certificate-batches/batch-watch";
import { order } from "@/lib/domain/certificate-batches/testing/orders";
import { requestPem } from "@/lib/domain/csr/testing";
import { listen } from "@/lib/domain/events/hub";
import { forgetAnswersOnEvents } from "@/lib/domain/last-answers/forget-on-events";
import { forgetFreshAnswers } from "@/lib/domain/last-answers/last-answers";
import { lookAtDue } from "@/lib/domain/watches/look";
import { asked, sessionOf } from "@/lib/http/testing";
import { logger } from "@/lib/log";
import { type Sandbox, startSandbox } from "@/lib/sandbox";
import { processWide } from "@/lib/vendors/http/process-wide";
import { SectigoClient } from "@/lib/vendors/sectigo/client";
import { GET as getBatch } from "./[batchId]/route";
import { POST as orderCsrs } from "./from-csrs/route";
import { GET as listBatches, POST as orderBatch } from "./route";

vi.mock("@/lib/access/session", () => ({ currentSession: vi.fn() }));

const { owner } = await testDatabase();
// Failures are what some of these tests make; the log need not tell of them.
logger().level = "silent";

let sandbox: Sandbox;
let client: SectigoClient;

beforeAll(async () => {
  sandbox = await startSandbox({ deviceCount: 1 });
  const { username, password } = sandbox.credentials.sectigo;
  client = processWide(
    "sectigoClient",
    () =>
      new SectigoClient(
        { baseUrl: sandbox.urls.sectigo, username, password, upload: "urlencoded" },
        { readRepeats: 0 },
      ),
  );
});

afterAll(async () => {
  await client.close();
  await sandbox.stop();
});

beforeEach(async () => {
  sandbox.reset();
  sandbox.settings.change({ sectigo: { batchDelayMs: 60_000 } });
  await owner`truncate watches, notices, last_answers`;
  forgetFreshAnswers();
  vi.mocked(currentSession).mockResolvedValue(sessionOf("admin"));
});

async function ordered(batchName: string): Promise<number> {
  const body = { ...order, batchName, batchSize: 1, profileParameters: {} };
  const response = await orderBatch(...asked(batches.createFromGenerator, { body }));
  return (await response.json()).batchId;
}

/** Reads a batch as a page does, or as somebody does who presses "Update now". */
async function read(batchId: number, { now = false } = {}) {
  const headers: Record<string, string> = now ? { "cache-control": "no-cache" } : {};
  const response = await getBatch(...asked(batches.get, { params: { batchId: String(batchId) }, headers }));
  return {
    status: response.status,
    batch: (await response.json()) as Batch,
    ageMs: Date.now() - Date.parse(response.headers.get("x-muniment-as-of") ?? ""),
    stale: response.headers.get("x-muniment-stale"),
  };
}

async function makeDueAndLook(): Promise<void> {
  await owner`update watches set next_look_at = now() where ended_at is null`;
  await lookAtDue([batchWatch(() => client)], new AbortController().signal);
}

/** Calls about batches since the call before. */
const vendorCalls = () => sandbox.calls("sectigo").filter(({ path }) => path.includes("/batches")).length;

test("an order is watched for whoever gave it, by either way of ordering", async () => {
  const batchId = await ordered("By generator");
  expect(await owner`select subject_id, for_user_id, ended_at from watches`).toMatchObject([
    { subject_id: String(batchId), for_user_id: "usr_admin", ended_at: null },
  ]);
  const [request, context] = asked(batches.createFromCsrs, { query: "?certificateProfileId=11" });
  const file = new Request(request.url, { method: "POST", body: await requestPem() });
  Object.defineProperty(file, "headers", { value: request.headers });
  const response = await orderCsrs(file, context);
  expect(response.status).toBe(200);
  const { batchId: fromCsrs } = await response.json();
  expect(await owner`select for_user_id from watches where subject_id = ${fromCsrs}`).toMatchObject([
    { for_user_id: "usr_admin" },
  ]);
});

test("an order whose answer was lost is not watched, and one that cannot be watched is answered all the same", async () => {
  sandbox.setFault({ vendor: "sectigo", fault: "lost_answer", method: "PUT", times: 1 });
  await ordered("Lost");
  expect(await owner`select * from watches`).toHaveLength(0);
  await owner`alter table watches rename to watches_away`;
  const batchId = await ordered("Not watched").finally(
    () => owner`alter table watches_away rename to watches`,
  );
  expect(batchId).toBeGreaterThan(0);
  // Whoever reads it next has it watched.
  await read(batchId);
  expect(await owner`select subject_id from watches`).toMatchObject([{ subject_id: String(batchId) }]);
});

test("fifty open pages cost Sectigo nothing more than the watch does, and are told how old it is", async () => {
  const batchId = await ordered("Watched by many");
  await makeDueAndLook();
  const before = vendorCalls();
  forgetFreshAnswers();
  await owner`update watches set seen_at = seen_at - interval '4 seconds'`;
  const pages = await Promise.all(Array.from({ length: 50 }, () => read(batchId)));
  expect(vendorCalls()).toBe(before);
  for (const { batch, ageMs, stale } of pages) {
    expect(batch).toMatchObject({ vendorStatus: "Pending", profileName: "ECC Device Certificate" });
    expect(Date.parse(batch.nextLookAt ?? "")).toBeGreaterThan(Date.now() - 1_000);
    expect(ageMs).toBeGreaterThanOrEqual(3_900);
    expect(ageMs).toBeLessThan(8_000);
    expect(stale).toBeNull();
  }
  sandbox.clock.advance(61_000);
  await makeDueAndLook();
  const looked = vendorCalls();
  const after = await Promise.all(Array.from({ length: 50 }, () => read(batchId)));
  expect(after.every(({ batch }) => batch.downloadable && batch.nextLookAt === undefined)).toBe(true);
  expect(vendorCalls()).toBe(looked);
});

test("who wants to see it asked now has it asked, at most every three seconds, and the watch knows", async () => {
  const batchId = await ordered("Impatient");
  await makeDueAndLook();
  await owner`update watches set seen_at = seen_at - interval '4 seconds'`;
  sandbox.clock.advance(61_000);
  const before = vendorCalls();
  expect((await read(batchId)).batch.downloadable).toBe(false);
  const presses = await Promise.all(Array.from({ length: 5 }, () => read(batchId, { now: true })));
  expect(presses.every(({ batch }) => batch.downloadable)).toBe(true);
  await read(batchId, { now: true });
  expect(vendorCalls()).toBe(before + 1);
  // No page goes back to what was so before, and the person who ordered it was told.
  expect((await read(batchId)).batch.downloadable).toBe(true);
  expect(await owner`select title from notices`).toMatchObject([
    { title: "Impatient is ready for download" },
  ]);
});

test("what was only seen in a list is read in full for whoever opens it, once", async () => {
  await listBatches(...asked(batches.list, { query: "?certificateProfileId=11" }));
  const before = vendorCalls();
  const { batch } = await read(1025);
  expect(batch).toMatchObject({
    profileName: "ECC Device Certificate",
    generatorParameters: { prefix: "MTR-" },
  });
  forgetFreshAnswers();
  await listBatches(...asked(batches.list, { query: "?certificateProfileId=11" }));
  expect((await read(1025)).batch.generatorParameters).toMatchObject({ prefix: "MTR-" });
  expect(vendorCalls()).toBe(before + 2);
});

test("a watch that nobody keeps up does not stand between a page and Sectigo", async () => {
  const batchId = await ordered("Left alone");
  await makeDueAndLook();
  await owner`update watches set seen_at = seen_at - interval '2 minutes', next_look_at = now() - interval '1 minute'`;
  sandbox.clock.advance(61_000);
  expect((await read(batchId)).batch.downloadable).toBe(true);
});

test("while Sectigo is away, what the watch saw last is shown with its age", async () => {
  const batchId = await ordered("Away");
  await makeDueAndLook();
  await owner`update watches set seen_at = seen_at - interval '2 minutes'`;
  forgetFreshAnswers();
  await owner`truncate last_answers`;
  sandbox.setFault({ vendor: "sectigo", fault: "server_error", pathPrefix: "/api/v1/" });
  const { status, batch, ageMs, stale } = await read(batchId);
  sandbox.clearFaults();
  expect(status).toBe(200);
  expect(batch.vendorStatus).toBe("Pending");
  expect(ageMs).toBeGreaterThan(119_000);
  expect(stale).toBe("vendor_unavailable");
});

test("lists that are read because of an event do not show what was so before it", async () => {
  const ready = Promise.withResolvers<void>();
  const stops = [forgetAnswersOnEvents(), listen(({ type }) => type === "resync" && ready.resolve())];
  await ready.promise;
  const batchId = await ordered("In a list");
  const list = async () => {
    const response = await listBatches(...asked(batches.list, { query: "?certificateProfileId=11" }));
    const { items }: { items: Batch[] } = await response.json();
    return items.find((batch) => batch.batchId === batchId)?.vendorStatus;
  };
  expect(await list()).toBe("Pending");
  sandbox.clock.advance(61_000);
  const told = Promise.withResolvers<void>();
  stops.push(listen(({ type }) => type === "batch" && told.resolve()));
  await makeDueAndLook();
  await told.promise;
  expect(await list()).toBe("Ready for Download");
  for (const stop of stops) stop();
});
