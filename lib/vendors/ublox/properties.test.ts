import { expect, test } from "vitest";
import { countPending, propertiesOf } from "./properties";

test("reads the webhook samples' form", () => {
  expect(
    propertiesOf({
      Authorizations: [{ Name: "LocalDPR", State: "ENABLED", ModifiedDate: "2020-04-25T06:22:12+00:00" }],
      NetworkParameters: [{ Name: "SecurityHeartbeatInSec", Value: 86400, SyncDate: "2020-04-25T06:22:12" }],
      Zerotouch: { CAName: "example.com", ModifiedDate: "2020-05-10T19:39Z" },
    }),
  ).toEqual({
    authorizations: [{ name: "LocalDPR", enabled: true, at: "2020-04-25T06:22:12.000Z" }],
    networkParameters: [{ name: "SecurityHeartbeatInSec", value: "86400", at: "2020-04-25T06:22:12.000Z" }],
    zerotouch: { caName: "example.com", at: "2020-05-10T19:39:00.000Z" },
  });
});

test("reads maps and flat members too", () => {
  const expected = {
    authorizations: [
      { name: "LocalDPR", enabled: true, at: null },
      { name: "ZTPV1", enabled: false, at: null },
    ],
    networkParameters: [{ name: "SecurityHeartbeatInSec", value: "3600", at: null }],
    zerotouch: null,
  };
  const authorizations = { LocalDPR: "ENABLED", ZTPV1: "DISABLED" };
  expect(
    propertiesOf({ Authorizations: authorizations, NetworkParameters: { SecurityHeartbeatInSec: 3600 } }),
  ).toEqual(expected);
  expect(propertiesOf({ ...authorizations, SecurityHeartbeatInSec: "3600", Other: 1 })).toEqual(expected);
  expect(
    propertiesOf({
      authorizations: { LocalDPR: { State: true }, ZTPV1: { State: false } },
      networkparameters: [{ Name: "SecurityHeartbeatInSec", Value: "3600" }],
    }),
  ).toEqual(expected);
});

test("has nothing to say about what is no object, and loses nothing unknown", () => {
  expect(propertiesOf(null)).toBeNull();
  expect(propertiesOf("ENABLED")).toBeNull();
  expect(propertiesOf({})).toEqual({ authorizations: [], networkParameters: [], zerotouch: null });
  expect(
    propertiesOf({ Authorizations: [{ Name: "NewFeature", State: "ENABLED" }, "odd", { State: "x" }] }),
  ).toEqual({
    authorizations: [{ name: "NewFeature", enabled: true, at: null }],
    networkParameters: [],
    zerotouch: null,
  });
});

test("counts what the device has not confirmed", () => {
  const desired = propertiesOf({
    Authorizations: [
      { Name: "LocalDPR", State: "ENABLED", ModifiedDate: "2026-01-02T00:00:00Z" },
      { Name: "LocalC2C", State: "ENABLED", ModifiedDate: "2026-01-02T00:00:00Z" },
      { Name: "ZTPV1", State: "DISABLED", ModifiedDate: "2026-01-02T00:00:00Z" },
      { Name: "LocalC2CKeyPairing", State: "ENABLED" },
    ],
    NetworkParameters: [{ Name: "SecurityHeartbeatInSec", Value: 3600 }],
    Zerotouch: { CAName: "new.example" },
  });
  const current = propertiesOf({
    Authorizations: [
      { Name: "LocalDPR", State: "ENABLED", SyncDate: "2026-01-03T00:00:00Z" },
      { Name: "LocalC2C", State: "ENABLED", SyncDate: "2026-01-01T00:00:00Z" },
      { Name: "ZTPV1", State: "ENABLED", SyncDate: "2026-01-03T00:00:00Z" },
    ],
    NetworkParameters: [{ Name: "SecurityHeartbeatInSec", Value: "3600" }],
    Zerotouch: { CAName: "old.example" },
  });
  expect(countPending(desired, current)).toBe(4);
  expect(countPending(desired, null)).toBe(6);
  expect(countPending(null, current)).toBeNull();
  expect(countPending(current, current)).toBe(0);
});
