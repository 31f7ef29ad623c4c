import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { HOUR_MS } from "../kit/clock";
import { utcOffset } from "../kit/times";
import { signedInUblox } from "./test-support";

const information = z.object({
  DeviceInfo: z.array(z.object({ DesiredProperties: z.unknown(), CurrentProperties: z.unknown() })),
});

describe("u-blox provisioning", () => {
  let ublox: Awaited<ReturnType<typeof signedInUblox>>;
  beforeAll(async () => {
    ublox = await signedInUblox();
  });
  afterAll(() => ublox.stop());
  beforeEach(() => ublox.settings.reset());

  const dpr = (state = "ENABLED") => ({ Authorizations: [{ Name: "LocalDPR", State: state }] });
  const heartbeat = (seconds: number) => ({
    NetworkParameters: [{ Name: "SecurityHeartbeatInSec", Value: seconds }],
  });
  /** A device that nobody has asked anything of yet. */
  const newDevice = async () => {
    const rotPublicUid = ublox.devices.bootstrap({ deviceProfileUid: "Yr3nHcVs7kQwDxJt0aMpZg" });
    ublox.clock.advance(1_000);
    return rotPublicUid;
  };
  const propertiesOf = async (uid: string) => {
    const answer = await ublox.call("/device/info/get", { ROTPublicUIDs: [uid], Options: ["PROVISIONING"] });
    const [device] = information.parse(answer.json()).DeviceInfo;
    return { desired: device?.DesiredProperties, current: device?.CurrentProperties };
  };

  it("is desired until the next heartbeat, and current from then on", async () => {
    const uid = await newDevice();
    const askedAt = utcOffset(ublox.clock.nowMs());
    const set = await ublox.call("/device/provisioning/set", {
      ROTPublicUIDs: [uid],
      Provisioning: { ...dpr(), ...heartbeat(3_600), Zerotouch: { CAName: "example.com" } },
    });
    expect([set.status, set.json()]).toEqual([200, { Message: "Success" }]);
    const desired = {
      Authorizations: [{ Name: "LocalDPR", State: "ENABLED", ModifiedDate: askedAt }],
      NetworkParameters: [{ Name: "SecurityHeartbeatInSec", Value: 3_600, ModifiedDate: askedAt }],
      Zerotouch: { CAName: "example.com", ModifiedDate: askedAt },
    };
    expect(await propertiesOf(uid)).toEqual({ desired, current: {} });
    ublox.clock.advance(HOUR_MS);
    ublox.devices.heartbeat({ rotPublicUids: [uid] });
    const syncedAt = utcOffset(ublox.clock.nowMs());
    expect(await propertiesOf(uid)).toEqual({
      desired,
      current: {
        Authorizations: [{ Name: "LocalDPR", State: "ENABLED", SyncDate: syncedAt }],
        NetworkParameters: [{ Name: "SecurityHeartbeatInSec", Value: 3_600, SyncDate: syncedAt }],
        Zerotouch: { CAName: "example.com", SyncDate: syncedAt },
      },
    });
  });

  it("keeps what a later request does not name, and confirms again what was asked for again", async () => {
    const uid = await newDevice();
    const set = (provisioning: object) =>
      ublox.call("/device/provisioning/set", { ROTPublicUIDs: [uid], Provisioning: provisioning });
    await set({ ...dpr(), ...heartbeat(3_600) });
    ublox.devices.heartbeat({ rotPublicUids: [uid] });
    const firstAt = utcOffset(ublox.clock.nowMs());
    ublox.clock.advance(60_000);
    await set(dpr("DISABLED"));
    ublox.clock.advance(60_000);
    ublox.devices.heartbeat({ rotPublicUids: [uid] });
    const secondAt = utcOffset(ublox.clock.nowMs());
    expect((await propertiesOf(uid)).current).toEqual({
      Authorizations: [{ Name: "LocalDPR", State: "DISABLED", SyncDate: secondAt }],
      NetworkParameters: [{ Name: "SecurityHeartbeatInSec", Value: 3_600, SyncDate: firstAt }],
    });
  });

  it("reaches every device of a tag", async () => {
    const uids = [await newDevice(), await newDevice()];
    await ublox.call("/tag/create", { TagName: "provisioned" });
    await ublox.call("/tag/assign", { TagNames: ["provisioned"], ROTPublicUIDs: uids });
    await ublox.call("/device/provisioning/set", { TagNames: ["Provisioned"], Provisioning: dpr() });
    const answer = await ublox.call("/device/provisioning/get", { TagNames: ["provisioned"] });
    const expected = { Authorizations: [{ Name: "LocalDPR", State: "ENABLED" }] };
    expect(answer.json()).toMatchObject(
      uids.map((ROTPublicUID) => ({ ROTPublicUID, DesiredProperties: expected })),
    );
  });

  it("is taken back by a deletion, except what the device has and its heartbeat", async () => {
    const uid = await newDevice();
    const set = (provisioning: object) =>
      ublox.call("/device/provisioning/set", { ROTPublicUIDs: [uid], Provisioning: provisioning });
    await set({ ...dpr(), ...heartbeat(3_600) });
    ublox.devices.heartbeat({ rotPublicUids: [uid] });
    await set({ Authorizations: [{ Name: "LocalC2C", State: "ENABLED" }] });
    const deleted = await ublox.call("/device/provisioning/delete", { ROTPublicUIDs: [uid] });
    expect(deleted.json()).toEqual({ message: "Success" });
    ublox.devices.heartbeat({ rotPublicUids: [uid] });
    expect(await propertiesOf(uid)).toMatchObject({
      desired: {},
      current: {
        Authorizations: [{ Name: "LocalDPR" }],
        NetworkParameters: [{ Name: "SecurityHeartbeatInSec", Value: 604_800 }],
      },
    });
  });

  it("is not carried out on a device that was not admitted", async () => {
    const uid = ublox.devices.bootstrap({ deviceProfileUid: "mbYbAX-CoEqE97TMFBsUKQ" });
    await ublox.call("/device/provisioning/set", { ROTPublicUIDs: [uid], Provisioning: dpr() });
    ublox.devices.heartbeat({ rotPublicUids: [uid] });
    expect(await propertiesOf(uid)).toMatchObject({ current: {} });
  });

  const uid = "0002000089280087";
  const refused: [string, object][] = [
    ["no selector", { Provisioning: dpr() }],
    ["two selectors", { ROTPublicUIDs: [uid], TagNames: ["downtown"], Provisioning: dpr() }],
    [
      "an unknown device beside a known one",
      { ROTPublicUIDs: [uid, "ffffffffffffffff"], Provisioning: dpr() },
    ],
    ["an unknown tag", { TagNames: ["nowhere"], Provisioning: dpr() }],
    ["nothing to set", { ROTPublicUIDs: [uid], Provisioning: {} }],
    [
      "Evaluation, which can only be read",
      { ROTPublicUIDs: [uid], Provisioning: { Authorizations: [{ Name: "Evaluation", State: "ENABLED" }] } },
    ],
    [
      "another parameter",
      { ROTPublicUIDs: [uid], Provisioning: { NetworkParameters: [{ Name: "Apn", Value: 1 }] } },
    ],
    ["no time at all", { ROTPublicUIDs: [uid], Provisioning: heartbeat(0) }],
    [
      "a root CA that is not there",
      { ROTPublicUIDs: [uid], Provisioning: { Zerotouch: { CAName: "nobody" } } },
    ],
  ];
  it.each(refused)("refuses %s, spelling it Message, and changes nothing", async (_what, body) => {
    const before = await propertiesOf(uid);
    const answer = await ublox.call("/device/provisioning/set", body);
    expect([answer.status, answer.json()]).toEqual([400, { Message: "Bad Request" }]);
    expect(await propertiesOf(uid)).toEqual(before);
  });

  it.each([{}, { ROTPublicUIDs: ["ffffffffffffffff"] }, { ROTPublicUIDs: [uid], TagNames: ["downtown"] }])(
    "refuses to delete for %j, spelling it message",
    async (body) => {
      const answer = await ublox.call("/device/provisioning/delete", body);
      expect([answer.status, answer.json()]).toEqual([400, { message: "Bad Request" }]);
    },
  );

  it("answers changes with nothing when it is told to", async () => {
    ublox.settings.change({ ublox: { emptySuccessBodies: true } });
    const answers = [
      await ublox.call("/device/provisioning/set", { ROTPublicUIDs: [uid], Provisioning: dpr() }),
      await ublox.call("/device/provisioning/delete", { ROTPublicUIDs: [uid] }),
      await ublox.call("/tag/remove", { TagNames: ["canary"], ROTPublicUIDs: ["ffffffffffffffff"] }),
    ];
    expect(answers.map(({ status, text }) => [status, text])).toEqual([
      [200, ""],
      [200, ""],
      [200, ""],
    ]);
  });

  it("repeats pages and counts wrong when it is told to", async () => {
    ublox.settings.change({ ublox: { repeatPages: true, totalRecordsOff: -7 } });
    const [first, ninth] = [
      await ublox.uids("/device/list/get", {}),
      await ublox.uids("/device/list/get", { PageNumber: 9 }),
    ];
    expect(ninth.ROTPublicUIDs).toEqual(first.ROTPublicUIDs);
    ublox.settings.reset();
    expect((await ublox.uids("/device/list/get", {})).TotalRecords).toBe(first.TotalRecords + 7);
  });
});

