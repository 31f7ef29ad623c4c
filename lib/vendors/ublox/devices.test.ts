import { afterEach, describe, expect, test } from "vitest";
import { device, devices } from "@/lib/contract/devices";
import { closeClients, failureOf, reading } from "../http/testing/client";
import { answer, closeServers, type Recorded, type Reply } from "../http/testing/recording-server";
import { getDevice, listDevices, listUids, listUidsOf, readDeviceInfo } from "./devices";
import { ubloxStandIn } from "./testing";

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const uid = "135700008928c093";

const info = {
  ROTPublicUID: uid,
  State: "ACTIVATED",
  TagNames: ["downtown"],
  ROT: {
    RotVersion: "1",
    SerialNumber: "235435",
    Version: "12",
    DeviceSerialNumber: "123234354",
    IMEI: "862618583984360",
    DeviceProfileUID: "QHlN732VgUWCdfNeXHkQR1",
    TypeNumber: "SARA-R410M-03B-00",
    IsBlacklisted: false,
  },
  DesiredProperties: {
    Authorizations: [{ Name: "LocalDPR", State: "ENABLED", ModifiedDate: "2020-04-25T06:22:12+00:00" }],
  },
  CurrentProperties: {
    Authorizations: [{ Name: "LocalDPR", State: "ENABLED", SyncDate: "2020-02-12T06:22:14+00:00" }],
  },
  ZTP: {
    CertificateAuthorityName: "example.com",
    CertificateSerialNumber: "73068C914DE40CCAEE84E03A66B4858",
    CertificateValidity: 1825,
    ExpirationDate: "2020-05-10T19:39Z",
  },
  SomethingNew: { SharedSecret: "never shown", Kept: 1 },
};

const uidPage = (items: unknown, total = 2) => ({
  ROTPublicUIDs: items,
  PageNumber: 1,
  PageSize: 100,
  TotalRecords: total,
});

/** Answers list calls with two UIDs and info calls as told. */
function vendor(reply: (request: Recorded) => { status?: number; body: unknown }): Reply {
  return (request, response) => {
    if (request.url !== "/v1/device/info/get") return answer(response, uidPage([uid, 2_000_089_282_245]));
    const { status, body } = reply(request);
    answer(response, body, status);
  };
}

describe("UIDs", () => {
  test("are listed by filter, as text whatever the vendor writes", async () => {
    const { ublox, asked } = await ubloxStandIn((_request, response) =>
      answer(
        response,
        `{"ROTPublicUIDs":["135700008928C093",2000089282245,9999999999999999],"TotalRecords":"3"}`,
      ),
    );
    expect(await listUids(reading, ublox, { filter: "BLACKLISTED", page: 1 })).toEqual({
      items: [uid, "0002000089282245", "9999999999999999"],
      page: { number: 1, size: 100, total: 3 },
    });
    expect(asked()).toEqual([
      { method: "POST", url: "/v1/device/list/get", body: { Filter: "BLACKLISTED", PageNumber: 1 } },
    ]);
  });

  test("are listed by device profile or tag", async () => {
    const { ublox, asked } = await ubloxStandIn((_request, response) => answer(response, uidPage([uid])));
    await listUidsOf(reading, ublox, { of: { deviceProfileUid: "mbYbAX-CoEqE97TMFBsUKQ" }, page: 2 });
    await listUidsOf(reading, ublox, { of: { tag: "downtown" }, page: 1 });
    expect(asked().map(({ url, body }) => [url, body])).toEqual([
      ["/v1/device/rotpublicuid/get", { DeviceProfileUID: "mbYbAX-CoEqE97TMFBsUKQ", PageNumber: 2 }],
      ["/v1/device/rotpublicuid/get", { TagNames: ["downtown"], PageNumber: 1 }],
    ]);
  });

  test("that cannot be read make a bad answer instead of a missing device", async () => {
    const { ublox } = await ubloxStandIn((_request, response) =>
      answer(response, uidPage(["00020001003ffff"])),
    );
    const error = await failureOf(listUids(reading, ublox, { page: 1 }));
    expect(error).toMatchObject({ kind: "bad_answer", detail: expect.stringContaining("ROTPublicUIDs.0") });
  });
});

