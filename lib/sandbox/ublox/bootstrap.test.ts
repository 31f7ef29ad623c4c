import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { imeiOf, isImei, isRotPublicUid } from "./rules/identifiers";
import { UNATTRIBUTED } from "./state";
import { signedInUblox } from "./test-support";

const meters = "mbYbAX-CoEqE97TMFBsUKQ";
const lab = "Yr3nHcVs7kQwDxJt0aMpZg";
const imei = "862618583984360";

describe("u-blox bootstrap", () => {
  let ublox: Awaited<ReturnType<typeof signedInUblox>>;
  beforeAll(async () => {
    ublox = await signedInUblox(undefined, 100);
  });
  afterAll(() => ublox.stop());

  const info = async (uid: string) => (await ublox.call("/device/info/get", { ROTPublicUIDs: [uid] })).json();
  const told = async (uid: string) => {
    const answer = await ublox.call("/notification/get", {
      ROTPublicUIDs: [uid],
      FromDate: "2026-03-01T00:00:00Z",
    });
    return answer.json();
  };

  it("admits a whitelisted device and gives it what its profile provisions", async () => {
    const uid = "00050000aaaaaaaa";
    await ublox.call("/device/whitelist/add", { ROTPublicUIDs: [uid], Action: "ADD" });
    expect(ublox.devices.bootstrap({ rotPublicUid: uid, deviceProfileUid: meters, imei })).toBe(uid);
    const enabled = [
      { Name: "LocalDPR", State: "ENABLED" },
      { Name: "ZTPV1", State: "ENABLED" },
    ];
    expect(await info(uid)).toMatchObject({
      DeviceInfo: [
        {
          State: "ACTIVATED",
          ROT: { DeviceProfileUID: meters, DeviceSerialNumber: imei, IMEI: imei, IsBlacklisted: false },
          CurrentProperties: { Authorizations: enabled, Zerotouch: { CAName: "meters-eu-root" } },
        },
      ],
    });
    expect(await told(uid)).toMatchObject({
      TotalRecords: 3,
      Notifications: expect.arrayContaining([
        expect.objectContaining({
          NotificationType: "DEVICE_INFO_CHANGE",
          Timestamp: "2026-03-02T08:00:00",
          Payload: expect.objectContaining({ IMEI: imei }),
        }),
        expect.objectContaining({
          NotificationType: "DEVICE_STATE_CHANGE",
          Timestamp: "2026-03-02T08:00:00+00:00",
          Payload: { OldState: "ALLOCATED", NewState: "ACTIVATED" },
        }),
        expect.objectContaining({ NotificationType: "DEVICE_PROPERTIES_CHANGE" }),
      ]),
    });
  });

  it("admits by IMEI too, and without a list where the profile ignores it", async () => {
    const listed = imeiOf("13579024681122");
    await ublox.call("/device/whitelist/add", { ROTPublicUIDs: [], IMEIs: [listed] });
    const byImei = ublox.devices.bootstrap({ deviceProfileUid: meters, imei: listed });
    expect(await info(byImei)).toMatchObject({ DeviceInfo: [{ State: "ACTIVATED" }] });
    const ignoring = ublox.devices.bootstrap({ deviceProfileUid: lab });
    expect(await info(ignoring)).toMatchObject({ DeviceInfo: [{ State: "ACTIVATED" }] });
  });

  it("allocates and blacklists a device that is not listed, and listing it later changes nothing", async () => {
    const uid = ublox.devices.bootstrap({ deviceProfileUid: meters });
    await ublox.call("/device/whitelist/add", { ROTPublicUIDs: [uid] });
    ublox.devices.heartbeat({ rotPublicUids: [uid] });
    expect(await info(uid)).toMatchObject({
      DeviceInfo: [{ State: "ALLOCATED", ROT: { IsBlacklisted: true }, CurrentProperties: {} }],
    });
    expect((await ublox.uids("/device/list/get", { Filter: "BLACKLISTED" })).ROTPublicUIDs).toContain(uid);
  });

  it("has a second stage: sealed later, the device shows the sealed values", async () => {
    const uid = ublox.devices.bootstrap({});
    expect(isRotPublicUid(uid)).toBe(true);
    expect(await info(uid)).toMatchObject({
      DeviceInfo: [{ State: "ALLOCATED", ROT: { DeviceProfileUID: UNATTRIBUTED, DeviceSerialNumber: "" } }],
    });
    await ublox.call("/device/whitelist/add", { ROTPublicUIDs: [uid] });
    ublox.devices.bootstrap({ rotPublicUid: uid, deviceProfileUid: meters, deviceSerialNumber: "M-1" });
    expect(await info(uid)).toMatchObject({
      DeviceInfo: [{ State: "ACTIVATED", ROT: { DeviceProfileUID: meters, DeviceSerialNumber: "M-1" } }],
    });
    expect(() => ublox.devices.bootstrap({ rotPublicUid: uid, deviceProfileUid: meters })).toThrow("before");
  });

  it("finds suspicious all that are sealed with one serial number", async () => {
    const seal = { deviceProfileUid: lab, deviceSerialNumber: "TWICE" };
    const both = [ublox.devices.bootstrap(seal), ublox.devices.bootstrap(seal)];
    const answer = await ublox.call("/device/suspicious/get", { ROTPublicUIDs: both });
    expect(answer.json()).toMatchObject({
      TotalRecords: 2,
      SuspiciousDevices: both.map((ROTPublicUID) => ({
        ROTPublicUID,
        DeviceSerialNumber: "TWICE",
        Reasons: ["DUPLICATED_DEV_SERIAL_NUM_SEALING"],
      })),
    });
  });

  it("makes identities up that are well formed and nobody else's", async () => {
    const uids = Array.from({ length: 5 }, () => ublox.devices.bootstrap({}));
    expect(new Set(uids).size).toBe(5);
    const answer = JSON.stringify(
      (await ublox.call("/device/info/get", { ROTPublicUIDs: uids, Options: ["CORE"] })).json(),
    );
    const imeis = [...answer.matchAll(/"IMEI":"(\d+)"/g)].map(([, digits = ""]) => digits);
    expect(new Set(imeis).size).toBe(5);
    expect(imeis.every(isImei)).toBe(true);
  });

  it.each([
    [{ deviceProfileUid: "nobody" }, "nobody"],
    [{ deviceSerialNumber: "M-2" }, "together with a device profile"],
    [{ deviceProfileUid: meters, deviceSerialNumber: "12345678901234567" }, "16 characters"],
    [{ rotPublicUid: "0002" }, "16 hexadecimal digits"],
    [{ imei: "862618583984361" }, "check digit"],
    [{ rotPublicUid: "0002000089280087" }, "has bootstrapped before"],
  ])("cannot be %j", (request, reason) => {
    expect(() => ublox.devices.bootstrap(request)).toThrow(reason);
  });
});
