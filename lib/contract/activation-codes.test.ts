import { expect, test } from "vitest";
import { mayBeActivationCode } from "./activation-codes";

test.each([
  "A1B2C3D4E5F6G7H8",
  " A1B2C3D4E5F6G7H8 ",
  "a1b2c3d4e5f6g7h8",
  "ABCDEFGHJKLMNPQR",
  "A1B2-C3D4-E5F6-G7H8",
  "A1B2C-3D4E5-F6G7H-8J",
  "K7QWERTY2345ASDFGHJKLMNP6789",
])("“%s” looks like a code", (text) => {
  expect(mayBeActivationCode(text)).toBe(true);
});

test.each([
  ["a RoT UID", "00020000CC00000A"],
  ["an IMEI", "490154203237518"],
  ["a serial number of a certificate", "073068c914de40ccaee84e03a66b4858"],
  ["an SSRN", "152115129000"],
  ["a serial number", "JN1234ABC"],
  ["a UID of a device profile", "Yr3nHcVs7kQwDxJt0aMpZg"],
  ["a name in lower case", "northside2026batch01"],
  ["a name with dashes", "NORTH-SIDE-2026-METERS"],
  ["an id of ours", "req_01a2041f94597017bf3897b93550d1be"],
  ["words", "the devices of downtown"],
])("%s does not", (_, text) => {
  expect(mayBeActivationCode(text)).toBe(false);
});
