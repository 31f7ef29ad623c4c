import { afterEach, expect, test } from "vitest";
import { deviceProvisioning } from "@/lib/contract/provisioning";
import { closeClients, failureOf, permit, reading } from "../http/testing/client";
import { answer, closeServers } from "../http/testing/recording-server";
import { deleteProvisioning, readProvisioning, setProvisioning } from "./provisioning";
import { accepts, ubloxStandIn } from "./testing";

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const uid = "0002000089280087";
const settings = { features: [], heartbeatSeconds: 3_600, rootCaName: null };

test("reads a bare list, with dates and in the form in which it is set", async () => {
  const { ublox, asked } = await ubloxStandIn((_request, response) =>
    answer(response, [
      {
        ROTPublicUID: uid,
        DesiredProperties: {
          Authorizations: [
            { Name: "ZTPV1", State: "ENABLED", ModifiedDate: "2020-04-25T06:22:12+00:00" },
            { Name: "Evaluation", State: "ENABLED" },
          ],
          NetworkParameters: [{ Name: "SecurityHeartbeatInSec", Value: 86_400 }],
          Zerotouch: { CAName: "example.com", ModifiedDate: "2020-04-25T06:22:12" },
        },
      },
      { ROTPublicUID: 2_000_089_282_245 },
    ]),
  );
  const found = await readProvisioning(reading, ublox, { devices: { tagNames: ["downtown"] } });
  expect(asked()).toEqual([
    { method: "POST", url: "/v1/device/provisioning/get", body: { TagNames: ["downtown"] } },
  ]);
  expect(found).toEqual([
    {
      rotPublicUid: uid,
      desired: {
        authorizations: [
          { name: "ZTPV1", enabled: true, at: "2020-04-25T06:22:12.000Z" },
          { name: "Evaluation", enabled: true, at: null },
        ],
        networkParameters: [{ name: "SecurityHeartbeatInSec", value: "86400", at: null }],
        zerotouch: { caName: "example.com", at: "2020-04-25T06:22:12.000Z" },
      },
      settings: {
        features: [{ name: "ZTPV1", enabled: true }],
        heartbeatSeconds: 86_400,
        rootCaName: "example.com",
      },
    },
    {
      rotPublicUid: "0002000089282245",
      desired: null,
      settings: { features: [], heartbeatSeconds: null, rootCaName: null },
    },
  ]);
  for (const item of found) expect(deviceProvisioning.parse(item)).toEqual(item);
});

test("asks for a hundred UIDs at a time", async () => {
  const rotPublicUids = Array.from({ length: 150 }, (_, index) => index.toString(16).padStart(16, "0"));
  const { ublox, asked } = await ubloxStandIn((request, response) =>
    answer(
      response,
      JSON.parse(request.text).ROTPublicUIDs.map((ROTPublicUID: string) => ({ ROTPublicUID })),
    ),
  );
  const found = await readProvisioning(reading, ublox, { devices: { rotPublicUids } });
  expect(found.map(({ rotPublicUid }) => rotPublicUid)).toEqual(rotPublicUids);
  expect(asked()).toHaveLength(2);
});

test.each([[{ DesiredProperties: {} }], ["0002000089280087"], [{ ROTPublicUID: "00020001003ffff" }]])(
  "an item that names no device, %j, is a bad answer",
  async (item) => {
    const { ublox } = await ubloxStandIn((_request, response) => answer(response, [item]));
    const call = readProvisioning(reading, ublox, { devices: { rotPublicUids: [uid] } });
    expect(await failureOf(call)).toMatchObject({ kind: "bad_answer" });
  },
);

test("sets and deletes by UID or by tag, and for nobody not at all", async () => {
  const { ublox, asked } = await ubloxStandIn(accepts);
  const byTag = { tagNames: ["downtown", "uptown"] };
  expect(await setProvisioning(permit(), ublox, { devices: byTag, settings })).toEqual({ done: true });
  expect(await deleteProvisioning(permit(), ublox, { devices: { rotPublicUids: [uid] } })).toEqual({
    done: true,
  });
  for (const devices of [{ rotPublicUids: [] }, { tagNames: [] }]) {
    await expect(setProvisioning(permit(), ublox, { devices, settings })).rejects.toThrow(RangeError);
    await expect(deleteProvisioning(permit(), ublox, { devices })).rejects.toThrow(RangeError);
  }
  expect(asked().map(({ body }) => body)).toEqual([
    {
      TagNames: ["downtown", "uptown"],
      Provisioning: { NetworkParameters: [{ Name: "SecurityHeartbeatInSec", Value: 3_600 }] },
    },
    { ROTPublicUIDs: [uid] },
  ]);
});
