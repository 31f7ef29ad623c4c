import { Readable } from "node:stream";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { auditEntries } from "@/drizzle/schema/audit";
import type { Actor } from "@/lib/access/actor";
import type { JobPlan } from "@/lib/contract/job-kinds";
import { db } from "@/lib/db/connection";
import type { TestDatabase } from "@/lib/db/testing";
import { readGroup } from "@/lib/domain/entitlements/group";
import { resumeJob, retryRows } from "@/lib/domain/jobs/control";
import { makePlan, receiveTargets } from "@/lib/domain/jobs/plans";
import { describeJob } from "@/lib/domain/jobs/read";
import {
  act,
  driveToEnd,
  jobOf,
  jobsDatabase,
  planned,
  rowsOfJob,
  somebody,
  start,
  started,
  timePasses,
  turn,
} from "@/lib/domain/jobs/testing";
import {
  activatePath,
  firstSsrn,
  largeSsrn,
  licensesVendor,
  revokePath,
  timePassed,
} from "@/lib/domain/licenses/testing";
import { licensesActivate } from "./licenses-activate";
import { licensesExport } from "./licenses-export";
import { licensesRelease } from "./licenses-release";
import { readItems } from "./testing.export";

const kinds = {
  "licenses.activate": licensesActivate,
  "licenses.release": licensesRelease,
  "licenses.export": licensesExport,
};

let owner: TestDatabase["owner"];
let vendor: Awaited<ReturnType<typeof licensesVendor>>;
let admin: Actor;
beforeAll(async () => {
  ({ owner } = await jobsDatabase());
  vendor = await licensesVendor();
  admin = await somebody();
});
beforeEach(() => vendor.reset(owner));
afterAll(() => vendor.stop());

const serials = (count: number) => Array.from({ length: count }, (_, index) => `JN${1_000 + index}TST`);
const activation = (ids: string[], ssrn = largeSsrn, quantity = 1): JobPlan => ({
  kind: "licenses.activate",
  input: { ssrn, quantity },
  targets: { from: "list", ids },
});
const release = (ids: string[]): JobPlan => ({
  kind: "licenses.release",
  input: { reason: "devices were sold" },
  targets: { from: "list", ids },
});
const licenses = () => owner`select * from licenses order by serial_number, asked_at`;
const stateOfRows = async (jobId: string) => (await rowsOfJob(jobId)).map(({ state }) => state);
const skipOf = async (jobId: string) =>
  Object.fromEntries(
    (await rowsOfJob(jobId)).map(({ target, state, words }) => [target, state === "skipped" ? words : state]),
  );

/** Drives a job on, with more than two minutes between its turns. */
async function driveSlowly(jobId: string) {
  for (let turns = 0; turns < 20; turns += 1) {
    await turn(jobId, kinds);
    const job = await jobOf(jobId);
    if (job.state !== "running" && job.state !== "paused") return job;
    await timePasses(jobId);
    await timePassed(owner);
  }
  throw new Error("the job never ends");
}

