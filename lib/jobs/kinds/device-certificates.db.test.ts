import { Readable } from "node:stream";
import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { auditEntries } from "@/drizzle/schema/audit";
import { certificateActs } from "@/drizzle/schema/ublox";
import type { Actor } from "@/lib/access/actor";
import type { CertificateInList } from "@/lib/contract/device-certificates";
import type { JobPlan } from "@/lib/contract/job-kinds";
import { db } from "@/lib/db/connection";
import { listCertificates } from "@/lib/domain/device-certificates/list";
import { certificatesVendor, reading } from "@/lib/domain/device-certificates/testing";
import { retryRows } from "@/lib/domain/jobs/control";
import { makePlan, receiveTargets } from "@/lib/domain/jobs/plans";
import { listRows } from "@/lib/domain/jobs/rows";
import {
  act,
  chunksOfJob,
  driveToEnd,
  jobOf,
  jobsDatabase,
  planned,
  rowsOfJob,
  somebody,
  start,
  turn,
} from "@/lib/domain/jobs/testing";
import { listUids } from "@/lib/vendors/ublox/devices";
import { deviceCertificatesExport } from "./device-certificates-export";
import { deviceCertificatesRekey } from "./device-certificates-rekey";
import { deviceCertificatesRemove } from "./device-certificates-remove";
import { deviceCertificatesRenew } from "./device-certificates-renew";
import { deviceCertificatesRevoke } from "./device-certificates-revoke";
import { deviceCertificatesTransfer } from "./device-certificates-transfer";
import { readItems } from "./testing.export";

const kinds = {
  "deviceCertificates.renew": deviceCertificatesRenew,
  "deviceCertificates.rekey": deviceCertificatesRekey,
  "deviceCertificates.remove": deviceCertificatesRemove,
  "deviceCertificates.revoke": deviceCertificatesRevoke,
  "deviceCertificates.transfer": deviceCertificatesTransfer,
};
const unknown = "ffffffffffffffff";

let vendor: Awaited<ReturnType<typeof certificatesVendor>>;
let admin: Actor;
let all: CertificateInList[];
/** Root CAs, most certificates first. */
let caNames: string[];

beforeAll(async () => {
  await jobsDatabase();
  vendor = await certificatesVendor();
  admin = await somebody();
  all = [];
  for (let page = 1, total = 1; all.length < total; page += 1) {
    const answer = await listCertificates(reading, vendor.ublox, { page });
    all.push(...answer.items);
    total = answer.page.total;
  }
  const counts = Map.groupBy(all, ({ caName }) => caName);
  caNames = [...counts].sort(([, one], [, other]) => other.length - one.length).map(([name]) => name);
});

beforeEach(async () => {
  vendor.reset();
  await db().delete(certificateActs);
});

afterAll(() => vendor.stop());

const ofCa = (rank: number) => all.filter(({ caName }) => caName === caNames[rank]);
const uidsOf = (rows: readonly { rotPublicUid: string }[]) => rows.map(({ rotPublicUid }) => rotPublicUid);
const list = (ids: string[]) => ({ from: "list" as const, ids });
const renewal = (ids: string[], validityDays = 60): JobPlan => ({
  kind: "deviceCertificates.renew",
  input: { validityDays },
  targets: list(ids),
});
const acts = () => db().select().from(certificateActs).orderBy(asc(certificateActs.rotPublicUid));

/** Why the rows of a plan are left out, by target. */
const skipsOf = async (jobId: string) =>
  Object.fromEntries(
    (await rowsOfJob(jobId)).flatMap(({ target, state, words }) =>
      state === "skipped" ? [[target, words]] : [],
    ),
  );

test("rows of different root CAs go into different calls, whatever their order, and each act is remembered", async () => {
  const [first, second] = [uidsOf(ofCa(0)).slice(0, 3), uidsOf(ofCa(1)).slice(0, 3)];
  const mixed = first.flatMap((uid, index) => [uid, second[index] ?? ""]);
  const job = await planned(admin, renewal(mixed), kinds);
  expect(job).toMatchObject({ title: "Renew 6 certificates", callsTotal: 2 });
  await start(admin, job, kinds);
  expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsAccepted: 6 });
  const sent = vendor.sent("/ztp/devicecertificate/renew");
  const validity = { DeviceCertificateValidity: 60 };
  expect(sent).toHaveLength(2);
  expect(sent).toContainEqual({ CAName: caNames[0], ROTPublicUIDs: first, ...validity });
  expect(sent).toContainEqual({ CAName: caNames[1], ROTPublicUIDs: second, ...validity });
  expect(await acts()).toHaveLength(6);
  expect((await acts())[0]).toMatchObject({
    act: "renew",
    askedBy: admin.name,
    jobId: job.id,
    certain: true,
  });
});

