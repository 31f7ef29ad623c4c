import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { findingChecks, findings } from "@/drizzle/schema/ublox";
import { findings as contract } from "@/lib/contract/findings";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { logger } from "@/lib/log";
import { closeClients, reading } from "@/lib/vendors/http/testing/client";
import { answer, closeServers } from "@/lib/vendors/http/testing/recording-server";
import { notConnected } from "@/lib/vendors/http/vendor-error";
import { ubloxStandIn } from "@/lib/vendors/ublox/testing";
import { askForClones, askForSuspects } from "./ask";
import { checkAllProfiles } from "./check";
import { alone } from "./check-lock";
import { requestCheck, requestFirstCheck } from "./check-request";
import { listFindings } from "./read";
import { relatedDevices } from "./related";

const { owner } = await testDatabase();
logger().level = "silent";

beforeEach(async () => {
  await db().delete(findings);
  await db().delete(findingChecks);
  await owner`delete from pgboss.job`;
});
afterEach(async () => {
  await closeClients();
  await closeServers();
});

const unattributed = "UNATTRIBUTED DEVICE PROFILE";
const profiles = ["profile-a", "profile-b"];

interface Reports {
  profiles?: readonly string[];
  /** UIDs by device profile. */
  clones?: Record<string, readonly string[]>;
  suspects?: Record<string, readonly string[]>;
  /** Status instead of an answer, by device profile. */
  fails?: Record<string, number>;
  /** What is added to every total. */
  totalOff?: number;
  /** Every page is the first, for ever. */
  repeats?: boolean;
}

const pageSize = 100;

/** A vendor that says these things, over real HTTP. */
async function vendor(reports: Reports = {}) {
  const { ublox, asked } = await ubloxStandIn((request, response) => {
    const body: { DeviceProfileUID?: string; PageNumber: number } = JSON.parse(request.text);
    const profile = body.DeviceProfileUID ?? "";
    const status = reports.fails?.[profile];
    if (status !== undefined) return response.writeHead(status).end("{}");
    const page = <Item>(name: string, items: readonly Item[]) => {
      const start = reports.repeats ? 0 : (body.PageNumber - 1) * pageSize;
      answer(response, {
        [name]: items.slice(start, start + pageSize),
        PageNumber: body.PageNumber,
        PageSize: pageSize,
        TotalRecords: items.length + (reports.totalOff ?? 0),
      });
    };
    switch (request.url) {
      case "/v1/deviceprofile/get":
        return page(
          "DeviceProfiles",
          (reports.profiles ?? profiles).map((uid) => ({ DeviceProfileUID: uid })),
        );
      case "/v1/device/clone/get":
        return page("ClonedEvents", reports.clones?.[profile] ?? []);
      default:
        return page(
          "SuspiciousDevices",
          (reports.suspects?.[profile] ?? []).map((uid) => ({ ROTPublicUID: uid, Reason: "SOLD_TWICE" })),
        );
    }
  });
  return { ublox, asked };
}

const list = async () => contract.list.response.parse(await listFindings({ page: 1 }));

async function check(reports: Reports = {}) {
  const { ublox, asked } = await vendor(reports);
  expect(await checkAllProfiles(() => ublox)).toBe("done");
  const { items, page, lastCheck } = await list();
  return { items, total: page.total, lastCheck, asked: asked() };
}

const uids = (count: number) =>
  Array.from({ length: count }, (_, index) => index.toString(16).padStart(16, "0"));

