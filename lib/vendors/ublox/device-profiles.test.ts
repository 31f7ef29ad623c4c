import { afterEach, expect, test } from "vitest";
import { deviceProfile } from "@/lib/contract/device-profiles";
import { closeClients, failureOf, reading } from "../http/testing/client";
import { answer, closeServers } from "../http/testing/recording-server";
import { listDeviceProfiles } from "./device-profiles";
import { ubloxStandIn } from "./testing";

afterEach(async () => {
  await closeClients();
  await closeServers();
});

test("lists all, by tag or by name, in our words", async () => {
  const { ublox, asked } = await ubloxStandIn((_request, response) =>
    answer(response, {
      DeviceProfiles: [
        {
          DeviceProfileUID: "AyvylmHVdUiHQzUaCjOmC",
          ProfileName: "Meters-EU",
          TagNames: ["downtown"],
          IgnoreWhitelist: false,
          CreatedDate: "2020-04-20T19:00:36Z",
        },
        { DeviceProfileUID: "mbYbAX-CoEqE97TMFBsUKQ", Tags: [{ TagName: "a" }] },
      ],
      PageNumber: 1,
      PageSize: 100,
      TotalRecords: 2,
    }),
  );
  const { items } = await listDeviceProfiles(reading, ublox, { page: 1 });
  expect(items).toEqual([
    {
      deviceProfileUid: "AyvylmHVdUiHQzUaCjOmC",
      profileName: "Meters-EU",
      tagNames: ["downtown"],
      ignoresWhitelist: false,
      createdAt: "2020-04-20T19:00:36.000Z",
    },
    {
      deviceProfileUid: "mbYbAX-CoEqE97TMFBsUKQ",
      profileName: null,
      tagNames: ["a"],
      ignoresWhitelist: null,
      createdAt: null,
    },
  ]);
  for (const item of items) expect(deviceProfile.parse(item)).toEqual(item);
  await listDeviceProfiles(reading, ublox, { page: 2, tag: "downtown" });
  await listDeviceProfiles(reading, ublox, { page: 1, profileName: "Meters-EU" });
  expect(asked().map(({ url, body }) => [url, body])).toEqual([
    ["/v1/deviceprofile/get", { PageNumber: 1 }],
    ["/v1/deviceprofile/get", { TagNames: ["downtown"], PageNumber: 2 }],
    ["/v1/deviceprofile/get", { ProfileName: "Meters-EU", PageNumber: 1 }],
  ]);
});

test("an item without a UID is a bad answer", async () => {
  const { ublox } = await ubloxStandIn((_request, response) =>
    answer(response, { DeviceProfiles: [{ ProfileName: "a" }] }),
  );
  expect(await failureOf(listDeviceProfiles(reading, ublox, { page: 1 }))).toMatchObject({
    kind: "bad_answer",
  });
});