describe("the plan leaves out, and says why", () => {
  test("what u-blox does not know, what carries nothing, and what is being re-keyed", async () => {
    const [running = "", good = ""] = uidsOf(ofCa(0));
    const [bare = ""] = await bareDevices();
    const rekeying = await planned(admin, rekey([running]), kinds);
    await start(admin, rekeying, kinds);
    await driveToEnd(rekeying.id, kinds);
    const job = await planned(admin, renewal([unknown, bare, running, good]), kinds);
    expect(job).toMatchObject({ rowsTotal: 4, rowsSkipped: 3 });
    expect(await skipsOf(job.id)).toEqual({
      [unknown]: "u-blox knows no device with this RoT UID.",
      [bare]: expect.stringContaining("It carries no certificate"),
      [running]: expect.stringContaining("A re-key is under way, heartbeat 0 of 2 seen"),
    });
  });

  test("a validity that the root CA does not live to see", async () => {
    const [one = ""] = uidsOf(ofCa(0));
    const job = await planned(admin, renewal([one], 3_650), kinds);
    expect(await skipsOf(job.id)).toEqual({ [one]: expect.stringContaining("end with it: ask for at most") });
  });

  test("what is at the target CA already, and everything when there is no such CA", async () => {
    const [target = ""] = caNames;
    const [there = ""] = uidsOf(ofCa(0));
    const [moves = ""] = uidsOf(ofCa(1));
    const job = await planned(admin, transfer([there, moves], target), kinds);
    expect(await skipsOf(job.id)).toEqual({ [there]: `It carries a certificate of ${target} already.` });
    const nowhere = await planned(admin, transfer([there, moves], "nowhere"), kinds);
    expect(nowhere).toMatchObject({ rowsSkipped: 2, callsTotal: 0 });
  });

  test("what is revoked already", async () => {
    const [one = "", other = ""] = uidsOf(ofCa(0));
    const first = await planned(admin, revocation([one]), kinds);
    await start(admin, first, kinds);
    await driveToEnd(first.id, kinds);
    const job = await planned(admin, revocation([one, other]), kinds);
    expect(await skipsOf(job.id)).toEqual({ [one]: "Its certificate is revoked already." });
  });
});

test("all certificates of a root CA are targets", async () => {
  const caName = caNames.at(-1) ?? "";
  const targets = { from: "rootCa", caName } as const;
  const job = await planned(admin, { kind: "deviceCertificates.rekey", input: {}, targets }, kinds);
  const listed = uidsOf(all.filter((one) => one.caName === caName && one.serialNumber !== null));
  const rows = (await rowsOfJob(job.id)).filter(({ state }) => state !== "skipped");
  expect(rows.map(({ target }) => target)).toEqual(listed);
});

test("the devices of a file are judged too, and its skipped lines can be shown", async () => {
  const [one = ""] = uidsOf(ofCa(0));
  const { id } = await act(admin, "jobs.preview", (permit) =>
    makePlan(permit, admin, { ...rekey([]), targets: { from: "file", fileName: "some.txt" } }, kinds),
  );
  const file = Readable.from([Buffer.from(`${one}\n${unknown}\nnonsense\n`)]);
  await act(admin, "jobs.upload", async (permit) =>
    receiveTargets(permit, admin, await jobOf(id), file, kinds),
  );
  await turn(id, kinds);
  expect(await jobOf(id)).toMatchObject({ state: "ready", rowsTotal: 3, rowsSkipped: 2 });
  const { items } = await listRows(await jobOf(id), { after: 0, size: 10 }, kinds);
  expect(items.map(({ does }) => does)).toEqual([`re-key under ${caNames[0]}`, "re-key", "re-key"]);
});

test("a move says whose validity shrinks, and to when", async () => {
  const toCaName = caNames[1] ?? "";
  const job = await planned(admin, transfer(uidsOf(ofCa(0)).slice(0, 5), toCaName), kinds);
  const row = (endsAt?: string) => ({
    target: "",
    input: JSON.stringify({ caName: "one", serialNumber: "a", endsAt }),
  });
  const does = deviceCertificatesTransfer.does({ toCaName: "two" }, row("2027-03-14T09:00:00Z"));
  expect(does).toBe("move from one to two; validity shrinks, ends 14 March 2027 at the latest");
  expect(deviceCertificatesTransfer.does({ toCaName: "two" }, row())).toBe("move from one to two");
  await start(admin, job, kinds);
  expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsAccepted: 5 });
  expect(vendor.sent("/ztp/devicecertificate/rootca/transfer")).toMatchObject([
    { FromCA: caNames[0], ToCA: toCaName },
  ]);
});

