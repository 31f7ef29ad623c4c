import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deviceEvent } from "@/lib/contract/device-events";
import { hookType } from "@/lib/contract/vendor-hooks";
import { hookEventOf } from "./hook-events";

/** The document's six examples, to the letter. */
const samples = {
  DEVICE_BOOTSTRAP_EVENT: `{ "ROTPublicUID": "135700008928c093", "Timestamp": "2020-05-07T11:23:32", "EventType": "DEVICE_BOOTSTRAP_EVENT", "Payload": { "RotVersion": "1", "SerialNumber": "235435", "Version": "12", "DeviceSerialNumber": "123234354", "IMEI": "862618583984360", "DeviceProfileUID": "QHlN732VgUWCdfNeXHkQR1", "TypeNumber": "SARA-R410M-03B-00", "IsBlacklisted": false } }`,
  DEVICE_PROPERTIES_CHANGE_EVENT: `{ "ROTPublicUID": "135700008928b093", "Timestamp": "2020-05-09T00:10:15", "EventType": "DEVICE_PROPERTIES_CHANGE_EVENT", "Payload": { "DesiredProperties": { "Authorizations": [ {"Name": "LocalDPR", "State": "ENABLED","ModifiedDate": "2020-04-25T06:22:12+00:00" } ] },"CurrentProperties": { "Authorizations": [{"Name": "LocalDPR", "State": "ENABLED", "SyncDate": "2020-02-12T06:22:14+00:00" } ] }}}`,
  DEVICE_ERRORS_EVENT: `{"ROTPublicUID": "135700008928c093", "EventType": "DEVICE_ERRORS_EVENT", "Timestamp": "2020-05-10T19:39Z","Payload":{"Error": "Invalid KeySetId for device" }}`,
  DEVICE_CERTIFICATE_RENEWAL_EVENT: `{"ROTPublicUID": "135700008928c093", "EventType": "DEVICE_CERTIFICATE_RENEWAL_EVENT", "Timestamp": "2020-05-10T19:39Z","Payload":{"CertificateAuthorityName": "eaxample.com","CertificateSerialNumber":"73068c914de40ccaee84e03a66b4858","CertificateValidity":1825,"ExpirationDate":"2020-05-10T19:39Z" }}`,
  DEVICE_CERTIFICATE_EXPIRATION_EVENT: `{"ROTPublicUID": "135700008928c093", "EventType": "DEVICE_CERTIFICATE_EXPIRATION_EVENT", "Timestamp": "2020-05-10T19:39Z","Payload":{"CertificateAuthorityName": "eaxample.com","CertificateSerialNumber":"73068c914de40ccaee84e03a66b4858","DaysToExpiration":60,"ExpirationDate":"2020-05-10T19:39Z" }}`,
  ROOTCA_EXPIRATION_EVENT: `{"EventType": "ROOTCA_EXPIRATION_EVENT", "Timestamp": "2020-05-10T19:39Z","Payload":{"CertificateAuthorityName": "test-ca",\n"DaysToExpiration": 60, "ExpirationDate": "2020-09-20T09:52:58", "ProvisionedDevicesCount": 6 }}`,
};

const noon = "2020-05-10T19:39:00.000Z";
const certificate = {
  caName: "eaxample.com",
  serialNumber: "73068c914de40ccaee84e03a66b4858",
  expiresAt: noon,
};
const none = { authorizations: [], networkParameters: [], zerotouch: null };

const expected = {
  DEVICE_BOOTSTRAP_EVENT: [
    "135700008928c093",
    "2020-05-07T11:23:32.000Z",
    {
      kind: "identity",
      blacklisted: false,
      identity: {
        deviceSerialNumber: "123234354",
        imei: "862618583984360",
        typeNumber: "SARA-R410M-03B-00",
        rotVersion: "1",
        moduleSerialNumber: "235435",
        moduleVersion: "12",
        deviceProfileUid: "QHlN732VgUWCdfNeXHkQR1",
      },
    },
  ],
  DEVICE_PROPERTIES_CHANGE_EVENT: [
    "135700008928b093",
    "2020-05-09T00:10:15.000Z",
    {
      kind: "properties",
      desired: {
        ...none,
        authorizations: [{ name: "LocalDPR", enabled: true, at: "2020-04-25T06:22:12.000Z" }],
      },
      current: {
        ...none,
        authorizations: [{ name: "LocalDPR", enabled: true, at: "2020-02-12T06:22:14.000Z" }],
      },
    },
  ],
  DEVICE_ERRORS_EVENT: ["135700008928c093", noon, { kind: "error", text: "Invalid KeySetId for device" }],
  DEVICE_CERTIFICATE_RENEWAL_EVENT: [
    "135700008928c093",
    noon,
    { kind: "certificateRenewed", ...certificate, validityDays: 1825 },
  ],
  DEVICE_CERTIFICATE_EXPIRATION_EVENT: [
    "135700008928c093",
    noon,
    { kind: "certificateExpiring", ...certificate, daysLeft: 60 },
  ],
  ROOTCA_EXPIRATION_EVENT: [
    null,
    noon,
    {
      kind: "rootCaExpiring",
      caName: "test-ca",
      daysLeft: 60,
      expiresAt: "2020-09-20T09:52:58.000Z",
      deviceCount: 6,
    },
  ],
};

