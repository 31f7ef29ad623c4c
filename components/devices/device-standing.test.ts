import { expect, test } from "vitest";
import { deviceStanding, standingExplained, unattributedProfile } from "./device-standing";

const identity = {
  deviceSerialNumber: null,
  imei: null,
  typeNumber: null,
  rotVersion: null,
  moduleSerialNumber: null,
  moduleVersion: null,
  deviceProfileUid: unattributedProfile,
};

test("the documented states have their own shape and word", () => {
  expect(deviceStanding({ state: "ACTIVATED", blacklisted: false })).toEqual({
    kind: "ok",
    word: "Activated",
  });
  expect(deviceStanding({ state: "ALLOCATED", blacklisted: null })).toEqual({
    kind: "waiting",
    word: "Allocated",
  });
});

test("the blacklist counts for more than the state beside it", () => {
  expect(deviceStanding({ state: "ALLOCATED", blacklisted: true })?.word).toBe("Blacklisted");
});

test("a word that is not documented is passed on, and no word is no state", () => {
  expect(deviceStanding({ state: "Quarantined by RMA", blacklisted: false })).toEqual({
    kind: "unknown",
    word: "Quarantined by RMA",
  });
  expect(deviceStanding({ state: null, blacklisted: null })).toBeUndefined();
});

test("each state is explained by what is known", () => {
  const explained = (state: string | null, blacklisted: boolean, sealed = true) =>
    standingExplained({ state, blacklisted, identity: sealed ? null : identity });
  expect(explained("ALLOCATED", true)).toContain("not on the whitelist");
  expect(explained("ALLOCATED", false, false)).toContain("not sealed");
  expect(explained("ALLOCATED", false)).toContain("no feature");
  expect(explained("ACTIVATED", false)).toContain("features");
  expect(explained("SOMETHING", false)).toContain("u-blox's own");
  expect(explained(null, false)).toContain("does not say");
});
