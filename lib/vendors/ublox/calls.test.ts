import { afterEach, describe, expect, test } from "vitest";
import { closeClients, failureOf, permit, reading, shortMs } from "../http/testing/client";
import { answer, closeServers, type Reply } from "../http/testing/recording-server";
import { listActivities } from "./activities";
import { readApiVersion } from "./api-version";
import {
  deleteBootstrapProvisioning,
  readBootstrapProvisioning,
  setBootstrapProvisioning,
} from "./bootstrap-provisioning";
import type { UbloxClient } from "./client";
import {
  rekeyDeviceCertificates,
  removeDeviceCertificates,
  renewDeviceCertificates,
  revokeDeviceCertificate,
  transferDeviceCertificates,
} from "./device-certificates";
import { listDeviceProfiles } from "./device-profiles";
import { listUids, listUidsOf, readDeviceInfo } from "./devices";
import {
  revealDownlinkIntegrity,
  revealDownlinkProtection,
  revealSymmetricKey,
  revealUplinkIntegrity,
  revealUplinkProtection,
  rotateKeys,
} from "./e2e-keys";
import { listClonedDevices, listSuspiciousDevices } from "./findings";
import { listNotifications } from "./notifications";
import { deleteProvisioning, readProvisioning, setProvisioning } from "./provisioning";
import { readRevocationList } from "./revocation-lists";
import {
  createRootCa,
  deleteRootCa,
  generatePopCertificate,
  getRootCa,
  listRootCaDevices,
  listRootCas,
  updateRootCa,
} from "./root-cas";
import { assignTags, createTag, deleteTag, listTags, removeTags } from "./tags";
import { ubloxStandIn } from "./testing";
import { readUsage } from "./usage";
import { createVendorHook, deleteVendorHook, listVendorHooks, updateVendorHook } from "./vendor-hooks";
import { changeWhitelist, listWhitelist } from "./whitelist";

afterEach(async () => {
  await closeClients();
  await closeServers();
});

interface OneCall {
  path: string;
  /** What it sends, to the letter; undefined when it sends nothing. */
  body: unknown;
  make(ublox: UbloxClient): Promise<unknown>;
}

const uid = "0002000089280087";
const rotPublicUids = [uid];
const devices = { rotPublicUids };
const caName = "example.com";
const deviceProfileUid = "AyvylmHVdUiHQzUaCjOmC";
const settings = {
  features: [{ name: "LocalDPR" as const, enabled: true }],
  heartbeatSeconds: 86_400,
  rootCaName: caName,
};
const provisioning = {
  Authorizations: [{ Name: "LocalDPR", State: "ENABLED" }],
  NetworkParameters: [{ Name: "SecurityHeartbeatInSec", Value: 86_400 }],
  Zerotouch: { CAName: caName },
};
const from = "2020-02-01T00:00:00.000Z";
const to = "2020-03-01T23:59:00.000Z";
const period = { FromDate: "2020-02-01T00:00:00+00:00", ToDate: "2020-03-01T23:59:00+00:00" };
const url = "https://hooks.example/ublox/bootstrap";
const authorization = "Bearer eiuytreuihkjfghdlyreuiyt";
const keyId = "1101000005B52001443F8C16C7EC";

