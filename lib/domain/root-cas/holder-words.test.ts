import { expect, test } from "vitest";
import { holderWords } from "./holder-words";

const lookedAt = { devices: 0, devicesOf: 0, deviceProfiles: 0, deviceProfilesOf: 0 };
const profile = (profileName: string) => ({ deviceProfileUid: profileName, profileName });

test("nothing holds it", () => {
  expect(holderWords({ devices: [], deviceCount: 0, deviceProfiles: [], lookedAt })).toBeUndefined();
});

test("one device", () => {
  expect(holderWords({ devices: ["a"], deviceCount: 1, deviceProfiles: [], lookedAt })).toBe(
    "In the desired or current properties of 1 device (a).",
  );
});

test("more than are named, and several profiles", () => {
  const devices = ["a", "b", "c", "d"];
  const deviceProfiles = [profile("Meters"), profile("Gateways"), profile("Pumps"), profile("Valves")];
  expect(holderWords({ devices, deviceCount: 4_321, deviceProfiles, lookedAt })).toBe(
    "In the desired or current properties of 4,321 devices (a, b, c and 4,318 more); " +
      "linked to the device profiles Meters, Gateways, Pumps and 1 more.",
  );
  expect(holderWords({ devices: [], deviceCount: 0, deviceProfiles, lookedAt })).toMatch(/^Linked to/);
});
