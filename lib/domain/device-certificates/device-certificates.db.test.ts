import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { auditEntries } from "@/drizzle/schema/audit";
import { certificateActs, revocationLists } from "@/drizzle/schema/ublox";
import type { Actor } from "@/lib/access/actor";
import { deviceCertificates } from "@/lib/contract/device-certificates";
import { db } from "@/lib/db/connection";
import { jobsDatabase, somebody } from "@/lib/domain/jobs/testing";
import { fetchRevocationList } from "@/lib/domain/root-cas/revocation-lists";
import {
  rekeyCertificates,
  removeCertificates,
  renewCertificates,
  revokeCertificate,
  transferCertificates,
} from "./act-on-certificates";
import { listCertificates } from "./list";
import { readCertificate } from "./read";
import { certificatesVendor, gated, reading } from "./testing";

let vendor: Awaited<ReturnType<typeof certificatesVendor>>;
let admin: Actor;

/** Devices with certificates that are neither revoked nor about to end, by CA. */
let holders: Map<string, { rotPublicUid: string; serialNumber: string }[]>;

beforeAll(async () => {
  await jobsDatabase();
  vendor = await certificatesVendor();
  admin = await somebody();
  const certificates = await everyCertificate();
  const sound = certificates.filter(({ standing, serialNumber }) => standing === "valid" && serialNumber);
  holders = Map.groupBy(
    sound.map((one) => ({ ...one, serialNumber: one.serialNumber ?? "" })),
    ({ caName }) => caName,
  );
});

beforeEach(async () => {
  vendor.reset();
  await db().delete(certificateActs);
  await db().delete(revocationLists);
});

afterAll(() => vendor.stop());

async function everyCertificate(caName?: string) {
  const items = [];
  for (let page = 1; ; page += 1) {
    const answer = await listCertificates(reading, vendor.ublox, { page, caName });
    deviceCertificates.list.response.parse(answer);
    items.push(...answer.items);
    if (page * answer.page.size >= answer.page.total) return items;
  }
}

/** A root CA with the so-manieth of its holders; the fleet is the same in every run. */
function holder(place = 0, caName = busiest()) {
  const found = holders.get(caName)?.[place];
  if (found === undefined) throw new Error("the sandbox has too few certificates");
  return { ...found, caName };
}

function busiest(rank = 0): string {
  const byCount = [...holders].sort(([, one], [, other]) => other.length - one.length);
  return byCount[rank]?.[0] ?? "";
}

const read = (rotPublicUid: string) => readCertificate(reading, vendor.ublox, { rotPublicUid });
const only = (rotPublicUid: string) => ({ rotPublicUids: [rotPublicUid] });

const renew = (one: { caName: string; rotPublicUid: string }, validityDays = 90) =>
  gated(admin, "deviceCertificates.renew", (permit) =>
    renewCertificates(permit, vendor.ublox, {
      caName: one.caName,
      validityDays,
      certificates: only(one.rotPublicUid),
    }),
  );
const rekey = ({ caName, rotPublicUid }: { caName: string; rotPublicUid: string }) =>
  gated(admin, "deviceCertificates.rekey", (permit) =>
    rekeyCertificates(permit, vendor.ublox, { caName, certificates: only(rotPublicUid) }),
  );
const remove = (rotPublicUid: string) =>
  gated(admin, "deviceCertificates.remove", (permit) =>
    removeCertificates(permit, vendor.ublox, only(rotPublicUid)),
  );
const revoke = (caName: string, certificate: { rotPublicUid: string } | { serialNumber: string }) =>
  gated(admin, "deviceCertificates.revoke", (permit) =>
    revokeCertificate(permit, vendor.ublox, { caName, certificate }),
  );
const transfer = (one: { caName: string; rotPublicUid: string }, toCaName: string) =>
  gated(admin, "deviceCertificates.transfer", (permit) =>
    transferCertificates(permit, vendor.ublox, {
      fromCaName: one.caName,
      toCaName,
      ...only(one.rotPublicUid),
    }),
  );