describe("information", () => {
  test("is asked for a hundred UIDs at a time", async () => {
    const uids = Array.from({ length: 250 }, (_, index) => index.toString(16).padStart(16, "0"));
    const { ublox, asked } = await ubloxStandIn((request, response) =>
      answer(response, {
        DeviceInfo: JSON.parse(request.text).ROTPublicUIDs.map((ROTPublicUID: string) => ({ ROTPublicUID })),
      }),
    );
    const found = await readDeviceInfo(reading, ublox, { rotPublicUids: uids }, ["CORE"]);
    expect(found.map(({ rotPublicUid }) => rotPublicUid)).toEqual(uids);
    expect(
      asked().map(
        ({ body }) => (body as { Options: string[]; ROTPublicUIDs: string[] }).ROTPublicUIDs.length,
      ),
    ).toEqual([100, 100, 50]);
    expect(asked()[0]?.body).toMatchObject({ Options: ["CORE"] });
  });

  test("is asked for by tag and by serial number", async () => {
    const { ublox, asked } = await ubloxStandIn((_request, response) => answer(response, { DeviceInfo: [] }));
    await readDeviceInfo(reading, ublox, { tagNames: ["a"] }, ["CORE", "ZTP"]);
    await readDeviceInfo(reading, ublox, { deviceSerialNumbers: ["1"] });
    expect(asked().map(({ body }) => body)).toEqual([
      { TagNames: ["a"], Options: ["CORE", "ZTP"] },
      { DeviceSerialNumbers: ["1"], Options: ["CORE", "PROVISIONING", "ZTP"] },
    ]);
  });
});

describe("the list", () => {
  test("joins each UID of the page with its details, in one call for all", async () => {
    const { ublox, asked } = await ubloxStandIn(vendor(() => ({ body: { DeviceInfo: [info] } })));
    const list = await listDevices(reading, ublox, { page: 1, filter: "WHITELISTED" });
    expect(devices.list.response.parse(list)).toEqual(list);
    expect(list.details).toBe("complete");
    expect(list.items).toEqual([
      {
        rotPublicUid: uid,
        state: "ACTIVATED",
        blacklisted: false,
        identity: {
          deviceSerialNumber: "123234354",
          imei: "862618583984360",
          typeNumber: "SARA-R410M-03B-00",
          rotVersion: "1",
          moduleSerialNumber: "235435",
          moduleVersion: "12",
          deviceProfileUid: "QHlN732VgUWCdfNeXHkQR1",
        },
        tagNames: ["downtown"],
        certificate: {
          caName: "example.com",
          serialNumber: "73068c914de40ccaee84e03a66b4858",
          validityDays: 1825,
          expiresAt: "2020-05-10T19:39:00.000Z",
        },
        pendingSettings: 1,
      },
      {
        rotPublicUid: "0002000089282245",
        state: null,
        blacklisted: null,
        identity: null,
        tagNames: [],
        certificate: null,
        pendingSettings: null,
      },
    ]);
    expect(asked().map(({ url }) => url)).toEqual(["/v1/device/list/get", "/v1/device/info/get"]);
    expect(asked()[1]?.body).toMatchObject({ ROTPublicUIDs: [uid, "0002000089282245"] });
  });

  test("goes by tag or device profile when asked to", async () => {
    const { ublox, asked } = await ubloxStandIn(vendor(() => ({ body: { DeviceInfo: [] } })));
    await listDevices(reading, ublox, { page: 1, tag: "downtown" });
    await listDevices(reading, ublox, { page: 1, deviceProfileUid: "p" });
    const lists = asked().filter(({ url }) => url.endsWith("rotpublicuid/get"));
    expect(lists.map(({ body }) => body)).toEqual([
      { TagNames: ["downtown"], PageNumber: 1 },
      { DeviceProfileUID: "p", PageNumber: 1 },
    ]);
  });

  test("an empty page asks for no details", async () => {
    const { ublox, asked } = await ubloxStandIn((_request, response) => answer(response, uidPage([], 0)));
    expect(await listDevices(reading, ublox, { page: 1 })).toMatchObject({ items: [], details: "complete" });
    expect(asked()).toHaveLength(1);
  });

  test.each([
    ["fails", { status: 500, body: "" }],
    ["sends something unreadable", { body: { DeviceInfo: [{ State: "ACTIVATED" }] } }],
  ])("stands without details when the vendor %s", async (_name, reply) => {
    const { ublox } = await ubloxStandIn(vendor(() => reply));
    const list = await listDevices(reading, ublox, { page: 1 });
    expect(devices.list.response.parse(list)).toEqual(list);
    expect(list).toMatchObject({ details: "unavailable", page: { total: 2 } });
    expect(list.items.map(({ rotPublicUid }) => rotPublicUid)).toEqual([uid, "0002000089282245"]);
  });

  test("an asker who leaves during the details ends it", async () => {
    const leaving = new AbortController();
    const { ublox } = await ubloxStandIn((request, response) => {
      if (request.url.endsWith("info/get")) leaving.abort();
      else answer(response, uidPage([uid]));
    });
    const call = listDevices({ requestId: "r", signal: leaving.signal }, ublox, { page: 1 });
    expect(await failureOf(call)).toMatchObject({ kind: "aborted" });
  });
});