describe("a check", () => {
  test("asks about every device profile and about devices without one, and keeps what is reported", async () => {
    const { items, lastCheck, asked } = await check({
      clones: { "profile-a": uids(1) },
      suspects: { [unattributed]: uids(2) },
    });
    const about = (path: string) =>
      asked
        .filter(({ url }) => url === path)
        .map(({ body }) => (body as { DeviceProfileUID: string }).DeviceProfileUID);
    expect(about("/v1/device/clone/get")).toEqual([...profiles, unattributed]);
    expect(about("/v1/device/suspicious/get")).toEqual([...profiles, unattributed]);
    expect(items.map(({ kind, deviceProfileUid }) => [kind, deviceProfileUid]).sort()).toEqual([
      ["clone", "profile-a"],
      ["suspicious", unattributed],
      ["suspicious", unattributed],
    ]);
    expect(items.every(({ stillReported }) => stillReported)).toBe(true);
    expect(lastCheck).toMatchObject({
      complete: true,
      words:
        "All 3 device profiles were checked. " +
        "u-blox reported 1 cloned device and 2 suspicious devices, 3 for the first time.",
    });
  });

  test("notices what is reported no more", async () => {
    await check({ clones: { "profile-a": uids(2) } });
    const { items } = await check({ clones: { "profile-a": uids(1) } });
    expect(items.map(({ rotPublicUid, stillReported }) => [rotPublicUid, stillReported]).sort()).toEqual([
      [uids(2)[0], true],
      [uids(2)[1], false],
    ]);
  });

  test("reads all pages, whatever the total says", async () => {
    expect(await check({ clones: { "profile-a": uids(250) }, totalOff: -150 })).toMatchObject({
      total: 250,
      lastCheck: { complete: true },
    });
  });

  test("says so when the vendor announced more than it handed out", async () => {
    const { total, lastCheck } = await check({
      profiles: ["one"],
      clones: { one: uids(3) },
      totalOff: 1_000,
    });
    expect(total).toBe(3);
    expect(lastCheck).toMatchObject({
      complete: false,
      words: expect.stringContaining("u-blox announced 1,001 and handed out 1."),
    });
  });

  test("comes to its end when pages repeat for ever, and says what it did not see", async () => {
    const { total, lastCheck } = await check({ clones: { "profile-a": uids(450) }, repeats: true });
    expect(total).toBe(100);
    expect(lastCheck).toMatchObject({
      complete: false,
      words:
        "3 of 3 device profiles were checked. " +
        "Of a list of clones not all came: u-blox hands out the same page again and again. " +
        "u-blox reported 100 cloned devices and 0 suspicious devices, 100 for the first time.",
    });
  });

  test("goes on behind a profile that the vendor refuses", async () => {
    const { total, lastCheck } = await check({
      fails: { "profile-a": 400 },
      clones: { "profile-b": uids(1) },
    });
    expect(total).toBe(1);
    expect(lastCheck).toMatchObject({
      complete: false,
      words: expect.stringMatching(/^2 of 3 .* u-blox gave no usable answer for 1 device profile\./),
    });
  });

  test("ends when the vendor is in trouble, and keeps what it had", async () => {
    const { total, lastCheck } = await check({
      clones: { "profile-a": uids(1) },
      fails: { "profile-b": 500 },
    });
    expect(total).toBe(1);
    expect(lastCheck).toMatchObject({
      complete: false,
      words: expect.stringMatching(/^1 of 3 .* The check ended early: u-blox stopped answering\./),
    });
  });

  test("says that the vendor is not connected", async () => {
    const client = () => {
      throw notConnected("ublox", ["UBLOX_API_KEY"]);
    };
    expect(await checkAllProfiles(client)).toBe("done");
    expect((await list()).lastCheck).toMatchObject({
      complete: false,
      words: "Nothing was checked: u-blox is not connected.",
    });
  });

  test("ends early when its process is to end", async () => {
    const { ublox } = await vendor();
    expect(await checkAllProfiles(() => ublox, AbortSignal.abort())).toBe("done");
    expect((await list()).lastCheck).toMatchObject({
      complete: false,
      words: expect.stringContaining("The check ended early: it was broken off."),
    });
  });

  test("is made by one process at a time, and known to be under way by all", async () => {
    const { ublox, asked } = await vendor();
    const begun = Promise.withResolvers<void>();
    const end = Promise.withResolvers<void>();
    const first = alone(async () => {
      begun.resolve();
      await end.promise;
    });
    await begun.promise;
    expect(await checkAllProfiles(() => ublox)).toBe("busy");
    expect((await list()).checking).toBe(true);
    end.resolve();
    await first;
    expect((await list()).checking).toBe(false);
    expect(asked()).toEqual([]);
    expect(await checkAllProfiles(() => ublox)).toBe("done");
  });

  test("leaves the way free when it fails", async () => {
    const failing = alone(() => Promise.reject(new Error("out of luck")));
    await expect(failing).rejects.toThrow("out of luck");
    expect((await list()).checking).toBe(false);
  });
});

describe("a check that is asked for", () => {
  const waiting = async () =>
    (
      await owner`select data ->> 'chore' as chore from pgboss.job where name = 'chores' and state = 'created'`
    ).map(({ chore }) => chore);
  const request = (requestId: string) => db().transaction((tx) => requestCheck({ tx, requestId }));

  test("waits in the queue, once however many ask at the same time", async () => {
    const started = await Promise.all(["req_1", "req_2", "req_3"].map(request));
    expect(started.sort()).toEqual([false, false, true]);
    expect(await waiting()).toEqual(["check-findings"]);
    expect((await list()).checking).toBe(true);
  });

  test("is not begun while another is under way", async () => {
    await alone(async () => expect(await request("req_1")).toBe(false));
    expect(await waiting()).toEqual([]);
    expect(await request("req_1")).toBe(true);
  });

  test("comes by itself where there was none yet, and only there", async () => {
    await requestFirstCheck();
    expect(await waiting()).toEqual(["check-findings"]);
    await owner`delete from pgboss.job`;
    await check();
    await requestFirstCheck();
    expect(await waiting()).toEqual([]);
  });
});

