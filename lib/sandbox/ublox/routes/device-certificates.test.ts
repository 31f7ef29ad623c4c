import "reflect-metadata";
import { X509Certificate, X509Crl } from "@peculiar/x509";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { DAY_MS } from "../../kit/clock";
import { rootCertificatePem } from "../pki/authority";
import { type Account, account, type CertifiedDevice, OTHER, PARENT } from "../pki/test-support";
import type { Device } from "../state";
import { deviceCertificateRoutes } from "./device-certificates";
import { revocationListRoutes } from "./revocation-lists";

const lists = z.object({
  CRLs: z.array(z.object({ CAName: z.string(), CRL: z.string(), SerialNumbers: z.array(z.string()) })),
});
const underWay = "Request aborted. The device certificate update process is still on-going";

describe("device certificates", () => {
  let own: Account;
  let device: CertifiedDevice;
  let uid: string;
  let before: CertifiedDevice["certificate"];
  beforeEach(() => {
    own = account([...deviceCertificateRoutes, ...revocationListRoutes]);
    own.listenTo("DEVICE_CERTIFICATE_RENEWAL_EVENT", "DEVICE_ERRORS_EVENT", "DEVICE_PROPERTIES_CHANGE_EVENT");
    device = own.carrier();
    uid = device.rotPublicUid;
    before = device.certificate;
  });
  const call = (path: string, body: object) => own.call(`/ztp/devicecertificate/${path}`, body);
  const ask = async (path: string, body: object) => {
    const answer = await call(path, body);
    expect([answer.status, answer.text]).toEqual([200, '{"message":"Success"}']);
  };
  const refused = async (path: string, body: object, words = expect.any(String)) => {
    const answer = await call(path, body);
    expect([answer.status, answer.json()]).toEqual([400, { message: words }]);
  };
  const crls = async (CANames?: string[]) =>
    lists.parse((await own.call("/ztp/rootca/crl/get", { CANames })).json()).CRLs;
  const counters = () => own.state.usage.of(uid).map(({ counter }) => counter);
  /** What the device carries; typed anew, as it changes with heartbeats. */
  const carried = (): Device["certificate"] => device.certificate;

  const renewal = { CAName: PARENT, DeviceCertificateValidity: 100 };
  /** Every call, once for this device. */
  const everyCall = (): [path: string, body: object][] => [
    ["renew", { ...renewal, ROTPublicUIDs: [uid] }],
    ["update", { CAName: PARENT, ROTPublicUIDs: [uid] }],
    ["delete", { ROTPublicUIDs: [uid] }],
    ["revoke", { CAName: PARENT, ROTPublicUID: uid }],
    ["rootca/transfer", { FromCA: PARENT, ToCA: OTHER, ROTPublicUIDs: [uid] }],
  ];

  describe("renewing", () => {
    it("waits for the heartbeat, gives another number and end, tells and counts", async () => {
      await ask("renew", { ...renewal, ROTPublicUIDs: [uid] });
      expect(carried()).toEqual(before);
      own.clock.advance(3 * DAY_MS);
      own.heartbeat(device);
      const expiresAtMs = own.clock.nowMs() + 100 * DAY_MS;
      expect(carried()).toMatchObject({ rootCaName: PARENT, validityDays: 100, expiresAtMs });
      expect(carried()?.serialNumber).not.toBe(before.serialNumber);
      expect(own.events).toMatchObject([
        {
          EventType: "DEVICE_CERTIFICATE_RENEWAL_EVENT",
          ROTPublicUID: uid,
          Payload: {
            CertificateAuthorityName: PARENT,
            CertificateSerialNumber: carried()?.serialNumber,
            CertificateValidity: 100,
            ExpirationDate: "2026-06-13T08:00Z",
          },
        },
      ]);
      expect(counters()).toEqual(["CertificateRenew"]);
      own.heartbeat(device);
      expect(counters()).toHaveLength(1);
    });

    it("compares serial numbers as numbers", async () => {
      before.serialNumber = "abc123";
      await ask("renew", { ...renewal, SerialNumbers: ["000ABC123"] });
      own.heartbeat(device);
      expect(carried()).toMatchObject({ validityDays: 100 });
    });

    it("gives no more than the CA has left when the heartbeat comes", async () => {
      await ask("renew", { CAName: PARENT, DeviceCertificateValidity: 3_650, ROTPublicUIDs: [uid] });
      own.clock.advance(20.5 * DAY_MS);
      own.heartbeat(device);
      const endMs = own.parent.createdAtMs + 3_650 * DAY_MS;
      expect(carried()).toMatchObject({ expiresAtMs: endMs, validityDays: 3_599 });
    });

    it("fails on the device when the CA has ended by then", async () => {
      await ask("renew", { ...renewal, ROTPublicUIDs: [uid] });
      own.clock.advance(3_650 * DAY_MS);
      own.heartbeat(device);
      expect(carried()).toEqual(before);
      expect(own.events).toMatchObject([
        { EventType: "DEVICE_ERRORS_EVENT", Payload: { Error: `Root CA ${PARENT} is not valid` } },
      ]);
      expect(counters()).toEqual([]);
    });

    it.each([29, 3_651, 30.5])("is not for %d days", async (DeviceCertificateValidity) => {
      await refused("renew", { CAName: PARENT, ROTPublicUIDs: [uid], DeviceCertificateValidity });
    });

    it("takes a newer order instead of one that waits", async () => {
      await ask("renew", { ...renewal, ROTPublicUIDs: [uid] });
      await ask("renew", { CAName: PARENT, DeviceCertificateValidity: 200, ROTPublicUIDs: [uid] });
      own.heartbeat(device);
      expect(carried()).toMatchObject({ validityDays: 200 });
      expect(counters()).toEqual(["CertificateRenew"]);
    });
  });

  describe("re-keying", () => {
    it("takes two heartbeats with nothing in between", async () => {
      await ask("update", { CAName: PARENT, SerialNumbers: [before.serialNumber] });
      expect(carried()).toEqual(before);
      own.heartbeat(device);
      expect([carried(), own.events, counters()]).toEqual([null, [], []]);
      own.heartbeat(device);
      expect(carried()).toMatchObject({ rootCaName: PARENT, validityDays: 365 });
      expect(carried()?.serialNumber).not.toBe(before.serialNumber);
      expect(own.events.map(({ EventType }) => EventType)).toEqual(["DEVICE_CERTIFICATE_RENEWAL_EVENT"]);
      expect(counters()).toEqual(["CertificateUpdate"]);
    });

    it("keeps every other call off until it is done", async () => {
      await ask("update", { CAName: PARENT, ROTPublicUIDs: [uid] });
      for (const [path, body] of everyCall()) await refused(path, body, underWay);
      own.heartbeat(device);
      for (const [path, body] of everyCall()) await refused(path, body, underWay);
      await refused("revoke", { CAName: PARENT, SerialNumber: before.serialNumber }, underWay);
      own.heartbeat(device);
      await ask("revoke", { CAName: PARENT, SerialNumber: before.serialNumber });
    });
  });

  describe("deleting", () => {
    it("removes at the heartbeat for good, and revokes nothing", async () => {
      await ask("delete", { ROTPublicUIDs: [uid] });
      expect(carried()).toEqual(before);
      own.heartbeat(device);
      own.heartbeat(device);
      expect([carried(), device.current.rootCa, device.desired.rootCa]).toEqual([null, null, null]);
      expect(own.parent.revocations).toEqual([]);
      await refused("delete", { ROTPublicUIDs: [uid] }, "Bad Request. Invalid ROTPublicUIDs");
    });

    it("makes room for a root CA that was asked for since", async () => {
      await ask("delete", { ROTPublicUIDs: [uid] });
      device.desired = { ...device.desired, rootCa: { name: OTHER, changedAtMs: own.clock.nowMs() + 1 } };
      own.heartbeat(device);
      expect(carried()).toMatchObject({ rootCaName: OTHER });
    });
  });

  describe("revoking", () => {
    it("is on the signed list at once and stays on the device", async () => {
      const [first] = await crls([PARENT]);
      await ask("revoke", { CAName: PARENT, ROTPublicUID: uid });
      expect(carried()).toEqual(before);
      const [revoked, ...others] = await crls([PARENT]);
      expect(others).toEqual([]);
      expect(first?.SerialNumbers).toEqual([]);
      expect(revoked).toMatchObject({ CAName: PARENT, SerialNumbers: [before.serialNumber] });
      expect(revoked?.CRL).toContain(String.raw`-----BEGIN X509 CRL-----\n`);
      const list = new X509Crl((revoked?.CRL ?? "").replaceAll("\\n", "\n"));
      const root = new X509Certificate(await rootCertificatePem(own.parent));
      expect(await list.verify({ publicKey: root.publicKey })).toBe(true);
      expect(list.entries.map(({ serialNumber }) => BigInt(`0x${serialNumber}`))).toEqual([
        BigInt(`0x${before.serialNumber}`),
      ]);
    });

    it("twice is once", async () => {
      await ask("revoke", { CAName: PARENT, ROTPublicUID: uid });
      await ask("revoke", { CAName: PARENT, SerialNumber: `00${before.serialNumber.toUpperCase()}` });
      expect(own.parent.revocations).toHaveLength(1);
    });

    it("reaches a certificate that was replaced", async () => {
      await ask("renew", { ...renewal, ROTPublicUIDs: [uid] });
      own.heartbeat(device);
      await ask("revoke", { CAName: PARENT, SerialNumber: before.serialNumber });
      expect(own.parent.revocations).toMatchObject([{ serialNumber: before.serialNumber }]);
    });

    it("is by one of the two, of this CA", async () => {
      const both = { CAName: PARENT, ROTPublicUID: uid, SerialNumber: before.serialNumber };
      await refused("revoke", both);
      await refused("revoke", { CAName: PARENT });
      await refused("revoke", { CAName: OTHER, ROTPublicUID: uid }, "Bad Request. Invalid ROTPublicUID");
      await refused(
        "revoke",
        { CAName: OTHER, SerialNumber: before.serialNumber },
        "Bad Request. Invalid SerialNumber",
      );
      await refused("revoke", { CAName: PARENT, ROTPublicUID: [uid] });
    });
  });

  describe("transferring", () => {
    it("is a desired property whose certificate comes with the heartbeat, no longer than the new CA", async () => {
      await ask("rootca/transfer", { FromCA: PARENT, ToCA: OTHER, ROTPublicUIDs: [uid] });
      expect(device.desired.rootCa?.name).toBe(OTHER);
      expect(carried()).toEqual(before);
      own.clock.advance(1_700 * DAY_MS);
      own.heartbeat(device);
      expect(device.current.rootCa?.name).toBe(OTHER);
      expect(carried()).toMatchObject({
        rootCaName: OTHER,
        expiresAtMs: own.other.createdAtMs + 1_825 * DAY_MS,
      });
      expect(own.events.map(({ EventType }) => EventType)).toEqual(["DEVICE_PROPERTIES_CHANGE_EVENT"]);
      expect(counters()).toEqual([]);
    });

    it("takes the place of a renewal that waits", async () => {
      await ask("rootca/transfer", { FromCA: PARENT, ToCA: OTHER, ROTPublicUIDs: [uid] });
      await ask("renew", { ...renewal, ROTPublicUIDs: [uid] });
      own.heartbeat(device);
      expect(carried()).toMatchObject({ rootCaName: OTHER, validityDays: 180 });
      expect(counters()).toEqual([]);
    });

    it("is from the CA the device has to another one", async () => {
      await refused("rootca/transfer", { FromCA: PARENT, ToCA: PARENT, ROTPublicUIDs: [uid] });
      await refused("rootca/transfer", { FromCA: OTHER, ToCA: PARENT, ROTPublicUIDs: [uid] });
      await refused(
        "rootca/transfer",
        { FromCA: PARENT, ToCA: "nobody", ROTPublicUIDs: [uid] },
        "Bad Request. Invalid ToCA",
      );
      await refused(
        "rootca/transfer",
        { FromCA: "nobody", ToCA: OTHER, ROTPublicUIDs: [uid] },
        "Bad Request. Invalid FromCA",
      );
    });
  });

  describe("all calls", () => {
    it("need the subscription, and so do the lists", async () => {
      own.settings.change({ ublox: { certificateManagement: false } });
      for (const [path, body] of everyCall()) expect((await call(path, body)).status).toBe(403);
      expect((await own.call("/ztp/rootca/crl/get", {})).status).toBe(403);
      expect([device.certificateWork, own.parent.revocations]).toEqual([null, []]);
    });

    it("need quota of every device, and a refused one costs nobody any", async () => {
      own.settings.change({ ublox: { certificateQuota: 2 } });
      const second = own.carrier();
      const both = [uid, second.rotPublicUid];
      await ask("renew", { ...renewal, ROTPublicUIDs: [uid] });
      await ask("renew", { ...renewal, ROTPublicUIDs: both });
      await refused("renew", { ...renewal, ROTPublicUIDs: both }, expect.stringContaining(uid));
      const bare = own.carrier();
      Object.assign(bare, { certificate: null });
      await refused("delete", { ROTPublicUIDs: [second.rotPublicUid, bare.rotPublicUid] });
      await ask("renew", { ...renewal, ROTPublicUIDs: [second.rotPublicUid] });
      own.settings.change({ ublox: { certificateQuota: 0 } });
      for (const [path, body] of everyCall()) await refused(path, body, expect.stringContaining("Quota"));
    });

    it("refuse devices, numbers and CAs that do not exist or do not belong together, whole", async () => {
      const selections = [
        { ROTPublicUIDs: [uid, "0000000000000000"] },
        { SerialNumbers: [before.serialNumber, "abc"] },
        { SerialNumbers: ["not hexadecimal"] },
        { ROTPublicUIDs: [] },
        { ROTPublicUIDs: [uid], SerialNumbers: [before.serialNumber] },
        {},
      ];
      for (const selection of selections) {
        await refused("renew", { ...renewal, ...selection });
        await refused("update", { CAName: PARENT, ...selection });
      }
      await refused("renew", { ...renewal, CAName: OTHER, ROTPublicUIDs: [uid] });
      await refused(
        "renew",
        { ...renewal, CAName: "nobody", ROTPublicUIDs: [uid] },
        "Bad Request. Invalid CAName",
      );
      await refused("delete", { ROTPublicUIDs: [uid, "0000000000000000"] });
      expect(device.certificateWork).toBeNull();
    });
  });

  describe("automatic renewal", () => {
    it("comes with the first heartbeat inside the days before the end", () => {
      own.parent.renewBeforeDays = 30;
      own.clock.advance(334 * DAY_MS);
      own.heartbeat(device);
      expect(carried()).toEqual(before);
      own.clock.advance(5 * DAY_MS);
      own.heartbeat(device);
      expect(carried()).toMatchObject({ validityDays: 365, expiresAtMs: own.clock.nowMs() + 365 * DAY_MS });
      expect(own.events).toMatchObject([{ EventType: "DEVICE_CERTIFICATE_RENEWAL_EVENT" }]);
      expect(counters()).toEqual(["CertificateRenew"]);
    });

    it("does not bring back what was revoked, nor work without the subscription", async () => {
      own.parent.renewBeforeDays = 365;
      own.settings.change({ ublox: { certificateManagement: false } });
      own.heartbeat(device);
      expect(carried()).toEqual(before);
      own.settings.change({ ublox: { certificateManagement: true } });
      await ask("revoke", { CAName: PARENT, ROTPublicUID: uid });
      own.heartbeat(device);
      expect(carried()).toEqual(before);
    });
  });

  it("come with the first heartbeat for which a root CA and ZTPV1 are wanted", () => {
    Object.assign(device, { certificate: null, current: { features: [], heartbeat: null, rootCa: null } });
    own.heartbeat(device);
    expect(carried()).toMatchObject({ rootCaName: PARENT, validityDays: 365 });
    expect(own.events.map(({ EventType }) => EventType)).toEqual(["DEVICE_PROPERTIES_CHANGE_EVENT"]);
  });

  it("are not given where ZTPV1 is off", () => {
    const off = device.desired.features.map((feature) => ({ ...feature, state: "DISABLED" as const }));
    Object.assign(device, { certificate: null, desired: { ...device.desired, features: off } });
    own.heartbeat(device);
    expect(carried()).toBeNull();
  });

  it("revocation lists of several CAs come at once, of all where none is named", async () => {
    expect((await crls([OTHER, PARENT])).map(({ CAName }) => CAName)).toEqual([OTHER, PARENT]);
    expect((await crls()).map(({ CAName }) => CAName)).toEqual([...own.state.rootCas.keys()]);
    expect((await own.call("/ztp/rootca/crl/get", { CANames: [PARENT, "nobody"] })).status).toBe(400);
  });
});