const detailOf = (failing: Promise<unknown>) =>
  failing.then(
    () => "it was not refused",
    ({ code, words }: { code?: string; words?: { detail: string } }) => `${code}: ${words?.detail}`,
  );

describe("what was asked for is followed until the device shows it", () => {
  test("a renewal: another serial number after one heartbeat", async () => {
    const one = holder();
    await renew(one);
    const waiting = await read(one.rotPublicUid);
    expect(waiting).toMatchObject({
      certificate: { serialNumber: one.serialNumber },
      pending: { act: "renew", askedBy: admin.name, certain: true, heartbeats: 1, heartbeatsSeen: 0 },
      acts: [{ act: "renew", state: "accepted" }],
    });
    expect(waiting.pending?.expectedBy).not.toBeNull();
    vendor.heartbeat(one.rotPublicUid);
    const renewed = deviceCertificates.get.response.parse(await read(one.rotPublicUid));
    expect(renewed).toMatchObject({ pending: null, acts: [{ act: "renew", state: "applied" }] });
    expect(renewed.certificate?.serialNumber).not.toBe(one.serialNumber);
  });

  test("a re-key: no certificate after the first heartbeat, another after the second", async () => {
    const one = holder();
    await rekey(one);
    vendor.heartbeat(one.rotPublicUid);
    expect(await read(one.rotPublicUid)).toMatchObject({
      certificate: null,
      pending: { act: "rekey", heartbeats: 2, heartbeatsSeen: 1 },
    });
    vendor.heartbeat(one.rotPublicUid);
    expect(await read(one.rotPublicUid)).toMatchObject({
      certificate: { caName: one.caName },
      pending: null,
      acts: [{ act: "rekey", state: "applied" }],
    });
  });

  test("a removal, and a move to another root CA", async () => {
    const [one, other] = [holder(0), holder(1)];
    const target = busiest(1);
    await remove(one.rotPublicUid);
    await transfer(other, target);
    vendor.heartbeat(one.rotPublicUid, other.rotPublicUid);
    expect(await read(one.rotPublicUid)).toMatchObject({ certificate: null, pending: null });
    expect(await read(other.rotPublicUid)).toMatchObject({
      certificate: { caName: target },
      pending: null,
      acts: [{ act: "transfer", toCaName: target, state: "applied" }],
    });
  });

  test("in the list too, which ends what has come through", async () => {
    const one = holder();
    await rekey(one);
    const inList = async () =>
      (await everyCertificate()).find(({ rotPublicUid }) => rotPublicUid === one.rotPublicUid);
    // Nobody has asked for the device's last contact: that it confirmed its settings long ago does not make it late.
    expect(await inList()).toMatchObject({ pending: { act: "rekey", heartbeatsSeen: 0, overdue: false } });
    vendor.heartbeat(one.rotPublicUid);
    vendor.heartbeat(one.rotPublicUid);
    expect(await inList()).toMatchObject({ pending: null, standing: "valid" });
  });

  test("what another act came before is remembered as never seen", async () => {
    const one = holder();
    await renew(one);
    await remove(one.rotPublicUid);
    vendor.heartbeat(one.rotPublicUid);
    const { acts } = await read(one.rotPublicUid);
    expect(acts.map(({ act, state }) => [act, state])).toEqual([
      ["remove", "applied"],
      ["renew", "superseded"],
    ]);
  });
});