describe("revoking", () => {
  test("is one call for each certificate, by its number, with the reason in every audit row", async () => {
    const rows = ofCa(0)
      .filter(({ standing }) => standing === "valid")
      .slice(0, 3);
    const job = await planned(admin, revocation(uidsOf(rows)), kinds);
    await start(admin, job, kinds);
    expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 3 });
    expect(vendor.sent("/ztp/devicecertificate/revoke")).toEqual(
      rows.map(({ serialNumber }) => ({ CAName: caNames[0], SerialNumber: serialNumber })),
    );
    const entries = await db()
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.jobId, job.id), eq(auditEntries.action, "deviceCertificates.revoke")));
    expect(entries).toHaveLength(6);
    for (const { detail } of entries) expect(detail).toMatchObject({ statedReason: "stolen in Graz" });
  });

  test.each(["lost_answer", "reset"] as const)(
    "after %s is looked up on the revocation list",
    async (fault) => {
      const [one] = ofCa(0).filter(({ standing }) => standing === "valid");
      const job = await planned(admin, revocation([one?.rotPublicUid ?? ""]), kinds);
      await start(admin, job, kinds);
      vendor.sandbox.setFault({ fault, pathPrefix: "/v1/ztp/devicecertificate/revoke", times: 1 });
      expect(await driveToEnd(job.id, kinds)).toMatchObject({ state: "done", rowsDone: 1, rowsUnknown: 0 });
      expect(vendor.sent("/ztp/devicecertificate/revoke")).toHaveLength(fault === "reset" ? 2 : 1);
    },
  );
});

test("after a lost answer only what a heartbeat has brought is known; the rest is left to a person", async () => {
  const ids = uidsOf(ofCa(0)).slice(0, 2);
  const job = await planned(admin, renewal(ids), kinds);
  await start(admin, job, kinds);
  vendor.sandbox.setFault({ fault: "lost_answer", pathPrefix: "/v1/ztp/devicecertificate/renew", times: 1 });
  await turn(job.id, kinds);
  vendor.heartbeat(ids[0] ?? "");
  expect(await driveToEnd(job.id, kinds)).toMatchObject({ rowsDone: 1, rowsUnknown: 1 });
  expect(vendor.sent("/ztp/devicecertificate/renew")).toHaveLength(1);
  vendor.heartbeat(ids[1] ?? "");
  const again = await act(admin, "jobs.retry", (permit) =>
    retryRows(permit, admin, job.id, "unfinished", kinds),
  );
  expect(await driveToEnd(again.id, kinds)).toMatchObject({ rowsDone: 2, rowsUnknown: 0 });
  expect(vendor.sent("/ztp/devicecertificate/renew")).toHaveLength(1);
});

test("one device without quota is found among the others", async () => {
  const ids = uidsOf(ofCa(0)).slice(0, 5);
  vendor.settings.change({ ublox: { certificateQuota: 1 } });
  for (const some of [[ids[2] ?? ""], ids]) {
    const job = await planned(admin, removal(some), kinds);
    await start(admin, job, kinds);
    await driveToEnd(job.id, kinds);
    expect(await skipsOf(job.id)).toEqual({});
    if (some.length === 1) continue;
    const failed = (await rowsOfJob(job.id)).filter(({ state }) => state === "failed");
    expect(failed.map(({ target }) => target)).toEqual([ids[2]]);
    expect(failed[0]?.words).toContain("Quota is exceeded");
  }
});

test("without the subscription the job waits for a person", async () => {
  const job = await planned(admin, removal(uidsOf(ofCa(0)).slice(0, 2)), kinds);
  await start(admin, job, kinds);
  vendor.settings.change({ ublox: { certificateManagement: false } });
  expect(await driveToEnd(job.id, kinds)).toMatchObject({
    state: "paused",
    reason: "vendor_denied",
    words: expect.stringContaining("subscription is not active"),
  });
  expect(await acts()).toEqual([]);
  expect((await chunksOfJob(job.id)).map(({ state }) => state)).toEqual(["planned"]);
});

test("the export reads the lists of all root CAs, or of one, to their ends", async () => {
  const key = ({ caName, rotPublicUid }: { caName?: unknown; rotPublicUid?: unknown }) =>
    `${caName} ${rotPublicUid}`;
  const items = await readItems(deviceCertificatesExport, { format: "csv" });
  expect(items.map(key)).toEqual(all.map(key));
  const [caName] = caNames;
  const ofOne = await readItems(deviceCertificatesExport, { caName, format: "csv" });
  expect(ofOne.map(key)).toEqual(ofCa(0).map(key));
  expect(await deviceCertificatesExport.measure(reading, { format: "csv" })).toMatchObject({
    rows: all.length,
  });
});

const rekey = (ids: string[]): Extract<JobPlan, { kind: "deviceCertificates.rekey" }> => ({
  kind: "deviceCertificates.rekey",
  input: {},
  targets: list(ids),
});
const removal = (ids: string[]): JobPlan => ({
  kind: "deviceCertificates.remove",
  input: {},
  targets: list(ids),
});
const revocation = (ids: string[]): JobPlan => ({
  kind: "deviceCertificates.revoke",
  input: { reason: "stolen in Graz" },
  targets: list(ids),
});
const transfer = (ids: string[], toCaName: string): JobPlan => ({
  kind: "deviceCertificates.transfer",
  input: { toCaName },
  targets: list(ids),
});

/** Devices that carry no certificate. */
async function bareDevices(): Promise<string[]> {
  const carriers = new Set(uidsOf(all));
  const { items } = await listUids(reading, vendor.ublox, { page: 1 });
  return items.filter((uid) => !carriers.has(uid));
}
