import { expect, test } from "vitest";
import { heldWords, lookedWords } from "./holder-words";

const free = {
  devices: [],
  deviceCount: 0,
  deviceProfiles: [],
  lookedAt: { devices: 4, devicesOf: 4, deviceProfiles: 3, deviceProfilesOf: 3 },
};
const profile = { deviceProfileUid: "p", profileName: "Meters" };

test("what holds it is counted", () => {
  expect(heldWords(free)).toBeUndefined();
  expect(heldWords({ ...free, deviceCount: 1_200, deviceProfiles: [profile] })).toMatch(
    /^In desired or current properties of 1,200 devices; linked to 1 device profile\./,
  );
  expect(heldWords({ ...free, deviceProfiles: [profile, profile] })).toMatch(
    /^Linked to 2 device profiles\./,
  );
});

test("what was not looked at is said", () => {
  expect(lookedWords(free)).toBeUndefined();
  const lookedAt = { devices: 1_000, devicesOf: 50_000, deviceProfiles: 50, deviceProfilesOf: 250 };
  expect(lookedWords({ ...free, lookedAt })).toMatch(
    /^Only the first 1,000 of 50,000 devices and the first 50 of 250 device profiles were looked at/,
  );
});
