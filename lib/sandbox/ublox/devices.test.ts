import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { DAY_MS } from "../kit/clock";
import { START_MS, stoppedClock } from "../test-support";
import { isImei, isRotPublicUid } from "./rules/identifiers";
import { seedUblox } from "./seed/seed";
import { UNATTRIBUTED } from "./state";
import { signedInUblox } from "./test-support";

const info = z.object({ DeviceInfo: z.array(z.looseObject({ ROTPublicUID: z.string() })) });

describe("u-blox devices", () => {
  let ublox: Awaited<ReturnType<typeof signedInUblox>>;
  beforeAll(async () => {
    ublox = await signedInUblox();
  });
  afterAll(() => ublox.stop());

  it("lists a hundred to a page, counted from 1, and nothing past the end", async () => {
    const first = await ublox.uids("/device/list/get", {});
    const second = await ublox.uids("/device/list/get", { PageNumber: 2 });
    expect([first.ROTPublicUIDs.length, first.TotalRecords]).toEqual([100, 600]);
    expect(second.ROTPublicUIDs[0]).not.toBe(first.ROTPublicUIDs[0]);
    expect((await ublox.uids("/device/list/get", { PageNumber: 7 })).ROTPublicUIDs).toEqual([]);
  });

  it.each([{ PageNumber: 0 }, { PageNumber: "1" }, { PageNumber: 1.5 }, { Filter: "GREYLISTED" }])(
    "refuses %j",
    async (body) => {
      const answer = await ublox.call("/device/list/get", body);
      expect([answer.status, answer.json()]).toEqual([400, { message: "Bad Request" }]);
    },
  );

  it("refuses a body that is not JSON, and one of another type", async () => {
    const broken = await ublox.raw("/device/list/get", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{",
    });
    expect(broken.status).toBe(400);
    const form = await ublox.raw("/device/list/get", {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "PageNumber=1",
    });
    expect(form.status).toBe(415);
  });

  it("splits the list into whitelisted, blacklisted and neither", async () => {
    const white = await ublox.uids("/device/list/get", { Filter: "WHITELISTED" });
    const black = await ublox.uids("/device/list/get", { Filter: "BLACKLISTED" });
    expect(white.TotalRecords).toBeGreaterThan(300);
    expect(black.TotalRecords).toBeGreaterThan(10);
    expect(white.TotalRecords + black.TotalRecords).toBeLessThan(600);
  });

  it("finds devices by profile, by tag, and those without a profile", async () => {
    const byProfile = await ublox.uids("/device/rotpublicuid/get", {
      DeviceProfileUID: "mbYbAX-CoEqE97TMFBsUKQ",
    });
    expect(byProfile.TotalRecords).toBeGreaterThan(80);
    const unattributed = await ublox.uids("/device/rotpublicuid/get", { DeviceProfileUID: UNATTRIBUTED });
    expect(unattributed.TotalRecords).toBeGreaterThan(3);
    const byTag = await ublox.uids("/device/rotpublicuid/get", { TagNames: ["DOWNTOWN"] });
    expect(byTag.TotalRecords).toBeGreaterThan(10);
  });

  it.each([
    ["/device/rotpublicuid/get", {}],
    ["/device/rotpublicuid/get", { DeviceProfileUID: "x", TagNames: ["downtown"] }],
    ["/device/info/get", {}],
    ["/device/info/get", { ROTPublicUIDs: ["0002000089280087"], TagNames: ["downtown"] }],
    ["/device/info/get", { ROTPublicUIDs: [] }],
    ["/device/info/get", { ROTPublicUIDs: ["0002000089280087"], Options: ["ALL"] }],
    ["/device/provisioning/get", { ROTPublicUIDs: ["0002000089280087"], TagNames: ["downtown"] }],
    ["/deviceprofile/get", { TagNames: ["metering"], ProfileName: "Meters-EU" }],
  ])("%s refuses %j: exactly one selector, and a known option", async (path, body) => {
    expect((await ublox.call(path, body)).status).toBe(400);
  });

  it("gives only the blocks asked for, and leaves unknown devices out", async () => {
    const ask = async (options?: string[]) =>
      info.parse(
        (
          await ublox.call("/device/info/get", {
            ROTPublicUIDs: ["0002000089280087", "ffffffffffffffff"],
            Options: options,
          })
        ).json(),
      ).DeviceInfo;
    const [core, ...others] = await ask(["CORE"]);
    expect(others).toEqual([]);
    expect(Object.keys(core ?? {})).toEqual(["ROTPublicUID", "State", "TagNames", "ROT"]);
    const [provisioning] = await ask(["PROVISIONING"]);
    expect(Object.keys(provisioning ?? {})).toEqual([
      "ROTPublicUID",
      "DesiredProperties",
      "CurrentProperties",
    ]);
    const [everything] = await ask();
    expect(everything).toMatchObject({ ROT: expect.anything(), CurrentProperties: expect.anything() });
  });

  it("finds both devices that share a serial number", async () => {
    const answer = await ublox.call("/device/info/get", {
      DeviceSerialNumbers: ["DUPLICATE-000001"],
      Options: ["CORE"],
    });
    expect(info.parse(answer.json()).DeviceInfo).toHaveLength(2);
  });

  it("reads what is to be set, as a bare array", async () => {
    const answer = await ublox.call("/device/provisioning/get", { ROTPublicUIDs: ["0002000089280087"] });
    expect(answer.json()).toEqual([
      { ROTPublicUID: "0002000089280087", DesiredProperties: expect.any(Object) },
    ]);
  });

  it("finds profiles by exact name, by tag, and all", async () => {
    const names = async (body: unknown) =>
      z
        .object({ DeviceProfiles: z.array(z.looseObject({ ProfileName: z.string() })) })
        .parse((await ublox.call("/deviceprofile/get", body)).json())
        .DeviceProfiles.map(({ ProfileName }) => ProfileName);
    expect(await names({})).toHaveLength(11);
    expect(await names({ ProfileName: "Meters-EU" })).toEqual(["Meters-EU"]);
    expect(await names({ ProfileName: "meters-eu" })).toEqual([]);
    expect(await names({ TagNames: ["Metering"] })).toEqual(["Meters-EU", "Meters-NA", "Meters-UK"]);
  });

  it("tells a device's activities of a time, and refuses an unknown device and a reversed time", async () => {
    const activity = (body: object) => ublox.call("/device/activity/get", body);
    const uid = "0002000089280087";
    const all = await activity({ ROTPublicUID: uid, FromDate: "2020-02-01T00:00:00+00:00" });
    const { TotalRecords, LastSeen } = z
      .looseObject({ TotalRecords: z.number(), LastSeen: z.string() })
      .parse(all.json());
    expect(TotalRecords).toBeGreaterThan(0);
    expect(Date.parse(LastSeen)).toBeLessThanOrEqual(START_MS);
    const none = await activity({
      ROTPublicUID: uid,
      FromDate: "2020-02-01T00:00:00+00:00",
      ToDate: "2020-03-01T00:00:00+00:00",
    });
    expect(none.json()).toMatchObject({ TotalRecords: 0, Activities: [] });
    const refused = [
      { ROTPublicUID: "ffffffffffffffff", FromDate: "2020-02-01T00:00:00+00:00" },
      { ROTPublicUID: uid, FromDate: "2020-02-01" },
      {
        ROTPublicUID: uid,
        FromDate: "2020-03-01T00:00:00+00:00",
        ToDate: "2020-02-01T00:00:00+00:00",
      },
    ];
    for (const body of refused) expect((await activity(body)).status).toBe(400);
  });
});

