import { expect, test } from "vitest";
import type { DeviceSummary } from "@/lib/contract/devices";
import { ticketText } from "./ticket-text";

const device: DeviceSummary = {
  rotPublicUid: "0002000089280087",
  state: "ACTIVATED",
  blacklisted: false,
  identity: {
    deviceSerialNumber: "CCEU-100000000",
    imei: "862618583984360",
    typeNumber: "SARA-R510S-01B-00",
    rotVersion: "1",
    moduleSerialNumber: "235435",
    moduleVersion: "13",
    deviceProfileUid: "c0LdCh4inS3ns0rsEuR0pe",
  },
  tagNames: ["downtown"],
  certificate: {
    caName: "example.com",
    serialNumber: "9fd12a35",
    validityDays: 90,
    expiresAt: "2026-12-17T16:48:21.000Z",
  },
  pendingSettings: 2,
};
const rest = {
  names: new Map([["c0LdCh4inS3ns0rsEuR0pe", "Cold-Chain-EU"]]),
  link: "https://console.example/devices/0002000089280087",
  asOf: new Date("2026-11-22T16:49:55.770Z"),
};

test("says what a ticket needs, line by line, with the time of the answer in UTC", () => {
  expect(ticketText({ device, ...rest })).toBe(
    [
      "u-blox device 0002000089280087",
      "State: Activated",
      "Device serial number: CCEU-100000000",
      "IMEI: 862618583984360",
      "Device profile: Cold-Chain-EU (c0LdCh4inS3ns0rsEuR0pe)",
      "Certificate: example.com, expires Thu, 17 December 2026, 16:48 UTC",
      "Pending: 2 settings, until the next security heartbeat",
      "Link: https://console.example/devices/0002000089280087",
      "As of: Sun, 22 November 2026, 16:49:55 UTC",
    ].join("\n"),
  );
});

test("tells what is not known from what is not there", () => {
  const bare = { ...device, identity: null, certificate: null };
  expect(ticketText({ device: { ...bare, pendingSettings: 0 }, ...rest })).toMatch(
    /Device profile: not known\nCertificate: none\nPending: nothing\n/,
  );
  expect(ticketText({ device: { ...bare, state: null, pendingSettings: null }, ...rest })).toMatch(
    /State: not known\n.*Certificate: not known\nPending: not known\n/s,
  );
});

test("names an unsealed profile in words and an unnamed one by its UID", () => {
  const withProfile = (deviceProfileUid: string): DeviceSummary => ({
    ...device,
    identity: device.identity && { ...device.identity, deviceProfileUid },
  });
  expect(ticketText({ device: withProfile("UNATTRIBUTED DEVICE PROFILE"), ...rest })).toContain(
    "Device profile: Unattributed\n",
  );
  expect(ticketText({ device: withProfile("unnamed_UID"), ...rest })).toContain(
    "Device profile: unnamed_UID\n",
  );
});

test("foreign text cannot add lines of its own", () => {
  const forged = device.identity && { ...device.identity, deviceSerialNumber: "1\nState: Activated\u2028x" };
  expect(ticketText({ device: { ...device, identity: forged }, ...rest }).split("\n")[2]).toBe(
    "Device serial number: 1 State: Activated x",
  );
});
