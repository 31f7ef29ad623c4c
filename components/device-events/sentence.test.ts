import { expect, test } from "vitest";
import type { DeviceEvent, EventDetail } from "@/lib/contract/device-events";
import { eventSentence } from "./sentence";

const expiresAt = "2027-03-14T09:00:00.000Z";
const settings = (enabled: boolean) => ({
  authorizations: [
    { name: "LocalDPR", enabled, at: null },
    { name: "ZTPV1", enabled: true, at: null },
  ],
  networkParameters: [{ name: "SecurityHeartbeatInSec", value: "3600", at: null }],
  zerotouch: { caName: "plant-ca", at: null },
});
const none = { authorizations: [], networkParameters: [], zerotouch: null };
const identity = {
  deviceSerialNumber: "1",
  imei: null,
  typeNumber: "SARA-R510S",
  rotVersion: null,
  moduleSerialNumber: null,
  moduleVersion: null,
  deviceProfileUid: null,
};
const certificate = { caName: "plant-ca", serialNumber: "73068c", expiresAt };

const sentences: [sentence: string, detail: EventDetail, type?: DeviceEvent["type"]][] = [
  ["Changed from ALLOCATED to ACTIVATED.", { kind: "state", from: "ALLOCATED", to: "ACTIVATED" }],
  ["Became ACTIVATED.", { kind: "state", from: null, to: "ACTIVATED" }],
  ["Changed its state.", { kind: "state", from: null, to: null }],
  [
    "Bootstrapped as SARA-R510S.",
    { kind: "identity", identity, blacklisted: false },
    "DEVICE_BOOTSTRAP_EVENT",
  ],
  [
    "Bootstrapped; it is blacklisted.",
    { kind: "identity", identity: null, blacklisted: true },
    "DEVICE_BOOTSTRAP_EVENT",
  ],
  [
    "Its identity was sealed or changed.",
    { kind: "identity", identity, blacklisted: null },
    "DEVICE_INFO_CHANGE",
  ],
  [
    "Applied LocalDPR on, ZTPV1 on, SecurityHeartbeatInSec 3600, and root CA plant-ca.",
    { kind: "properties", desired: null, current: settings(true) },
  ],
  [
    "Applied LocalDPR off.",
    {
      kind: "properties",
      desired: { ...none, authorizations: [{ name: "LocalDPR", enabled: false, at: null }] },
      current: settings(false),
    },
  ],
  [
    "Has still to apply LocalDPR on.",
    {
      kind: "properties",
      desired: { ...none, authorizations: [{ name: "LocalDPR", enabled: true, at: null }] },
      current: none,
    },
  ],
  ["Its settings changed.", { kind: "properties", desired: null, current: null }],
  ["Met an error: Invalid KeySetId for device.", { kind: "error", text: "Invalid KeySetId for device" }],
  ["Met an error: Why?", { kind: "error", text: "Why?" }],
  ["Met an error.", { kind: "error", text: null }],
  [
    "Got a new certificate from plant-ca, valid until Sun, 14 March 2027, 09:00 UTC.",
    { kind: "certificateRenewed", ...certificate, validityDays: 365 },
  ],
  [
    "Got a new certificate.",
    { kind: "certificateRenewed", caName: null, serialNumber: null, expiresAt: null, validityDays: null },
  ],
  [
    "Its certificate from plant-ca expires in 60 days, on Sun, 14 March 2027, 09:00 UTC.",
    { kind: "certificateExpiring", ...certificate, daysLeft: 60 },
  ],
  [
    "Its certificate expires soon.",
    { kind: "certificateExpiring", caName: null, serialNumber: null, expiresAt: null, daysLeft: null },
  ],
  [
    "The root CA plant-ca expires in 1 day, on Sun, 14 March 2027, 09:00 UTC; 1 device carries its certificates.",
    { kind: "rootCaExpiring", caName: "plant-ca", daysLeft: 1, expiresAt, deviceCount: 1 },
  ],
  [
    "The root CA plant-ca expires within a day; 1,200 devices carry its certificates.",
    { kind: "rootCaExpiring", caName: "plant-ca", daysLeft: 0, expiresAt: null, deviceCount: 1_200 },
  ],
  [
    "The root CA has expired on Sun, 14 March 2027, 09:00 UTC.",
    { kind: "rootCaExpiring", caName: null, daysLeft: -1, expiresAt, deviceCount: null },
  ],
  ["Something this console does not know: DEVICE_SOLD.", { kind: "unknown" }, "DEVICE_SOLD"],
  ["Something that could not be read.", { kind: "unknown" }],
];

test.each(sentences)("%s", (sentence, detail, type = null) => {
  expect(eventSentence({ type, detail })).toBe(sentence);
});