/** Every endpoint that is read, beside the two that sign in (token.test.ts). */
const reads: OneCall[] = [
  { path: "/apiversion", body: undefined, make: (ublox) => readApiVersion(reading, ublox) },
  {
    path: "/deviceprofile/get",
    body: { PageNumber: 1 },
    make: (ublox) => listDeviceProfiles(reading, ublox, { page: 1 }),
  },
  {
    path: "/deviceprofile/bootstrapprovisioning/get",
    body: { DeviceProfileUID: deviceProfileUid },
    make: (ublox) => readBootstrapProvisioning(reading, ublox, { deviceProfileUid }),
  },
  {
    path: "/device/list/get",
    body: { Filter: "ALL", PageNumber: 1 },
    make: (ublox) => listUids(reading, ublox, { page: 1 }),
  },
  {
    path: "/device/rotpublicuid/get",
    body: { TagNames: ["downtown"], PageNumber: 1 },
    make: (ublox) => listUidsOf(reading, ublox, { of: { tag: "downtown" }, page: 1 }),
  },
  {
    path: "/device/info/get",
    body: { ROTPublicUIDs: rotPublicUids, Options: ["CORE", "PROVISIONING", "ZTP"] },
    make: (ublox) => readDeviceInfo(reading, ublox, devices),
  },
  {
    path: "/device/provisioning/get",
    body: { ROTPublicUIDs: rotPublicUids },
    make: (ublox) => readProvisioning(reading, ublox, { devices }),
  },
  {
    path: "/device/whitelist/get",
    body: { PageNumber: 1 },
    make: (ublox) => listWhitelist(reading, ublox, { page: 1 }),
  },
  {
    path: "/notification/get",
    body: { ...period, TagNames: ["downtown"], NotificationType: "DEVICE_INFO_CHANGE", PageNumber: 2 },
    make: (ublox) =>
      listNotifications(reading, ublox, {
        devices: { tagNames: ["downtown"] },
        from,
        to,
        type: "DEVICE_INFO_CHANGE",
        page: 2,
      }),
  },
  {
    path: "/device/activity/get",
    body: { ...period, ROTPublicUID: uid, PageNumber: 1 },
    make: (ublox) => listActivities(reading, ublox, { rotPublicUid: uid, from, to, page: 1 }),
  },
  {
    path: "/device/usage/get",
    body: { FromDate: "2020-02-01", ToDate: "2020-03-01", ROTPublicUIDs: rotPublicUids },
    make: (ublox) => readUsage(reading, ublox, { from: "2020-02-01", to: "2020-03-01", devices }),
  },
  {
    path: "/device/clone/get",
    body: { ...period, DeviceProfileUID: deviceProfileUid, PageNumber: 1 },
    make: (ublox) => listClonedDevices(reading, ublox, { devices: { deviceProfileUid }, from, to, page: 1 }),
  },
  {
    path: "/device/suspicious/get",
    body: { ROTPublicUIDs: rotPublicUids, PageNumber: 1 },
    make: (ublox) => listSuspiciousDevices(reading, ublox, { devices, page: 1 }),
  },
  {
    path: "/ztp/rootca/get",
    body: { PageNumber: 1 },
    make: (ublox) => listRootCas(reading, ublox, { page: 1 }),
  },
  {
    path: "/ztp/rootca/get",
    body: { CAName: caName },
    make: (ublox) => getRootCa(reading, ublox, { caName }),
  },
  {
    path: "/ztp/rootca/crl/get",
    body: { CANames: [caName] },
    make: (ublox) => readRevocationList(reading, ublox, { caName }),
  },
  {
    path: "/ztp/rootca/device/get",
    body: { CAName: caName, PageNumber: 3 },
    make: (ublox) => listRootCaDevices(reading, ublox, { caName, page: 3 }),
  },
  {
    path: "/notification/webhook/get",
    body: undefined,
    make: (ublox) => listVendorHooks(reading, ublox),
  },
  { path: "/tag/get", body: { PageNumber: 1 }, make: (ublox) => listTags(reading, ublox, { page: 1 }) },
];