describe("u-blox sample data", () => {
  const state = seedUblox(START_MS, 5_000);
  const devices = [...state.devices.values()];

  it("is the same on every start", () => {
    const again = seedUblox(START_MS, 5_000);
    expect([...again.devices.values()]).toEqual(devices);
    expect(again.whitelist()).toEqual(state.whitelist());
  });

  it("has well-formed, distinct identifiers, among them UIDs that are no safe numbers", () => {
    expect(devices).toHaveLength(5_000);
    expect(new Set(devices.map(({ imei }) => imei)).size).toBe(5_000);
    expect(devices.every(({ rotPublicUid, imei }) => isRotPublicUid(rotPublicUid) && isImei(imei))).toBe(
      true,
    );
    expect(devices.every(({ deviceSerialNumber }) => deviceSerialNumber.length <= 16)).toBe(true);
    expect(state.devices.has("00020000892e0087")).toBe(true);
    expect(devices.some(({ rotPublicUid }) => Number(rotPublicUid) > Number.MAX_SAFE_INTEGER)).toBe(true);
  });

  it("holds every standing of a device", () => {
    expect(devices.filter(({ blacklisted }) => blacklisted).length).toBeGreaterThan(200);
    expect(devices.every(({ blacklisted, state: at }) => !blacklisted || at === "ALLOCATED")).toBe(true);
    expect(
      devices.filter(({ deviceProfileUid }) => deviceProfileUid === UNATTRIBUTED).length,
    ).toBeGreaterThan(100);
    expect(devices.some((device) => device.blacklisted && state.isWhitelisted(device))).toBe(true);
    const listed = state.whitelist();
    expect(listed.length).toBeGreaterThan(3_000);
    expect(listed.some(({ type, id }) => type === "ROTPublicUID" && !state.devices.has(id))).toBe(true);
    expect(listed.filter(({ type }) => type === "IMEI").every(({ id }) => isImei(id))).toBe(true);
  });

  it("holds changes that wait, changes that are overdue, and certificates that end", () => {
    const askedLater = devices.filter(
      ({ desired, current }) =>
        desired.features.some(({ state: wanted }, index) => wanted !== current.features[index]?.state) ||
        (desired.heartbeat && desired.heartbeat.seconds !== current.heartbeat?.seconds),
    );
    const overdue = askedLater.filter(
      ({ lastSeenAtMs, current }) => START_MS - lastSeenAtMs > (current.heartbeat?.seconds ?? 0) * 1_000,
    );
    expect(overdue.length).toBeGreaterThan(100);
    expect(askedLater.length - overdue.length).toBeGreaterThan(300);
    const daysLeft = devices.flatMap(({ certificate }) =>
      certificate ? [(certificate.expiresAtMs - START_MS) / DAY_MS] : [],
    );
    for (const [from, to] of [
      [-100, 0],
      [0, 7],
      [7, 30],
      [30, 60],
      [60, 3_650],
    ]) {
      expect(daysLeft.some((days) => days > (from ?? 0) && days <= (to ?? 0))).toBe(true);
    }
    for (const { certificate } of devices) {
      const rootCa = certificate && state.rootCas.get(certificate.rootCaName);
      if (!rootCa) continue;
      expect(certificate.expiresAtMs).toBeLessThanOrEqual(rootCa.createdAtMs + rootCa.validityDays * DAY_MS);
    }
  });

  it("starts 5,000 devices in less than a second", async () => {
    const begun = performance.now();
    const { stop } = await signedInUblox(stoppedClock(), 5_000);
    expect(performance.now() - begun).toBeLessThan(1_000);
    await stop();
  });
});
