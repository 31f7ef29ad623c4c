import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { DAY_MS, MINUTE_MS } from "../kit/clock";
import { START_MS } from "../test-support";
import { signedInUblox } from "./test-support";

const lab = "Yr3nHcVs7kQwDxJt0aMpZg";

describe("u-blox information", () => {
  let ublox: Awaited<ReturnType<typeof signedInUblox>>;
  beforeAll(async () => {
    ublox = await signedInUblox(undefined, 1_000);
  });
  afterAll(() => ublox.stop());
  const daysAgo = (days: number) => new Date(ublox.clock.nowMs() - days * DAY_MS).toISOString();

  describe("notifications", () => {
    const notifications = z.object({
      TotalRecords: z.number(),
      Notifications: z.array(
        z.object({
          ROTPublicUID: z.string(),
          Timestamp: z.string(),
          NotificationType: z.string(),
          Payload: z.looseObject({}),
        }),
      ),
    });
    const ask = (body: object) => ublox.call("/notification/get", body);
    const read = async (body: object) => notifications.parse((await ask(body)).json());
    const byTag = { TagNames: ["firmware:2.4"] };

    it("reach back 180 days, newest first and in pages", async () => {
      const first = await read({ ...byTag, FromDate: daysAgo(180) });
      const second = await read({ ...byTag, FromDate: daysAgo(180), PageNumber: 2 });
      expect(first.TotalRecords).toBeGreaterThan(200);
      const times = [...first.Notifications, ...second.Notifications].map(({ Timestamp }) =>
        Date.parse(/Z$|[+]/.test(Timestamp) ? Timestamp : `${Timestamp}Z`),
      );
      expect(times).toHaveLength(200);
      // Times of errors have no seconds, so that two neighbors may seem out of order by less than a minute.
      for (const [index, time] of times.entries()) {
        expect(time).toBeLessThan((times[index - 1] ?? Number.POSITIVE_INFINITY) + MINUTE_MS);
      }
    });

    it("are of one type when asked so, and of all four otherwise", async () => {
      const types = ["DEVICE_STATE_CHANGE", "DEVICE_INFO_CHANGE", "DEVICE_PROPERTIES_CHANGE", "DEVICE_ERROR"];
      let total = 0;
      for (const NotificationType of types) {
        const found = await read({ ...byTag, FromDate: daysAgo(180), NotificationType });
        expect(new Set(found.Notifications.map((each) => each.NotificationType))).toEqual(
          new Set([NotificationType]),
        );
        total += found.TotalRecords;
      }
      expect((await read({ ...byTag, FromDate: daysAgo(180) })).TotalRecords).toBe(total);
    });

    it("tell of an error at once, with a time that has no seconds", async () => {
      const rotPublicUid = "0002000089280087";
      ublox.devices.deviceError({ rotPublicUid, text: "Invalid KeySetId for device" });
      const { Notifications } = await read({ ROTPublicUIDs: [rotPublicUid], FromDate: daysAgo(1) });
      expect(Notifications[0]).toEqual({
        ROTPublicUID: rotPublicUid,
        Timestamp: "2026-03-02T08:00Z",
        NotificationType: "DEVICE_ERROR",
        Payload: { Error: "Invalid KeySetId for device" },
      });
      const activity = await ublox.call("/device/activity/get", {
        ROTPublicUID: rotPublicUid,
        FromDate: daysAgo(1),
      });
      expect(activity.json()).toMatchObject({ Activities: [{ Status: "FAILED" }] });
    });

    it.each([
      "2026-02-01T00:00:00+01:00",
      "2026-02-01T00:00:00Z",
      "2026-02-01T00:00:00",
      "2026-02-01T00:00Z",
      "2026-02-01T00:00:00.000Z",
    ])("take %s", async (FromDate) => {
      expect((await ask({ ...byTag, FromDate })).status).toBe(200);
    });

    it.each([
      ["181 days", () => ({ ...byTag, FromDate: daysAgo(181) })],
      ["no beginning", () => byTag],
      ["a day without a time", () => ({ ...byTag, FromDate: "2026-02-01" })],
      ["no instant", () => ({ ...byTag, FromDate: "2026-13-01T00:00:00Z" })],
      ["an end before its beginning", () => ({ ...byTag, FromDate: daysAgo(1), ToDate: daysAgo(2) })],
      ["no selector", () => ({ FromDate: daysAgo(1) })],
      ["two selectors", () => ({ ...byTag, ROTPublicUIDs: ["0002000089280087"], FromDate: daysAgo(1) })],
      ["a hook's type", () => ({ ...byTag, FromDate: daysAgo(1), NotificationType: "DEVICE_ERRORS_EVENT" })],
    ])("refuse %s", async (_what, body) => {
      expect((await ask(body())).status).toBe(400);
    });
  });

  describe("usage", () => {
    const usage = z.record(z.string(), z.record(z.string(), z.number()));
    const ask = (body: object) => ublox.call("/device/usage/get", body);
    const day = (ago: number) => daysAgo(ago).slice(0, 10);

    it("is a map by UID without its leading zeros, of 60 days", async () => {
      const all = usage.parse((await ask({ FromDate: day(60) })).json());
      expect(Object.keys(all).length).toBeGreaterThan(700);
      expect(Object.keys(all).some((key) => key.startsWith("0"))).toBe(false);
      expect(new Set(Object.values(all).flatMap((counts) => Object.keys(counts)))).toContain("SymmetricKey");
    });

    it("adds up over its days, the same whenever it is asked for", async () => {
      const sum = (answer: unknown) =>
        Object.values(usage.parse(answer))
          .flatMap((counts) => Object.values(counts))
          .reduce((total, count) => total + count, 0);
      const byTag = { TagNames: ["rollout wave 3"] };
      const part = async (from: number, to: number) =>
        sum((await ask({ ...byTag, FromDate: day(from), ToDate: day(to) })).json());
      const whole = await part(30, 1);
      expect((await part(30, 16)) + (await part(15, 1))).toBe(whole);
      expect(await part(30, 1)).toBe(whole);
      expect(whole).toBeGreaterThan(1_000);
    });

    it("counts a feature that is applied, five minutes later", async () => {
      const uid = ublox.devices.bootstrap({ deviceProfileUid: lab });
      await ublox.call("/device/provisioning/set", {
        ROTPublicUIDs: [uid],
        Provisioning: {
          Authorizations: [
            { Name: "LocalDPR", State: "ENABLED" },
            { Name: "LocalC2C", State: "DISABLED" },
          ],
        },
      });
      ublox.devices.heartbeat({ rotPublicUids: [uid] });
      const asked = { ROTPublicUIDs: [uid], FromDate: day(0) };
      expect((await ask(asked)).json()).toEqual({});
      ublox.clock.advance(5 * MINUTE_MS);
      expect((await ask(asked)).json()).toEqual({ [uid.replace(/^0+/, "")]: { LocalDPR: 1 } });
    });

    it.each([
      ["61 days", () => ({ FromDate: day(61) })],
      ["an instant", () => ({ FromDate: daysAgo(1) })],
      ["a day that does not exist", () => ({ FromDate: "2026-02-30" })],
      ["tomorrow", () => ({ FromDate: day(-1) })],
      ["an end before its beginning", () => ({ FromDate: day(1), ToDate: day(2) })],
      [
        "UIDs and tags",
        () => ({ FromDate: day(1), ROTPublicUIDs: ["0002000089280087"], TagNames: ["downtown"] }),
      ],
    ])("refuses %s", async (_what, body) => {
      expect((await ask(body())).status).toBe(400);
    });
  });

  describe("findings", () => {
    const found = z.object({ TotalRecords: z.number() }).loose();
    const clones = (body: object) => ublox.call("/device/clone/get", body);
    const suspicious = (body: object) => ublox.call("/device/suspicious/get", body);
    const from = { FromDate: "2025-01-01T00:00:00+00:00" };

    it("are there from the start, by UID, tag or profile", async () => {
      const profiles = ["mbYbAX-CoEqE97TMFBsUKQ", "QHlN732VgUWCdfNeXHkQR1", "t7Rk2pLq9_XwVbNzH4cYsA"];
      let [cloned, suspects] = [0, 0];
      for (const DeviceProfileUID of profiles) {
        cloned += found.parse((await clones({ ...from, DeviceProfileUID })).json()).TotalRecords;
        suspects += found.parse((await suspicious({ DeviceProfileUID })).json()).TotalRecords;
      }
      expect(cloned).toBeGreaterThan(0);
      expect(suspects).toBeGreaterThan(2);
      const answer = await ublox.call("/device/info/get", {
        DeviceSerialNumbers: ["DUPLICATE-000001"],
        Options: ["CORE"],
      });
      const shared = z
        .object({ DeviceInfo: z.array(z.object({ ROTPublicUID: z.string() })) })
        .parse(answer.json())
        .DeviceInfo.map(({ ROTPublicUID }) => ROTPublicUID);
      expect((await suspicious({ ROTPublicUIDs: shared })).json()).toMatchObject({
        SuspiciousDevices: shared.map((ROTPublicUID) => ({ ROTPublicUID })),
      });
    });

    it("tell of a clone at once, with the impostor's IMEI, and within the time asked for", async () => {
      const uid = ublox.devices.bootstrap({ deviceProfileUid: lab });
      ublox.devices.clone({ rotPublicUid: uid, as: "clone" });
      const asked = { ROTPublicUIDs: [uid] };
      expect((await clones({ ...from, ...asked })).json()).toMatchObject({
        TotalRecords: 1,
        ClonedEvents: [{ ROTPublicUID: uid, DeviceProfileUID: lab, IMEI: expect.stringMatching(/^\d{15}$/) }],
      });
      const earlier = { ...from, ToDate: new Date(START_MS - 1).toISOString() };
      expect((await clones({ ...earlier, ...asked })).json()).toMatchObject({ TotalRecords: 0 });
    });

    it("tell of a device whose serial number another one shares", async () => {
      const uid = ublox.devices.bootstrap({ deviceProfileUid: lab });
      ublox.devices.clone({ rotPublicUid: uid, as: "suspicious" });
      expect((await suspicious({ ROTPublicUIDs: [uid] })).json()).toMatchObject({ TotalRecords: 1 });
      const unsealed = ublox.devices.bootstrap({});
      expect(() => ublox.devices.clone({ rotPublicUid: unsealed, as: "suspicious" })).toThrow("never sealed");
    });

    it.each([{}, { TagNames: ["downtown"], DeviceProfileUID: lab }])("refuse %j", async (selectors) => {
      expect((await clones({ ...from, ...selectors })).status).toBe(400);
      expect((await suspicious(selectors)).status).toBe(400);
      expect((await clones({ DeviceProfileUID: lab })).status).toBe(400);
    });
  });
});