describe("activating many", () => {
  test("is one call for each, and one that Juniper refuses stops none of the others", async () => {
    const ids = serials(10);
    const job = await planned(admin, activation(ids), kinds);
    expect(job).toMatchObject({ callsTotal: 10, rowsSkipped: 0 });
    const plan = await describeJob(job, admin, kinds);
    expect(plan.consequence).toMatch(/^Takes 10 of 38 left\. /);
    expect(plan.facts).toContainEqual({ label: "Free", value: "38 of 50" });
    expect(plan.facts).toContainEqual({ label: "Activated on", value: "12 devices" });
    expect(plan.cost.hourly).toMatchObject({ limit: 300 });
    await vendor.portal.activate(ids[4] ?? "", largeSsrn);
    await start(admin, job, kinds);
    expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 9, rowsFailed: 1 });
    expect((await rowsOfJob(job.id))[4]).toMatchObject({
      state: "failed",
      words: expect.stringContaining("already activated"),
    });
    const kept = await licenses();
    expect(kept.filter(({ state }) => state === "active")).toHaveLength(9);
    expect(kept[0]).toMatchObject({
      job_id: job.id,
      asked_by: admin.name,
      product_sku: expect.any(String),
      entitlement_id: "ENT-000113",
      group_id: "GRP-77",
    });
    for (const { state, sealed_key, sealed_file } of kept) {
      expect([sealed_key !== null, sealed_file !== null]).toEqual([state === "active", state === "active"]);
    }
    const entries = await db()
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.jobId, job.id), eq(auditEntries.action, "licenses.activate")));
    expect(entries.filter(({ outcome }) => outcome === "succeeded")).toHaveLength(9);
    expect(entries.map(({ subjectId }) => subjectId)).toContain(`${ids[0]} of ${largeSsrn}`);
  });

  test("the plan leaves out what cannot be activated, and says why", async () => {
    await vendor.portal.activate("JN2000TST");
    const [one = "", ...others] = serials(9);
    const first = await started(admin, activation([one], firstSsrn), kinds);
    await driveToEnd(first.id, kinds);
    await owner`update shared_answers set answered_at = answered_at - interval '1 hour'`;
    const job = await planned(admin, activation(["JN2000TST", one, ...others], firstSsrn), kinds);
    const skips = await skipOf(job.id);
    expect(skips.JN2000TST).toMatch(/^Juniper lists it as activated on this device since/);
    expect(skips[one]).toMatch(new RegExp(`^It is activated on this device since .*, by ${admin.name}`));
    expect(others.map((serial) => skips[serial])).toEqual([
      ...Array(5).fill("planned"),
      ...Array(3).fill("Only 5 are free of this entitlement. The devices before this one take them."),
    ]);
    const three = await planned(admin, activation(others, firstSsrn, 2), kinds);
    expect((await stateOfRows(three.id)).filter((state) => state === "planned")).toHaveLength(2);
  });

  test.each([
    ["an unknown one", "999", "Juniper knows no entitlement with the SSRN 999."],
    ["one that has ended", "ended", /^This entitlement ended on/],
    ["one that has not started", "not started", /^This entitlement starts on/],
  ])("of %s plans nothing", async (_name, which, words) => {
    const found: Record<string, string> = { ended: "EXPIRED", "not started": "NOT_STARTED" };
    const status = found[which];
    const [{ ssrn } = { ssrn: "9999" }] = status ? await entitlementsWith(status) : [];
    const job = await planned(admin, activation(["JN1000TST"], ssrn), kinds);
    expect(job).toMatchObject({ state: "ready", rowsSkipped: 1, callsTotal: 0 });
    const [row] = await rowsOfJob(job.id);
    expect(row?.words).toMatch(typeof words === "string" ? words.replace("999.", "9999.") : words);
  });

  test("takes a file of serial numbers", async () => {
    const { id } = await act(admin, "jobs.preview", (permit) =>
      makePlan(
        permit,
        admin,
        { ...activation([]), targets: { from: "file", fileName: "devices.csv" } } as JobPlan,
        kinds,
      ),
    );
    const text = "\ufeffSerial Number,Site\njn1000tst,Graz\nJN1001TST,Linz\nJN1000TST,Wien\n!,\n";
    const file = Readable.from([Buffer.from(text)]);
    await act(admin, "jobs.upload", async (permit) =>
      receiveTargets(permit, admin, await jobOf(id), file, kinds),
    );
    await turn(id, kinds);
    expect(await rowsOfJob(id)).toMatchObject([
      { target: "JN1000TST", state: "planned" },
      { target: "JN1001TST", state: "planned" },
      { target: "JN1000TST", state: "skipped", words: "An earlier line names it already." },
      { target: "!,", state: "skipped", words: expect.stringContaining("4 to 64") },
    ]);
  });
});

/** What the vendor's listing has with this status, that the connection's group owns. */
async function entitlementsWith(status: string): Promise<{ ssrn: string }[]> {
  const { entitlements } = await readGroup({ requestId: "req_test" }, vendor.client);
  return entitlements.flatMap((one) => (one.status === status && one.ssrn ? [{ ssrn: one.ssrn }] : []));
}

