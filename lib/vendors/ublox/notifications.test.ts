import { afterEach, expect, test } from "vitest";
import { deviceEvent } from "@/lib/contract/device-events";
import { closeClients, failureOf, reading } from "../http/testing/client";
import { answer, closeServers } from "../http/testing/recording-server";
import { listNotifications } from "./notifications";
import { ubloxStandIn } from "./testing";

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const uid = "0002000089280087";
const question = { devices: { rotPublicUids: [uid] }, from: "2020-02-01T00:00:00Z", page: 1 };

test("asks for what is wanted and no more", async () => {
  const { ublox, asked } = await ubloxStandIn((_request, response) =>
    answer(response, { Notifications: [] }),
  );
  await listNotifications(reading, ublox, question);
  expect(asked()[0]?.body).toEqual({
    FromDate: "2020-02-01T00:00:00+00:00",
    ROTPublicUIDs: [uid],
    PageNumber: 1,
  });
});

test("reads every kind, unknown ones and items of another form", async () => {
  const at = "2020-05-07T11:23:32";
  const { ublox } = await ubloxStandIn((_request, response) =>
    answer(response, {
      Notifications: [
        {
          ROTPublicUID: uid,
          Timestamp: at,
          NotificationType: "DEVICE_STATE_CHANGE",
          Payload: { OldState: "ALLOCATED", NewState: "ACTIVATED" },
        },
        {
          ROTPublicUID: 2000089282245,
          Timestamp: at,
          NotificationType: "DEVICE_INFO_CHANGE",
          Payload: { IMEI: "862618583984360", IsBlacklisted: true },
        },
        {
          ROTPublicUID: uid,
          Timestamp: at,
          NotificationType: "DEVICE_PROPERTIES_CHANGE",
          CurrentProperties: { Authorizations: [{ Name: "LocalDPR", State: "ENABLED" }] },
        },
        {
          ROTPublicUID: uid,
          NotificationType: "DEVICE_ERROR",
          Payload: { Error: "Invalid KeySetId for device" },
        },
        { ROTPublicUID: uid, NotificationType: "DEVICE_LOST", Payload: { Since: at } },
        {},
      ],
      PageNumber: 1,
      PageSize: 100,
      TotalRecords: 153,
    }),
  );
  const { items, page } = await listNotifications(reading, ublox, question);
  expect(page.total).toBe(153);
  expect(items.map(({ rotPublicUid, at, type, detail }) => [rotPublicUid, at, type, detail])).toEqual([
    [
      uid,
      "2020-05-07T11:23:32.000Z",
      "DEVICE_STATE_CHANGE",
      { kind: "state", from: "ALLOCATED", to: "ACTIVATED" },
    ],
    [
      "0002000089282245",
      "2020-05-07T11:23:32.000Z",
      "DEVICE_INFO_CHANGE",
      { kind: "identity", blacklisted: true, identity: expect.objectContaining({ imei: "862618583984360" }) },
    ],
    [
      uid,
      "2020-05-07T11:23:32.000Z",
      "DEVICE_PROPERTIES_CHANGE",
      {
        kind: "properties",
        desired: null,
        current: {
          authorizations: [{ name: "LocalDPR", enabled: true, at: null }],
          networkParameters: [],
          zerotouch: null,
        },
      },
    ],
    [uid, null, "DEVICE_ERROR", { kind: "error", text: "Invalid KeySetId for device" }],
    [uid, null, "DEVICE_LOST", { kind: "unknown" }],
    [null, null, null, { kind: "unknown" }],
  ]);
  for (const item of items) expect(deviceEvent.parse(item)).toEqual(item);
});

test("an item that is no object is a bad answer", async () => {
  const { ublox } = await ubloxStandIn((_request, response) => answer(response, { Notifications: ["odd"] }));
  expect(await failureOf(listNotifications(reading, ublox, question))).toMatchObject({ kind: "bad_answer" });
});