/** Every endpoint that changes something or hands out a secret. */
const writes: OneCall[] = [
  {
    path: "/deviceprofile/bootstrapprovisioning/set",
    body: { DeviceProfileUID: deviceProfileUid, Provisioning: provisioning },
    make: (ublox) => setBootstrapProvisioning(permit(), ublox, { deviceProfileUid, settings }),
  },
  {
    path: "/deviceprofile/bootstrapprovisioning/delete",
    body: { DeviceProfileUID: deviceProfileUid },
    make: (ublox) => deleteBootstrapProvisioning(permit(), ublox, { deviceProfileUid }),
  },
  {
    path: "/device/provisioning/set",
    body: { ROTPublicUIDs: rotPublicUids, Provisioning: provisioning },
    make: (ublox) => setProvisioning(permit(), ublox, { devices, settings }),
  },
  {
    path: "/device/provisioning/delete",
    body: { TagNames: ["downtown"] },
    make: (ublox) => deleteProvisioning(permit(), ublox, { devices: { tagNames: ["downtown"] } }),
  },
  {
    path: "/device/whitelist/add",
    body: { ROTPublicUIDs: rotPublicUids, Action: "ADD" },
    make: (ublox) => changeWhitelist(permit(), ublox, { action: "ADD", rotPublicUids, imeis: [] }),
  },
  {
    path: "/e2e/key/rotate",
    body: { ROTPublicUIDs: rotPublicUids, Type: "AUTOMATIC", Days: 1 },
    make: (ublox) => rotateKeys(permit(), ublox, { devices, rotation: { type: "automatic", days: 1 } }),
  },
  {
    path: "/e2e/uplink/symmetrickey/get",
    body: { KeyID: keyId, KeyLength: 256 },
    make: (ublox) => revealSymmetricKey(permit(), ublox, { keyId, keyLengthBits: 256 }),
  },
  {
    path: "/e2e/uplink/protectionparameters/get",
    body: { EncryptedHeader: "1101000089282257621f7593c47f0000" },
    make: (ublox) =>
      revealUplinkProtection(permit(), ublox, { encryptedHeader: "1101000089282257621f7593c47f0000" }),
  },
  {
    path: "/e2e/uplink/integrityparameters/get",
    body: { EncryptedHeader: "2900000f0008002f312401" },
    make: (ublox) => revealUplinkIntegrity(permit(), ublox, { encryptedHeader: "2900000f0008002f312401" }),
  },
  {
    path: "/e2e/downlink/protectionparameters/get",
    body: { ROTPublicUID: uid },
    make: (ublox) => revealDownlinkProtection(permit(), ublox, { rotPublicUid: uid }),
  },
  {
    path: "/e2e/downlink/integrityparameters/get",
    body: { ROTPublicUID: uid },
    make: (ublox) => revealDownlinkIntegrity(permit(), ublox, { rotPublicUid: uid }),
  },
  {
    path: "/ztp/rootca/create",
    body: {
      CAName: caName,
      CACertificateValidity: 3650,
      DeviceCertificateValidity: 365,
      RenewBeforeExpiration: 30,
    },
    make: (ublox) =>
      createRootCa(permit(), ublox, {
        caName,
        caValidityDays: 3650,
        certificateValidityDays: 365,
        renewBeforeDays: 30,
      }),
  },
  {
    path: "/ztp/rootca/update",
    body: { CAName: caName, RenewBeforeExpiration: 180 },
    make: (ublox) => updateRootCa(permit(), ublox, { caName, renewBeforeDays: 180 }),
  },
  {
    path: "/ztp/rootca/popcertificate/generate",
    body: { CAName: caName, RegistrationCode: "930783746273459058465786283467236543874968549" },
    make: (ublox) =>
      generatePopCertificate(permit(), ublox, {
        caName,
        registrationCode: "930783746273459058465786283467236543874968549",
      }),
  },
  {
    path: "/ztp/rootca/delete",
    body: { CAName: caName },
    make: (ublox) => deleteRootCa(permit(), ublox, { caName }),
  },
  {
    path: "/ztp/devicecertificate/renew",
    body: { ROTPublicUIDs: rotPublicUids, CAName: caName, DeviceCertificateValidity: 1000 },
    make: (ublox) =>
      renewDeviceCertificates(permit(), ublox, { caName, validityDays: 1000, certificates: devices }),
  },
  {
    path: "/ztp/devicecertificate/update",
    body: { ROTPublicUIDs: rotPublicUids, CAName: caName },
    make: (ublox) => rekeyDeviceCertificates(permit(), ublox, { caName, certificates: devices }),
  },
  {
    path: "/ztp/devicecertificate/delete",
    body: { ROTPublicUIDs: rotPublicUids },
    make: (ublox) => removeDeviceCertificates(permit(), ublox, { rotPublicUids }),
  },
  {
    path: "/ztp/devicecertificate/revoke",
    body: { ROTPublicUID: uid, CAName: caName },
    make: (ublox) => revokeDeviceCertificate(permit(), ublox, { caName, certificate: { rotPublicUid: uid } }),
  },
  {
    path: "/ztp/devicecertificate/rootca/transfer",
    body: { ROTPublicUIDs: rotPublicUids, FromCA: "examplefrom.com", ToCA: "exampleto.com" },
    make: (ublox) =>
      transferDeviceCertificates(permit(), ublox, {
        fromCaName: "examplefrom.com",
        toCaName: "exampleto.com",
        rotPublicUids,
      }),
  },
  {
    path: "/notification/webhook/create",
    body: {
      NotificationURL: url,
      AuthorizationToken: authorization,
      NotificationType: "DEVICE_BOOTSTRAP_EVENT",
    },
    make: (ublox) =>
      createVendorHook(permit(), ublox, { url, type: "DEVICE_BOOTSTRAP_EVENT", authorization }),
  },
  {
    path: "/notification/webhook/update",
    body: { NotificationURL: url, AuthorizationToken: authorization },
    make: (ublox) => updateVendorHook(permit(), ublox, { url, authorization }),
  },
  {
    path: "/notification/webhook/delete",
    body: { NotificationURL: url },
    make: (ublox) => deleteVendorHook(permit(), ublox, { url }),
  },
  {
    path: "/tag/create",
    body: { TagName: "downtown" },
    make: (ublox) => createTag(permit(), ublox, { tagName: "downtown" }),
  },
  {
    path: "/tag/delete",
    body: { TagName: "downtown" },
    make: (ublox) => deleteTag(permit(), ublox, { tagName: "downtown" }),
  },
  {
    path: "/tag/assign",
    body: { TagNames: ["downtown"], ROTPublicUIDs: rotPublicUids },
    make: (ublox) =>
      assignTags(permit(), ublox, { tagNames: ["downtown"], rotPublicUids, deviceProfileUids: [] }),
  },
  {
    path: "/tag/remove",
    body: { TagNames: ["downtown"], ROTPublicUIDs: rotPublicUids },
    make: (ublox) =>
      removeTags(permit(), ublox, {
        tagNames: ["downtown"],
        allTags: false,
        rotPublicUids,
        allDevices: false,
        deviceProfileUids: [],
        allDeviceProfiles: false,
      }),
  },
];