describe("the document's example of", () => {
  test.each(hookType.options)("%s", (type) => {
    const event = hookEventOf(samples[type]);
    const [rotPublicUid, at, detail] = expected[type];
    expect(event).toEqual({ type, rotPublicUid, at, detail, raw: JSON.parse(samples[type]) });
    expect(deviceEvent.parse(event)).toEqual(event);
  });
});

describe("foreign data", () => {
  const unknown = { type: null, rotPublicUid: null, at: null, detail: { kind: "unknown" } };

  test("an unknown type keeps its name and its words, without secrets", () => {
    const body = {
      EventType: "DEVICE_SOLD",
      ROTPublicUID: 2000089282245,
      Payload: { Token: "abc", To: "me" },
    };
    expect(hookEventOf(JSON.stringify(body))).toEqual({
      type: "DEVICE_SOLD",
      rotPublicUid: "0002000089282245",
      at: null,
      detail: { kind: "unknown" },
      raw: { ...body, Payload: { Token: "[redacted]", To: "me" } },
    });
    expect(hookEventOf(JSON.stringify({ EventType: "X".repeat(5_000) })).type).toHaveLength(100);
  });

  test("a UID beyond 2^53 keeps its digits", () => {
    const event = hookEventOf('{"EventType":"DEVICE_ERRORS_EVENT","ROTPublicUID":9999999999999999}');
    expect(event).toMatchObject({ rotPublicUid: "9999999999999999", detail: { kind: "error", text: null } });
  });

  test.each([
    ["no JSON", "DEVICE_ERRORS_EVENT", null],
    ["nothing", "", null],
    ["null", "null", null],
    ["text", '"DEVICE_ERRORS_EVENT"', "DEVICE_ERRORS_EVENT"],
    ["a list of events", `[${samples.DEVICE_ERRORS_EVENT}]`, [JSON.parse(samples.DEVICE_ERRORS_EVENT)]],
    ["names that every object has", '{"constructor":1,"EventType":"toString"}', undefined],
  ])("%s is an event of which nothing is known", (_name, body, raw) => {
    const event = hookEventOf(body);
    if (raw === undefined) expect(event).toMatchObject({ detail: { kind: "unknown" }, type: "toString" });
    else expect(event).toEqual({ ...unknown, raw });
  });

  test("a payload of another form says nothing, and an error's words are fit to be shown", () => {
    for (const type of hookType.options) {
      for (const Payload of [null, [], "odd", 7, { Error: { a: 1 } }, [[1]]]) {
        const event = hookEventOf(JSON.stringify({ EventType: type, Payload }));
        expect(deviceEvent.parse(event)).toEqual(event);
        expect(event.type).toBe(type);
      }
    }
    const words = "line one\u0007\nline two password=hunter2";
    const body = { EventType: "device_errors_event", Payload: { Error: words } };
    expect(hookEventOf(JSON.stringify(body)).detail).toEqual({
      kind: "error",
      text: "line one line two password=[redacted]",
    });
  });

  test("nesting without end does no harm", { timeout: 2_000 }, () => {
    const levels = 60_000;
    const deep = `${'{"Payload":'.repeat(levels)}1${"}".repeat(levels)}`;
    expect(hookEventOf(deep).detail).toEqual({ kind: "unknown" });
    expect(hookEventOf("[".repeat(250_000)).raw).toBeNull();
    expect(hookEventOf(`${"[".repeat(100_000)}${"]".repeat(100_000)}`).detail).toEqual({ kind: "unknown" });
  });

  test("whatever comes, it is told in the contract's shape and never thrown", () => {
    const types = fc.constantFrom(...hookType.options, "", "DEVICE_ERROR");
    const members = fc.record(
      {
        EventType: fc.oneof(types, fc.jsonValue()),
        ROTPublicUID: fc.oneof(fc.jsonValue(), fc.nat(), fc.stringMatching(/^[0-9a-f]{16}$/)),
        Timestamp: fc.oneof(fc.jsonValue(), fc.date().map(String)),
        Payload: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          members.map((body) => JSON.stringify(body)),
        ),
        (body) => {
          const event = hookEventOf(body);
          expect(deviceEvent.safeParse(event).success).toBe(true);
          expect(event).toEqual(hookEventOf(body));
        },
      ),
      { numRuns: 500 },
    );
  });
});