describe("a live question", () => {
  const question = { deviceProfileUid: "profile-a" };
  const from = "2015-01-01T00:00:00Z";

  test("answers what the vendor says, and keeps it", async () => {
    const { ublox } = await vendor({ clones: { "profile-a": uids(3) }, suspects: { "profile-a": uids(1) } });
    const clones = await askForClones(reading, ublox, { ...question, from });
    const suspects = await askForSuspects(reading, ublox, question);
    expect([clones.items.length, clones.complete, suspects.items.length]).toEqual([3, true, 1]);
    expect((await list()).page.total).toBe(4);
  });

  test.each([
    [{ rotPublicUid: uids(1)[0] }, { ROTPublicUIDs: uids(1) }],
    [{ tag: "downtown" }, { TagNames: ["downtown"] }],
    [question, { DeviceProfileUID: "profile-a" }],
  ])("about %j names it to the vendor", async (named, body) => {
    const { ublox, asked } = await vendor();
    await askForSuspects(reading, ublox, named);
    await askForClones(reading, ublox, { ...named, from });
    expect(asked().map((call) => call.body)).toEqual([
      { ...body, PageNumber: 1 },
      { ...body, FromDate: "2015-01-01T00:00:00+00:00", PageNumber: 1 },
    ]);
  });

  test("is not made wait for pages without end", async () => {
    const { ublox, asked } = await vendor({ clones: { "profile-a": uids(5_000) } });
    const { items, complete, shortfall } = await askForClones(reading, ublox, { ...question, from });
    expect({ items: items.length, complete, calls: asked().length }).toEqual({
      items: 2_000,
      complete: false,
      calls: 20,
    });
    expect(shortfall).toBe("Only the first 2,000 were read, which is as many as are read at once.");
  });

  test("is answered also when nothing can be kept", async () => {
    const { ublox } = await vendor({ suspects: { "profile-a": uids(1) } });
    await owner`alter table findings rename to findings_away`;
    try {
      expect((await askForSuspects(reading, ublox, question)).items).toHaveLength(1);
    } finally {
      await owner`alter table findings_away rename to findings`;
    }
  });
});

describe("related devices", () => {
  const [own = "", second = "", third = ""] = uids(3);
  const device = (uid: string, serial: string, imei: string) => ({
    ROTPublicUID: uid,
    ROT: { DeviceSerialNumber: serial, IMEI: imei },
  });

  async function finding(
    rotPublicUid: string,
    changes: Partial<typeof findings.$inferInsert>,
  ): Promise<string> {
    const id = `fnd_${rotPublicUid}_${changes.kind ?? "clone"}`;
    await db()
      .insert(findings)
      .values({ id, kind: "clone", rotPublicUid, sameness: "", reasons: [], ...changes });
    return id;
  }

  test("are those of other findings and those the vendor knows by the serial number, each once", async () => {
    const { ublox } = await ubloxStandIn((_request, response) =>
      answer(response, {
        DeviceInfo: [device(own, "S1", "I1"), device(second, "S1", "I2"), device(third, "S1", "I3")],
      }),
    );
    const ownFinding = await finding(own, { deviceSerialNumber: "S1" });
    const secondFinding = await finding(second, { kind: "suspicious", deviceSerialNumber: "S1", imei: "I1" });
    const { items, complete } = await relatedDevices(reading, () => ublox, ownFinding);
    expect(complete).toBe(true);
    expect(items).toEqual(
      expect.arrayContaining([
        { rotPublicUid: second, shares: "deviceSerialNumber", value: "S1", findingId: secondFinding },
        { rotPublicUid: second, shares: "imei", value: "I1", findingId: secondFinding },
        { rotPublicUid: third, shares: "deviceSerialNumber", value: "S1", findingId: null },
      ]),
    );
    expect(items).toHaveLength(3);
  });

  test("are ours alone while the vendor is in trouble", async () => {
    const { ublox } = await ubloxStandIn((_request, response) => response.writeHead(500).end());
    const ownFinding = await finding(own, { imei: "I1" });
    const secondFinding = await finding(second, { imei: "I1" });
    expect(await relatedDevices(reading, () => ublox, ownFinding)).toEqual({
      items: [{ rotPublicUid: second, shares: "imei", value: "I1", findingId: secondFinding }],
      complete: false,
    });
  });

  test("are none where the device has no numbers, and nothing is asked by an empty one", async () => {
    const { ublox, asked } = await ubloxStandIn((_request, response) =>
      answer(response, { DeviceInfo: [{ ROTPublicUID: own, ROT: { DeviceSerialNumber: "" } }] }),
    );
    const ownFinding = await finding(own, {});
    await finding(second, { deviceSerialNumber: "S1" });
    expect(await relatedDevices(reading, () => ublox, ownFinding)).toEqual({ items: [], complete: true });
    expect(asked()).toHaveLength(1);
  });

  test("of a finding that does not exist are not looked for", async () => {
    const client = vi.fn();
    await expect(relatedDevices(reading, client, "fnd_none")).rejects.toMatchObject({ code: "not_found" });
    expect(client).not.toHaveBeenCalled();
  });
});