const says =
  (status: number, body: unknown): Reply =>
  (_request, response) =>
    answer(response, body, status);
const hangsUp: Reply = (_request, response) => response.socket?.resetAndDestroy();
const html = "<html><head><title>Sign in</title></head></html>";

/** How often a read is sent, a change being sent once; and whether a change may have been carried out. */
const failures: {
  name: string;
  reply: Reply;
  kind: string;
  readSentTimes?: number;
  sentTimes?: number;
  mayHaveActed?: boolean;
}[] = [
  { name: "400 with message", reply: says(400, { message: "Bad Request" }), kind: "refused" },
  { name: "400 with Message", reply: says(400, { Message: "Bad Request" }), kind: "refused" },
  // One new token and one more try: a 401 was not acted upon.
  { name: "401", reply: says(401, { message: "Not Authorized." }), kind: "denied", sentTimes: 2 },
  { name: "403", reply: says(403, { message: "Forbidden" }), kind: "denied" },
  { name: "404", reply: says(404, ""), kind: "not_found" },
  { name: "429", reply: says(429, { message: "Too Many Requests" }), kind: "busy", readSentTimes: 3 },
  { name: "500", reply: says(500, ""), kind: "unavailable", mayHaveActed: true },
  { name: "503", reply: says(503, ""), kind: "unavailable", readSentTimes: 3, mayHaveActed: true },
  { name: "a web page", reply: says(200, html), kind: "bad_answer", mayHaveActed: true },
  { name: "half an answer", reply: says(200, '{"Key":"oCa2'), kind: "bad_answer", mayHaveActed: true },
  {
    name: "a lost connection",
    reply: hangsUp,
    kind: "connection_lost",
    readSentTimes: 3,
    mayHaveActed: true,
  },
];