describe("an answer that is lost", () => {
  test("is looked up, and nothing is activated twice", async () => {
    const job = await started(admin, activation(serials(3)), kinds);
    vendor.sandbox.setFault({ fault: "lost_answer", pathPrefix: activatePath, times: 1 });
    expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 3, rowsUnknown: 0 });
    expect(vendor.calls(activatePath)).toBe(3);
    const kept = await licenses();
    expect(kept.map(({ state }) => state)).toEqual(["active", "active", "active"]);
    expect(kept.filter(({ sealed_key }) => sealed_key === null)).toHaveLength(1);
  });

  test("of a call that never arrived is sent again only when it cannot be on its way any more", async () => {
    const job = await started(admin, activation(serials(1)), kinds);
    vendor.sandbox.setFault({ fault: "reset", pathPrefix: activatePath, times: 1 });
    await turn(job.id, kinds);
    await timePasses(job.id);
    await turn(job.id, kinds);
    const waiting = await jobOf(job.id);
    expect(waiting).toMatchObject({ state: "paused", reason: "answer_lost", rowsUnknown: 1 });
    expect(waiting.words).toContain("so far");
    const waitMs = (waiting.resumesAt?.getTime() ?? 0) - Date.now();
    expect(waitMs).toBeGreaterThan(90_000);
    expect(waitMs).toBeLessThan(121_000);
    expect(vendor.calls(activatePath)).toBe(1);
    expect(await driveSlowly(job.id)).toMatchObject({ state: "done", rowsDone: 1 });
    expect(vendor.calls(activatePath)).toBe(2);
    expect((await licenses()).map(({ state }) => state)).toEqual(["not_activated", "active"]);
  });

  test("because the process was killed is looked up by the next one", async () => {
    const job = await started(admin, activation(serials(2)), kinds);
    const { number } = job;
    await driveToEnd(job.id, kinds);
    // As it is when the vendor has acted and nothing more was written down.
    await owner`update licenses set state = 'activating', activation_id = null, sealed_key = null, sealed_file = null
      where serial_number = 'JN1000TST'`;
    await owner`update job_chunks set state = 'sent', leased_until = now() - interval '1 second', ended_at = null
      where job = ${number} and ordinal = 1`;
    await owner`update jobs set state = 'running', rows_done = rows_done - 1, rows_sent = 1, calls_made = calls_made - 1
      where number = ${number}`;
    expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 2 });
    expect(vendor.calls(activatePath)).toBe(2);
    expect(await licenses()).toMatchObject([{ state: "active", sealed_key: null }, { state: "active" }]);
  });

  test("because it could not be written down here is looked up when it can", async () => {
    const job = await started(admin, activation(serials(1)), kinds);
    await owner.unsafe(`
      create function keep_nothing() returns trigger language plpgsql as $$ begin raise 'disk full'; end $$;
      create trigger keep_nothing before update on licenses for each row
        when (new.state = 'active') execute function keep_nothing();`);
    try {
      await turn(job.id, kinds);
    } finally {
      await owner.unsafe("drop trigger keep_nothing on licenses; drop function keep_nothing();");
    }
    const entries = await db()
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.jobId, job.id), eq(auditEntries.outcome, "unknown")));
    expect(entries).toHaveLength(1);
    expect(await licenses()).toMatchObject([{ state: "activating", sealed_key: null }]);
    await act(admin, "jobs.resume", (permit) => resumeJob(permit, admin, job.id, kinds));
    expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 1 });
    expect(vendor.calls(activatePath)).toBe(1);
  });

  test("by two processes at once activates each device once", async () => {
    const ids = serials(8);
    const [one, other] = await Promise.all([
      started(admin, activation(ids), kinds),
      started(admin, activation(ids), kinds),
    ]);
    await Promise.all(
      [one, other].flatMap(({ id }) => [driveToEnd(id, kinds, "first"), driveToEnd(id, kinds, "second")]),
    );
    const kept = await licenses();
    expect(kept.filter(({ state }) => state === "active")).toHaveLength(8);
    expect(vendor.calls(activatePath)).toBe(8);
    const states = [...(await stateOfRows(one.id)), ...(await stateOfRows(other.id))];
    expect(states.filter((state) => state === "done")).toHaveLength(8);
    expect(states.filter((state) => state === "failed")).toHaveLength(8);
  });
});