describe("revoking", () => {
  test("takes effect at once, leaves the certificate on the device, and cannot be done twice", async () => {
    const one = holder();
    await revoke(one.caName, { rotPublicUid: one.rotPublicUid });
    expect(await read(one.rotPublicUid)).toMatchObject({
      certificate: { serialNumber: one.serialNumber, standing: "revoked" },
      pending: null,
      acts: [{ act: "revoke", state: "applied" }],
    });
    expect(await detailOf(revoke(one.caName, { rotPublicUid: one.rotPublicUid }))).toContain(
      "is revoked already.",
    );
    expect(vendor.sent("/ztp/devicecertificate/revoke")).toHaveLength(1);
  });

  test("of a certificate that was replaced works by its serial number", async () => {
    const one = holder();
    await renew(one);
    vendor.heartbeat(one.rotPublicUid);
    await revoke(one.caName, { serialNumber: one.serialNumber });
    expect(await read(one.rotPublicUid)).toMatchObject({
      certificate: { standing: "valid" },
      acts: [{ act: "revoke", serialNumber: one.serialNumber }, { act: "renew" }],
    });
  });

  test("elsewhere is known from the revocation list that was fetched last", async () => {
    const revoked = (await everyCertificate()).filter(({ standing }) => standing === "revoked");
    expect(revoked).toEqual([]);
    const lists = await Promise.all(
      [...holders.keys()].map((caName) => fetchRevocationList(reading, vendor.ublox, { caName })),
    );
    const numbers = new Set(
      lists.flatMap((list) => list.revoked.map(({ serialNumber }) => BigInt(`0x${serialNumber}`))),
    );
    const known = (await everyCertificate()).filter(({ standing }) => standing === "revoked");
    expect(known.length).toBeGreaterThan(0);
    for (const { serialNumber } of known) expect(numbers).toContain(BigInt(`0x${serialNumber}`));
  });
});

describe("the vendor's rules are kept before it is called", () => {
  const calls = () =>
    vendor.sandbox.calls().filter(({ path }) => path.startsWith("/v1/ztp/devicecertificate"));

  test("nothing while a re-key runs: neither between its heartbeats nor before the first", async () => {
    const one = holder();
    await rekey(one);
    const acts = [
      () => renew(one),
      () => rekey(one),
      () => remove(one.rotPublicUid),
      () => revoke(one.caName, { rotPublicUid: one.rotPublicUid }),
      () => revoke(one.caName, { serialNumber: one.serialNumber }),
      () => transfer(one, busiest(1)),
    ];
    for (const act of acts) expect(await detailOf(act())).toContain("heartbeat 0 of 2 seen");
    vendor.heartbeat(one.rotPublicUid);
    for (const act of acts) expect(await detailOf(act())).toContain("heartbeat 1 of 2 seen");
    expect(calls()).toHaveLength(1);
    expect(await db().$count(certificateActs)).toBe(1);
  });

  test.each([
    [
      "an unknown root CA",
      () => renew({ ...holder(), caName: "nowhere" }),
      "not_found: u-blox knows no root CA called nowhere",
    ],
    [
      "an unknown target",
      () => transfer(holder(), "nowhere"),
      "not_found: u-blox knows no root CA called nowhere",
    ],
    ["an unknown device", () => remove("ffffffffffffffff"), "not_found: u-blox knows no device"],
    [
      "another CA's certificate",
      () => rekey({ ...holder(), caName: busiest(1) }),
      `conflict: ${"{uid}"}: It carries a certificate of {ca}, not of {other}.`,
    ],
    ["an unknown serial number", () => rekeyNumber("0123456789"), "not_found: {ca} lists no certificate"],
  ])("%s", async (_what, act, words) => {
    const said = words
      .replace("{uid}", holder().rotPublicUid)
      .replace("{ca}", busiest())
      .replace("{other}", busiest(1));
    expect(await detailOf(act())).toContain(said);
    expect(calls()).toEqual([]);
  });

  test("no validity beyond the root CA's end", async () => {
    expect(await detailOf(renew(holder(), 3_650))).toMatch(/invalid_input: .* end with it: ask for at most/);
    expect(calls()).toEqual([]);
  });

  const rekeyNumber = (serialNumber: string) =>
    gated(admin, "deviceCertificates.rekey", (permit) =>
      rekeyCertificates(permit, vendor.ublox, {
        caName: busiest(),
        certificates: { serialNumbers: [serialNumber] },
      }),
    );

  test("a certificate named by its number is found in its CA's list", async () => {
    await rekeyNumber(`0${holder().serialNumber}`);
    expect(vendor.sent("/ztp/devicecertificate/update")).toEqual([
      { CAName: busiest(), ROTPublicUIDs: [holder().rotPublicUid] },
    ]);
  });
});

