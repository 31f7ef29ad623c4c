import { afterEach, describe, expect, test } from "vitest";
import { clonedDevice, suspicionReason, suspiciousDevice } from "@/lib/contract/findings";
import { closeClients, failureOf, reading } from "../http/testing/client";
import { answer, closeServers } from "../http/testing/recording-server";
import { listClonedDevices, listSuspiciousDevices } from "./findings";
import { ubloxStandIn } from "./testing";

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const uid = "0002000089280087";
const devices = { rotPublicUids: [uid] };
const from = "2020-02-01T00:00:00Z";

describe("clones", () => {
  test("are read from objects and bare UIDs", async () => {
    const found = {
      ROTPublicUID: uid,
      DeviceProfileUID: "UNATTRIBUTED DEVICE PROFILE",
      Timestamp: "2020-02-12T06:22:14+00:00",
      IMEI: "862618583984360",
    };
    const { ublox } = await ubloxStandIn((_request, response) =>
      answer(response, { ClonedEvents: [found, 2000089282245], TotalRecords: 153 }),
    );
    const { items, page } = await listClonedDevices(reading, ublox, { devices, from, page: 1 });
    expect(page).toEqual({ number: 1, size: 100, total: 153 });
    expect(items).toEqual([
      {
        rotPublicUid: uid,
        deviceProfileUid: "UNATTRIBUTED DEVICE PROFILE",
        imei: "862618583984360",
        at: "2020-02-12T06:22:14.000Z",
        raw: found,
      },
      { rotPublicUid: "0002000089282245", deviceProfileUid: null, imei: null, at: null, raw: 2000089282245 },
    ]);
    for (const item of items) expect(clonedDevice.parse(item)).toEqual(item);
  });

  test("are asked for by UID, tag or profile, until now unless said", async () => {
    const { ublox, asked } = await ubloxStandIn((_request, response) =>
      answer(response, { ClonedEvents: [] }),
    );
    await listClonedDevices(reading, ublox, { devices, from, page: 1 });
    await listClonedDevices(reading, ublox, { devices: { tagNames: ["downtown"] }, from, to: from, page: 2 });
    const FromDate = "2020-02-01T00:00:00+00:00";
    expect(asked().map(({ body }) => body)).toEqual([
      { FromDate, ROTPublicUIDs: [uid], PageNumber: 1 },
      { FromDate, ToDate: FromDate, TagNames: ["downtown"], PageNumber: 2 },
    ]);
  });

  test("one that names no device is a bad answer", async () => {
    const { ublox } = await ubloxStandIn((_request, response) =>
      answer(response, { ClonedEvents: [{ IMEI: "862618583984360" }] }),
    );
    const call = listClonedDevices(reading, ublox, { devices, from, page: 1 });
    expect(await failureOf(call)).toMatchObject({ kind: "bad_answer" });
  });
});

describe("suspicious devices", () => {
  const [sealedTwice, sealing, production] = suspicionReason.options;

  test.each([
    ["a list", { Reasons: [sealedTwice, sealing] }, [sealedTwice, sealing]],
    ["a list of objects", { Reasons: [{ Reason: production }] }, [production]],
    ["one word", { Reason: sealing }, [sealing]],
    ["words with commas", { Reasons: `${sealing}, ${production}` }, [sealing, production]],
    ["a reason nobody knows", { Reasons: ["SOLD_TWICE"] }, ["SOLD_TWICE"]],
    ["nothing", {}, []],
  ])("have reasons in %s", async (_name, member, reasons) => {
    const found = { ROTPublicUID: uid, DeviceSerialNumber: "123234354", ...member };
    const { ublox } = await ubloxStandIn((_request, response) =>
      answer(response, { SuspiciousDevices: [found], PageNumber: 1, PageSize: 100, TotalRecords: 1 }),
    );
    const { items } = await listSuspiciousDevices(reading, ublox, { devices, page: 1 });
    expect(items).toEqual([
      {
        rotPublicUid: uid,
        deviceProfileUid: null,
        deviceSerialNumber: "123234354",
        reasons,
        at: null,
        raw: found,
      },
    ]);
    for (const item of items) expect(suspiciousDevice.parse(item)).toEqual(item);
  });

  test("are asked for without dates", async () => {
    const { ublox, asked } = await ubloxStandIn((_request, response) =>
      answer(response, { SuspiciousDevices: [] }),
    );
    await listSuspiciousDevices(reading, ublox, {
      devices: { deviceProfileUid: "UNATTRIBUTED DEVICE PROFILE" },
      page: 4,
    });
    expect(asked()[0]?.body).toEqual({ DeviceProfileUID: "UNATTRIBUTED DEVICE PROFILE", PageNumber: 4 });
  });

  test("one that names no device is a bad answer", async () => {
    const { ublox } = await ubloxStandIn((_request, response) =>
      answer(response, { SuspiciousDevices: [{ Reasons: [sealing] }] }),
    );
    const call = listSuspiciousDevices(reading, ublox, { devices, page: 1 });
    expect(await failureOf(call)).toMatchObject({ kind: "bad_answer" });
  });
});