describe("when the hour's calls are used up", () => {
  const takeCalls = (count: number, agoSeconds: number) => owner`
    insert into vendor_calls (holder, at, lane, call, request_id)
    select holder, now() - make_interval(secs => ${agoSeconds} - n::float8 / 10), 'job', 'POST /x', 'req_x'
    from vendor_budgets, generate_series(1, ${count}::int) as n`;

  test("a job waits, says until when, and goes on by itself; nothing has failed or is in doubt", async () => {
    const job = await planned(admin, activation(serials(12)), kinds);
    await takeCalls(175, 1_800);
    const plan = await describeJob(job, admin, kinds);
    expect(plan.cost.hourly?.leftNow).toBeLessThan(5);
    expect(plan.cost.expectedMs).toBeGreaterThan(29 * 60_000);
    expect(plan.cost.expectedMs).toBeLessThan(31 * 60_000);
    await start(admin, job, kinds);
    await turn(job.id, kinds);
    const waiting = await jobOf(job.id);
    expect(waiting).toMatchObject({
      state: "paused",
      reason: "vendor_budget",
      awayCount: 0,
      rowsFailed: 0,
      rowsUnknown: 0,
    });
    const waitMs = (waiting.resumesAt?.getTime() ?? 0) - Date.now();
    expect(waitMs).toBeGreaterThan(29 * 60_000);
    expect(waitMs).toBeLessThan(31 * 60_000);
    const told = await describeJob(waiting, admin, kinds);
    // A moment lies between the two.
    expect(Date.parse(told.expectedEndAt ?? "")).toBeGreaterThan(
      (waiting.resumesAt?.getTime() ?? Number.NaN) - 1_000,
    );
    const kept = await licenses();
    expect(kept.every(({ state }) => state === "active")).toBe(true);
    const failures = await db()
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.jobId, job.id), eq(auditEntries.outcome, "failed")));
    expect(failures).toEqual([]);
    await owner`update vendor_calls set at = at - interval '31 minutes'`;
    expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 12, rowsFailed: 0 });
    expect(vendor.calls(activatePath)).toBe(12);
  });

  test("a call that is not let go after all leaves its row as it was planned", async () => {
    const job = await started(admin, activation(serials(1)), kinds);
    const send = licensesActivate.send;
    const slow = {
      "licenses.activate": {
        ...licensesActivate,
        async send(...asked: Parameters<typeof send>) {
          await takeCalls(300, 60);
          return await send(...asked);
        },
      },
    };
    await turn(job.id, slow);
    expect(await jobOf(job.id)).toMatchObject({
      state: "paused",
      reason: "vendor_budget",
      rowsUnknown: 0,
      rowsFailed: 0,
    });
    expect(await stateOfRows(job.id)).toEqual(["planned"]);
    expect(await licenses()).toHaveLength(0);
    expect(vendor.calls(activatePath)).toBe(0);
  });

  test("a job whose last call took the last one of the hour is done, and waits for nothing", async () => {
    const job = await started(admin, activation(serials(1)), kinds);
    const sending = {
      "licenses.activate": {
        ...licensesActivate,
        async send(...asked: Parameters<typeof licensesActivate.send>) {
          const outcome = await licensesActivate.send(...asked);
          await takeCalls(300, 60);
          return outcome;
        },
      },
    };
    await turn(job.id, sending);
    expect(await jobOf(job.id)).toMatchObject({ state: "done", rowsDone: 1 });
  });

  test("a plan waits for its list", async () => {
    await owner`insert into vendor_budgets (holder) select 'x'`;
    await planned(admin, activation(serials(1)), kinds);
    await takeCalls(300, 60);
    await owner`truncate shared_answers, shared_changes`;
    const job = await planned(admin, activation(serials(1)), kinds);
    expect(job).toMatchObject({ state: "preparing", reason: "vendor_budget" });
    await owner`truncate vendor_calls`;
    await timePasses(job.id);
    await turn(job.id, kinds);
    expect(await jobOf(job.id)).toMatchObject({ state: "ready", callsTotal: 1 });
  });
});