describe("one device", () => {
  test("is told in full, with the vendor's own answer but no secret in it", async () => {
    const { ublox, asked } = await ubloxStandIn(vendor(() => ({ body: { DeviceInfo: [info] } })));
    const found = await getDevice(reading, ublox, { deviceId: uid.toUpperCase(), by: "rotPublicUid" });
    expect(device.parse(found)).toEqual(found);
    expect(found.desired?.authorizations).toEqual([
      { name: "LocalDPR", enabled: true, at: "2020-04-25T06:22:12.000Z" },
    ]);
    expect(found.raw).toMatchObject({
      State: "ACTIVATED",
      SomethingNew: { SharedSecret: "[redacted]", Kept: 1 },
    });
    expect(asked()[0]?.body).toEqual({ ROTPublicUIDs: [uid], Options: ["CORE", "PROVISIONING", "ZTP"] });
  });

  test("keeps the digits of a UID that comes as a number beyond 2^53", async () => {
    const { ublox } = await ubloxStandIn(
      vendor(() => ({ body: '{"DeviceInfo":[{"ROTPublicUID":9999999999999999,"State":"NEW STATE"}]}' })),
    );
    const found = await getDevice(reading, ublox, { deviceId: "9999999999999999", by: "rotPublicUid" });
    expect(found).toMatchObject({
      rotPublicUid: "9999999999999999",
      state: "NEW STATE",
      identity: null,
      desired: null,
    });
  });

  test("is not found when nobody knows it, and not asked for when it cannot exist", async () => {
    const { ublox, asked } = await ubloxStandIn(vendor(() => ({ body: { DeviceInfo: [] } })));
    for (const by of ["rotPublicUid", "deviceSerialNumber"] as const) {
      expect(await failureOf(getDevice(reading, ublox, { deviceId: uid, by }))).toMatchObject({
        kind: "not_found",
      });
    }
    expect(asked()).toHaveLength(2);
    const error = await failureOf(getDevice(reading, ublox, { deviceId: "nonsense", by: "rotPublicUid" }));
    expect(error).toMatchObject({ kind: "not_found" });
    expect(asked()).toHaveLength(2);
  });

  test("several devices with one serial number are not mistaken for one", async () => {
    const { ublox } = await ubloxStandIn(
      vendor(() => ({ body: { DeviceInfo: [info, { ...info, ROTPublicUID: "0002000089280087" }] } })),
    );
    const error = await failureOf(
      getDevice(reading, ublox, { deviceId: "123234354", by: "deviceSerialNumber" }),
    );
    expect(error.kind).toBe("refused");
    expect(error.detail).toContain(`${uid}, 0002000089280087`);
  });
});