describe("u-blox bootstrap provisioning", () => {
  let ublox: Awaited<ReturnType<typeof signedInUblox>>;
  beforeAll(async () => {
    ublox = await signedInUblox(undefined, 40);
  });
  afterAll(() => ublox.stop());

  const lab = "Yr3nHcVs7kQwDxJt0aMpZg";
  const meters = "mbYbAX-CoEqE97TMFBsUKQ";
  const path = "/deviceprofile/bootstrapprovisioning";
  const read = async (uid: string) => (await ublox.call(`${path}/get`, { DeviceProfileUID: uid })).json();
  const c2c = { Authorizations: [{ Name: "LocalC2C", State: "ENABLED" }] };

  it("is there for some profiles, and can be set, added to and deleted", async () => {
    expect(await read(meters)).toMatchObject({
      DeviceProfileUID: meters,
      DesiredProperties: { Authorizations: [{ Name: "LocalDPR" }, { Name: "ZTPV1" }] },
    });
    expect(await read(lab)).toEqual({ DeviceProfileUID: lab, DesiredProperties: {} });
    const set = await ublox.call(`${path}/set`, { DeviceProfileUID: lab, Provisioning: c2c });
    expect([set.status, set.json()]).toEqual([200, { message: "Success" }]);
    await ublox.call(`${path}/set`, {
      DeviceProfileUID: lab,
      Provisioning: { Zerotouch: { CAName: "example.com" } },
    });
    const both = { ...c2c, Zerotouch: { CAName: "example.com" } };
    expect(await read(lab)).toMatchObject({ DesiredProperties: both });
    const device = ublox.devices.bootstrap({ deviceProfileUid: lab });
    await ublox.call(`${path}/delete`, { DeviceProfileUID: lab });
    expect(await read(lab)).toEqual({ DeviceProfileUID: lab, DesiredProperties: {} });
    const info = await ublox.call("/device/info/get", { ROTPublicUIDs: [device], Options: ["PROVISIONING"] });
    expect(info.json()).toMatchObject({ DeviceInfo: [{ DesiredProperties: both, CurrentProperties: both }] });
  });

  it.each([
    ["/set", { DeviceProfileUID: "nobody", Provisioning: c2c }],
    ["/set", { DeviceProfileUID: meters, Provisioning: { Zerotouch: { CAName: "nobody" } } }],
    ["/set", { DeviceProfileUID: meters }],
    ["/get", { DeviceProfileUID: "nobody" }],
    ["/get", {}],
    ["/delete", { DeviceProfileUID: "nobody" }],
  ])("%s refuses %j, spelling it message", async (end, body) => {
    const answer = await ublox.call(path + end, body);
    expect([answer.status, answer.json()]).toEqual([400, { message: "Bad Request" }]);
  });

  it("leaves devices that have bootstrapped as they are", async () => {
    const before = await ublox.call("/device/provisioning/get", { TagNames: ["firmware:2.4"] });
    await ublox.call(`${path}/set`, { DeviceProfileUID: meters, Provisioning: c2c });
    const after = await ublox.call("/device/provisioning/get", { TagNames: ["firmware:2.4"] });
    expect(after.json()).toEqual(before.json());
  });
});