describe("what the vendor refuses", () => {
  test("leaves no act behind, and says what is missing", async () => {
    vendor.settings.change({ ublox: { certificateManagement: false } });
    expect(await detailOf(rekey(holder()))).toContain("the subscription “Device Certificate Management”");
    vendor.settings.change({ ublox: { certificateManagement: true, certificateQuota: 0 } });
    expect(await detailOf(rekey(holder()))).toContain("has a quota of acts on its certificate");
    expect(await db().$count(certificateActs)).toBe(0);
  });

  test("and a lost answer leaves one that is not certain, holds nothing up, and is settled by the device", async () => {
    const one = holder();
    vendor.sandbox.setFault({
      fault: "lost_answer",
      pathPrefix: "/v1/ztp/devicecertificate/update",
      times: 1,
    });
    await expect(rekey(one)).rejects.toMatchObject({ mayHaveActed: true });
    expect(await read(one.rotPublicUid)).toMatchObject({
      pending: { act: "rekey", certain: false },
      acts: [{ state: "unanswered" }],
    });
    vendor.heartbeat(one.rotPublicUid);
    expect(await read(one.rotPublicUid)).toMatchObject({ pending: { heartbeatsSeen: 1 } });
    vendor.heartbeat(one.rotPublicUid);
    expect(await read(one.rotPublicUid)).toMatchObject({ pending: null, acts: [{ state: "applied" }] });
  });
});

test("an act stands under the name of whoever asked, as the audit history has it", async () => {
  await renew(holder());
  const [intent] = await db().select().from(auditEntries).where(eq(auditEntries.outcome, "intent"));
  const [act] = await db().select().from(certificateActs);
  expect(act).toMatchObject({ askedBy: intent?.actorName, jobId: null, certain: true });
});

describe("the list over all root CAs", () => {
  test("holds every certificate once, a hundred on a page, and costs no call per CA on later pages", async () => {
    const all = await everyCertificate();
    const keys = all.map(({ caName, rotPublicUid }) => `${caName} ${rotPublicUid}`);
    expect(new Set(keys).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(100);
    const before = vendor.sent("/ztp/rootca/device/get").length;
    const second = await listCertificates(reading, vendor.ublox, { page: 2 });
    expect(second.items.map(({ rotPublicUid }) => rotPublicUid)).toEqual(
      all.slice(100, 200).map(({ rotPublicUid }) => rotPublicUid),
    );
    expect(vendor.sent("/ztp/rootca/device/get").length - before).toBeLessThanOrEqual(holders.size + 1);
    const ofOne = await everyCertificate(busiest());
    expect(ofOne).toEqual(all.filter(({ caName }) => caName === busiest()));
  });

  test("ends where it ends, whatever the vendor says of totals and pages", async () => {
    const all = await everyCertificate();
    vendor.settings.change({ ublox: { totalRecordsOff: 1_000 } });
    const uids = (rows: typeof all) => rows.map(({ rotPublicUid }) => rotPublicUid);
    expect(uids(await everyCertificate())).toEqual(uids(all));
  });

  test("stands without what the devices say", async () => {
    vendor.sandbox.setFault({ fault: "server_error", pathPrefix: "/v1/device/info/get" });
    const { items, details } = await listCertificates(reading, vendor.ublox, { page: 1 });
    expect(details).toBe("unavailable");
    expect(items).toHaveLength(100);
  });
});
