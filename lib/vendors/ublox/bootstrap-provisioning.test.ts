import { afterEach, expect, test } from "vitest";
import { bootstrapProvisioning } from "@/lib/contract/provisioning";
import { closeClients, permit, reading } from "../http/testing/client";
import { answer, closeServers } from "../http/testing/recording-server";
import {
  deleteBootstrapProvisioning,
  readBootstrapProvisioning,
  setBootstrapProvisioning,
} from "./bootstrap-provisioning";
import { accepts, ubloxStandIn } from "./testing";

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const deviceProfileUid = "AyvylmHVdUiHQzUaCjOmC";

test("reads what is set for the profile", async () => {
  const { ublox } = await ubloxStandIn((_request, response) =>
    answer(response, {
      DeviceProfileUID: deviceProfileUid,
      DesiredProperties: { Authorizations: [{ Name: "LocalDPR", State: "ENABLED" }] },
    }),
  );
  const found = await readBootstrapProvisioning(reading, ublox, { deviceProfileUid });
  expect(found).toEqual({
    deviceProfileUid,
    desired: {
      authorizations: [{ name: "LocalDPR", enabled: true, at: null }],
      networkParameters: [],
      zerotouch: null,
    },
    settings: { features: [{ name: "LocalDPR", enabled: true }], heartbeatSeconds: null, rootCaName: null },
  });
  expect(bootstrapProvisioning.parse(found)).toEqual(found);
});

test.each([
  [{ DeviceProfileUID: deviceProfileUid }, null],
  [
    { DeviceProfileUID: deviceProfileUid, DesiredProperties: {} },
    { authorizations: [], networkParameters: [], zerotouch: null },
  ],
])("a profile for which nothing is set, %j, has no settings", async (answered, desired) => {
  const { ublox } = await ubloxStandIn((_request, response) => answer(response, answered));
  expect(await readBootstrapProvisioning(reading, ublox, { deviceProfileUid })).toEqual({
    deviceProfileUid,
    desired,
    settings: { features: [], heartbeatSeconds: null, rootCaName: null },
  });
});

test("a change is done whatever the vendor says about it", async () => {
  const settings = { features: [], heartbeatSeconds: 60, rootCaName: null };
  for (const reply of [
    accepts,
    (...[, response]: Parameters<typeof accepts>) => answer(response, { Message: "Success" }),
  ]) {
    const { ublox } = await ubloxStandIn(reply);
    expect(await setBootstrapProvisioning(permit(), ublox, { deviceProfileUid, settings })).toEqual({
      done: true,
    });
    expect(await deleteBootstrapProvisioning(permit(), ublox, { deviceProfileUid })).toEqual({ done: true });
  }
});