describe("releasing many", () => {
  test("gives each back once, ours and those of the listing, with the reason in every audit row", async () => {
    const first = await started(admin, activation(serials(2)), kinds);
    await driveToEnd(first.id, kinds);
    await vendor.portal.activate("JN2000TST", largeSsrn);
    const ours = (await licenses()).map(({ id }) => String(id));
    const [{ activation_id } = { activation_id: "" }] = await licenses();
    const listed = `seen~0100001234~GRP-77~ENT-000113~ACT-${Number(String(activation_id).slice(4)) + 2}~JN2000TST`;
    await owner`update shared_answers set answered_at = answered_at - interval '1 hour'`;
    const job = await planned(admin, release([...ours, listed, "lic_nothing"]), kinds);
    const rows = await rowsOfJob(job.id);
    expect(rows.map(({ target }) => target.split(",")[0])).toEqual([
      "JN1000TST",
      "JN1001TST",
      "JN2000TST",
      "lic_nothing",
    ]);
    expect(job.rowsSkipped).toBe(1);
    vendor.sandbox.setFault({ fault: "lost_answer", pathPrefix: revokePath, times: 1 });
    await start(admin, job, kinds);
    expect(await driveSlowly(job.id)).toMatchObject({ state: "done", rowsDone: 3 });
    expect(vendor.calls(revokePath)).toBe(3);
    expect((await licenses()).map(({ state, sealed_key }) => [state, sealed_key])).toEqual(
      Array(3).fill(["released", null]),
    );
    const entries = await db()
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.jobId, job.id), eq(auditEntries.action, "licenses.release")));
    for (const { detail } of entries) expect(detail).toMatchObject({ statedReason: "devices were sold" });
    const again = await planned(admin, release(ours), kinds);
    expect(again).toMatchObject({ rowsSkipped: 2, callsTotal: 0 });
  });

  test("rows that failed are retried", async () => {
    const first = await started(admin, activation(serials(1)), kinds);
    await driveToEnd(first.id, kinds);
    const [row] = await licenses();
    const job = await started(admin, release([String(row?.id)]), kinds);
    await vendor.portal.release("JN1000TST", largeSsrn);
    expect(await driveToEnd(job.id, kinds)).toMatchObject({ rowsFailed: 1 });
    await vendor.portal.activate("JN1000TST", largeSsrn);
    await owner`update licenses set activation_id = null`;
    await act(admin, "jobs.retry", (permit) => retryRows(permit, admin, job.id, "failed", kinds));
    expect(await driveToEnd(job.id, kinds)).toMatchObject({ rowsDone: 1, rowsFailed: 0 });
  });
});

test("an export holds what the filters leave, and no key", async () => {
  const first = await started(admin, activation(serials(2)), kinds);
  await driveToEnd(first.id, kinds);
  await owner`update shared_answers set answered_at = answered_at - interval '1 hour'`;
  const input = { filters: { search: "tst" }, format: "jsonl" as const };
  expect(await licensesExport.measure({ requestId: "req_test" }, input)).toEqual({ rows: 2, pages: 1 });
  const items = await readItems(licensesExport, input);
  expect(items).toMatchObject([{ serialNumber: "JN1000TST" }, { serialNumber: "JN1001TST" }]);
  expect(Object.keys(items[0] ?? {})).toEqual(expect.arrayContaining([...licensesExport.columns]));
  expect(JSON.stringify(items)).not.toMatch(/JUNOS\d+ /);
});