/** Tried by the other method where the first does not exist (either-method.test.ts). */
const withoutBody = new Set(["/apiversion", "/notification/webhook/get"]);

const nameOf = ({ path, body }: OneCall) => (body === undefined ? path : `${path} ${JSON.stringify(body)}`);

describe.each(reads.map((call) => ({ ...call, name: nameOf(call) })))(
  "the read $name",
  ({ path, body, make }) => {
    test("is one POST of exactly this", async () => {
      const { ublox, asked, server } = await ubloxStandIn(says(400, ""));
      await failureOf(make(ublox));
      expect(asked()).toEqual([{ method: "POST", url: `/v1${path}`, body }]);
      const headers = server.requests.at(-1)?.headers;
      expect(headers?.["content-type"]).toBe(body === undefined ? undefined : "application/json");
      expect(headers?.authorization).toBe("Bearer auth-1");
    });

    const tried = failures.filter(({ name }) => !withoutBody.has(path) || !["403", "404"].includes(name));
    test.each(tried)("$name is $kind", async ({ reply, kind, sentTimes = 1, readSentTimes = sentTimes }) => {
      const { ublox, asked } = await ubloxStandIn(reply);
      expect(await failureOf(make(ublox))).toMatchObject({ kind, call: `POST ${path}`, mayHaveActed: false });
      expect(asked()).toHaveLength(readSentTimes);
    });

    test.each([
      ["nothing", ""],
      ["null", "null"],
      ["text", '"Success"'],
      ["a list of nothing", "[null]"],
    ])("%s for an answer is a bad one", async (_name, text) => {
      const { ublox } = await ubloxStandIn(says(200, text));
      expect(await failureOf(make(ublox))).toMatchObject({ kind: "bad_answer" });
    });
  },
);

describe.each(writes.map((call) => ({ ...call, name: nameOf(call) })))(
  "the write $name",
  ({ path, body, make }) => {
    test("is one POST of exactly this", async () => {
      const { ublox, asked } = await ubloxStandIn(says(400, ""));
      await failureOf(make(ublox));
      expect(asked()).toEqual([{ method: "POST", url: `/v1${path}`, body }]);
    });

    test.each(failures)("$name is $kind", async ({ reply, kind, sentTimes = 1, mayHaveActed = false }) => {
      const { ublox, asked } = await ubloxStandIn(reply);
      expect(await failureOf(make(ublox))).toMatchObject({ kind, call: `POST ${path}`, mayHaveActed });
      expect(asked()).toHaveLength(sentTimes);
    });
  },
);

test("no endpoint is left out, beside the two that sign in", () => {
  expect(new Set([...reads, ...writes].map(({ path }) => path)).size).toBe(45);
});

test("silence ends every call by its deadline, a change in doubt", async () => {
  await Promise.all(
    [reads, writes].flatMap((calls) =>
      calls.map(async ({ make }) => {
        const limits = { readDeadlineMs: shortMs, writeDeadlineMs: shortMs };
        const { ublox, asked } = await ubloxStandIn(() => {}, { limits });
        const error = await failureOf(make(ublox));
        expect(error).toMatchObject({
          kind: "timeout",
          mayHaveActed: calls === writes && asked().length > 0,
        });
      }),
    ),
  );
});
