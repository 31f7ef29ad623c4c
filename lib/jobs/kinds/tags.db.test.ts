import { Readable } from "node:stream";
import { lt } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { jobRows } from "@/drizzle/schema/jobs";
import type { Actor } from "@/lib/access/actor";
import type { JobPlan } from "@/lib/contract/job-kinds";
import { db } from "@/lib/db/connection";
import { makePlan, receiveTargets } from "@/lib/domain/jobs/plans";
import { strandedJobs } from "@/lib/domain/jobs/stranded";
import {
  act,
  driveToEnd,
  jobOf,
  jobsDatabase,
  planned,
  rowsOfJob,
  somebody,
  start,
  targetsByState,
  turn,
} from "@/lib/domain/jobs/testing";
import { permit } from "@/lib/vendors/http/testing/client";
import { assignTags, createTag, removeTags } from "@/lib/vendors/ublox/tags";
import { tagsAssign } from "./tags-assign";
import { tagsUnassign } from "./tags-unassign";
import { type SandboxAsVendor, sandboxAsVendor } from "./testing.ublox";

const kinds = { "tags.assign": tagsAssign, "tags.unassign": tagsUnassign };
const unknown = "ffffffffffffffff";

let vendor: SandboxAsVendor;
let admin: Actor;
let devices: string[];

beforeAll(async () => {
  await jobsDatabase();
  vendor = await sandboxAsVendor({ deviceCount: 800 });
  admin = await somebody();
  devices = await vendor.uidsOf({});
});

beforeEach(async () => {
  vendor.sandbox.reset();
  for (const tagName of ["source", "target"]) await createTag(permit(), vendor.ublox, { tagName });
});

afterAll(() => vendor.stop());

const assign = (tag: string, rotPublicUids: string[]) =>
  assignTags(permit(), vendor.ublox, { tagNames: [tag], rotPublicUids, deviceProfileUids: [] });

const plan = (targets: Extract<JobPlan, { kind: "tags.assign" }>["targets"]): JobPlan => ({
  kind: "tags.assign",
  input: { tagNames: ["target"] },
  targets,
});

/** The RoT UIDs of each call that changed something, in order. */
const sent = (path: string) =>
  vendor
    .asked()
    .filter((call) => call.path === path)
    .map(({ body }) => (body as { ROTPublicUIDs: string[] }).ROTPublicUIDs);

test("what a filter found when the plan was made is what runs, whatever it finds later", async () => {
  const selected = devices.slice(0, 620);
  await assign("source", selected);
  await assign("target", devices.slice(0, 20));
  const job = await planned(admin, plan({ from: "devices", question: { tag: "source" } }), kinds);
  expect(job).toMatchObject({ title: "Assign target to 600 devices", rowsTotal: 620, rowsSkipped: 20 });
  expect(job.skips).toEqual([{ words: "Already carries target.", rows: 20 }]);

  const gone = { rotPublicUids: devices.slice(100, 150), allDevices: false };
  await removeTags(permit(), vendor.ublox, {
    tagNames: ["source"],
    allTags: false,
    ...gone,
    deviceProfileUids: [],
    allDeviceProfiles: false,
  });
  await assign("source", devices.slice(700, 750));
  await start(admin, job, kinds);
  expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 600 });
  expect(await vendor.uidsOf({ tag: "target" })).toEqual(selected);
  expect(sent("/v1/tag/assign").slice(-2)).toEqual([devices.slice(20, 520), devices.slice(520, 620)]);
});

test("one bad device among many fails alone, and the others are carried out once", async () => {
  // As if the vendor had forgotten it between the plan and its start.
  const unjudged = { ...kinds, "tags.assign": { ...tagsAssign, judge: undefined } };
  const ids = [...devices.slice(0, 9), unknown, ...devices.slice(9, 30)];
  const job = await planned(admin, plan({ from: "list", ids }), unjudged);
  await start(admin, job, unjudged);
  expect(await driveToEnd(job.id, unjudged)).toMatchObject({ state: "done", rowsDone: 30, rowsFailed: 1 });
  const rows = await rowsOfJob(job.id);
  expect(rows.filter(({ state }) => state !== "done")).toEqual([
    {
      target: unknown,
      state: "failed",
      words: "The vendor refused it: “Bad Request. Invalid ROTPublicUIDs”",
    },
  ]);
  expect(await vendor.uidsOf({ tag: "target" })).toEqual(devices.slice(0, 30));
  const carriedOut = sent("/v1/tag/assign").filter((uids) => !uids.includes(unknown));
  expect(carriedOut.flat().sort()).toEqual(devices.slice(0, 30).sort());
});

test.each([
  ["lost_answer", 1],
  ["reset", 2],
] as const)("after %s nothing is sent again that was carried out", async (fault, calls) => {
  const ids = devices.slice(0, 40);
  await assign("target", ids);
  const { id } = await planned(
    admin,
    {
      kind: "tags.unassign",
      input: { tagNames: ["target"], allTags: false },
      targets: { from: "list", ids },
    },
    kinds,
  ).then((job) => start(admin, job, kinds));
  vendor.sandbox.setFault({ fault, pathPrefix: "/v1/tag/remove", times: 1 });
  expect(await driveToEnd(id, kinds)).toMatchObject({ state: "done", rowsDone: 40, rowsUnknown: 0 });
  expect(sent("/v1/tag/remove")).toEqual(Array.from({ length: calls }, () => ids));
  expect(await vendor.uidsOf({ tag: "target" })).toEqual([]);
});

test("a tag that u-blox does not have costs no call at all", async () => {
  const job = await planned(
    admin,
    {
      kind: "tags.assign",
      input: { tagNames: ["gone"] },
      targets: { from: "list", ids: devices.slice(0, 3) },
    },
    kinds,
  );
  expect(job).toMatchObject({ state: "ready", rowsTotal: 3, rowsSkipped: 3, callsTotal: 0 });
  expect(await targetsByState(job.id)).toEqual({ skipped: devices.slice(0, 3) });
});

test("the devices of a file are judged in the background, before its plan stands", async () => {
  const [one = "", carries = ""] = devices;
  await assign("target", [carries]);
  const file = () => Readable.from([Buffer.from(`${one}\n${carries}\n${unknown}\nnonsense\n`)]);
  const { id } = await act(admin, "jobs.preview", (gate) =>
    makePlan(gate, admin, plan({ from: "file", fileName: "devices.txt" }), kinds),
  );
  const waiting = await jobOf(id);
  const received = await act(admin, "jobs.upload", (gate) =>
    receiveTargets(gate, admin, waiting, file(), kinds),
  );
  expect(received).toMatchObject({ state: "preparing", digest: null });
  // A second file would be another plan.
  await expect(
    act(admin, "jobs.upload", async (gate) => receiveTargets(gate, admin, await jobOf(id), file(), kinds)),
  ).rejects.toMatchObject({ code: "conflict" });
  const asked = vendor.asked().length;
  await turn(id, kinds);
  expect(vendor.asked().length).toBeGreaterThan(asked);
  expect(await jobOf(id)).toMatchObject({ state: "ready", rowsTotal: 4, rowsSkipped: 3 });
  expect((await rowsOfJob(id)).map(({ target, words }) => [target, words])).toEqual([
    [one, null],
    [carries, "Already carries target."],
    [unknown, "u-blox knows no device with this RoT UID."],
    ["nonsense", expect.any(String)],
  ]);
  // What waited to be judged is gone.
  expect(await db().$count(jobRows, lt(jobRows.job, 0))).toBe(0);
  expect(await strandedJobs()).toEqual([]);
});
