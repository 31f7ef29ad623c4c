import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { DAY_MS } from "../../kit/clock";
import { type Account, account } from "../pki/test-support";
import type { Device } from "../state";
import { e2eKeyRoutes } from "./e2e-keys";

/** UIDs of the seed: digits alone, digits beyond 2^53, and with letters. */
const digits = "0002000089282245";
const beyond = "9754321098765433";
const letters = "135700008928c093";
const DAY_SECONDS = 86_400;

const members = z.record(z.string(), z.unknown());
const bytesIn = (base64: unknown) => Buffer.from(z.string().parse(base64), "base64");

describe("end-to-end keys", () => {
  let own: Account;
  beforeEach(() => {
    own = account(e2eKeyRoutes);
  });
  const call = (path: string, body: unknown) => own.call(`/e2e/${path}`, body);
  const get = async (path: string, body: unknown) => {
    const answer = await call(path, body);
    expect(answer.status).toBe(200);
    return members.parse(answer.json());
  };
  const deviceAt = (uid: string): Device => {
    const device = own.state.devices.get(uid);
    if (!device) throw new Error(`no device ${uid}`);
    return device;
  };
  const counters = (uid: string) => own.state.usage.of(uid).map(({ counter }) => counter);

  const keyId = (uid: string) => `1101${uid.slice(4)}443f8c16c7ec`;
  const header = (uid: string) => `1101${uid.slice(4)}621f7593c47f0000`;
  const secondHeader = (uid: string) => `2900000f${uid.slice(4)}01`;
  const symmetric = "uplink/symmetrickey/get";
  const protection = "uplink/protectionparameters/get";
  const integrity = "uplink/integrityparameters/get";

  describe("session key", () => {
    it("has 256 bits or 128, belongs to its identity and device, and is counted", async () => {
      const key = await get(symmetric, { KeyID: keyId(digits) });
      expect(Object.keys(key)).toEqual(["Key", "ROTPublicUID"]);
      expect(bytesIn(key.Key)).toHaveLength(32);
      const again = await get(symmetric, { KeyID: keyId(digits).toUpperCase(), KeyLength: 256 });
      expect(again).toEqual(key);
      const short = await get(symmetric, { KeyID: keyId(digits), KeyLength: 128 });
      expect(bytesIn(short.Key)).toHaveLength(16);
      const others = [keyId(beyond), keyId(digits).replace(/ec$/, "ed")];
      for (const KeyID of others) expect((await get(symmetric, { KeyID })).Key).not.toBe(key.Key);
      expect(counters(digits)).toEqual(Array(4).fill("SymmetricKey"));
    });

    it.each([
      { KeyID: `0x${keyId(digits)}` },
      { KeyID: keyId(digits).slice(2) },
      { KeyID: header(digits) },
      { KeyID: keyId("0000ffffffffffff") },
      { KeyID: keyId(digits), KeyLength: 192 },
      {},
    ])("is not given for %j, nor counted", async (body) => {
      expect((await call(symmetric, body)).status).toBe(400);
      expect(counters(digits)).toEqual([]);
    });
  });

  describe("parameters of a message from a device", () => {
    it("of version 1 are the sample's members, with the header's end as nonce, and are counted", async () => {
      const told = await get(protection, { EncryptedHeader: header(digits) });
      expect(Object.keys(told)).toEqual(["Nonce", "MACLength", "CipherSuite", "Key", "KIV", "ROTPublicUID"]);
      expect(told).toMatchObject({ MACLength: 128, CipherSuite: "AES_128_CCM" });
      expect([bytesIn(told.Key).length, bytesIn(told.KIV).length]).toEqual([16, 16]);
      expect(bytesIn(told.Nonce).toString("hex")).toBe(header(digits).slice(8));
      expect(await get(protection, { EncryptedHeader: header(digits) })).toEqual(told);
      expect(counters(digits)).toEqual(["ProtectionParameters", "ProtectionParameters"]);
    });

    it.each(["", "7f"])("of version 2 have two keys, with 11 bytes or 12 (%j)", async (twelfth) => {
      const told = await get(protection, { EncryptedHeader: `${secondHeader(digits)}${twelfth}` });
      expect(told).toMatchObject({ KeyLength: 128, CipherSuite: "AES_128_CS1_HMAC_SHA256" });
      expect(told.EncryptionKey).not.toBe(told.AuthenticationKey);
    });

    it("for integrity alone are not counted", async () => {
      for (const EncryptedHeader of [secondHeader(digits), header(digits)]) {
        const told = await get(integrity, { EncryptedHeader });
        expect(Object.keys(told).toSorted()).toEqual([
          "AuthKeyLength",
          "AuthenticationKey",
          "CipherSuite",
          "KIV",
          "MACLength",
          "ROTPublicUID",
        ]);
        expect(bytesIn(told.AuthenticationKey)).toHaveLength(16);
      }
      expect(counters(digits)).toEqual([]);
    });

    it.each([
      header(digits).slice(0, 30),
      `3${header(digits).slice(1)}`,
      header("0000ffffffffffff"),
      `${secondHeader(digits)}7f00`,
      "",
    ])("are not given for %j", async (EncryptedHeader) => {
      for (const path of [protection, integrity]) {
        const answer = await call(path, { EncryptedHeader });
        expect([answer.status, answer.json()]).toEqual([
          400,
          { message: "Bad Request. Invalid EncryptedHeader" },
        ]);
      }
    });
  });

  describe("parameters of a message to a device", () => {
    const down = "downlink/protectionparameters/get";

    it("are the samples' members", async () => {
      const told = await get(down, { ROTPublicUID: digits });
      expect(Object.keys(told).toSorted()).toEqual(
        ["MACLength", "KeyLength", "CipherSuite", "AuthenticationKey", "AuthKeyLength"]
          .concat(["EncryptionKey", "KIV", "AESIV", "ROTPublicUID"])
          .toSorted(),
      );
      expect(told.AESIV).toMatch(/^[A-Za-z0-9+/]{22}$/);
      expect(bytesIn(told.KIV).toString("hex")).toMatch(/^1101000089282245[0-9a-f]{12}0000$/);
      const checked = await get("downlink/integrityparameters/get", { ROTPublicUID: digits });
      expect(checked).toEqual({
        MACLength: 128,
        CipherSuite: "AES_128_CS1_HMAC_SHA256",
        AuthenticationKey: told.AuthenticationKey,
        AuthKeyLength: 128,
        KIV: told.KIV,
        ROTPublicUID: 2000089282245,
      });
      expect(counters(digits)).toEqual([]);
    });

    it("take a UID as text, and as a number as long as it can hold one", async () => {
      const asText = await get(down, { ROTPublicUID: digits });
      expect(await get(down, '{"ROTPublicUID":2000089282245}')).toEqual(asText);
      for (const body of [
        `{"ROTPublicUID":${beyond}}`,
        '{"ROTPublicUID":-1}',
        '{"ROTPublicUID":"2000089282245"}',
      ]) {
        expect((await call(down, body)).status).toBe(400);
      }
    });

    it("change with the rotation that was set", async () => {
      const key = async () => (await get(down, { ROTPublicUID: digits })).EncryptionKey;
      await call("key/rotate", { ROTPublicUIDs: [digits], Type: "AUTOMATIC", Days: 3 });
      const first = await key();
      own.clock.advance(3 * DAY_MS - 1);
      expect(await key()).toBe(first);
      own.clock.advance(1);
      const second = await key();
      expect(second).not.toBe(first);
      await call("key/rotate", { ROTPublicUIDs: [digits], Type: "CONTINUOUS" });
      const third = await key();
      const fourth = await key();
      expect(new Set([first, second, third, fourth]).size).toBe(4);
      await call("key/rotate", { ROTPublicUIDs: [digits], Type: "AUTOMATIC" });
      const kept = await key();
      own.clock.advance(6 * DAY_MS);
      expect(await key()).toBe(kept);
    });
  });

  describe("whose key it is", () => {
    const written = async (uid: string) => (await call(symmetric, { KeyID: keyId(uid) })).text;

    it("is a number of digits where the UID has no letter, every digit of it", async () => {
      expect(await written(digits)).toMatch(/,"ROTPublicUID":2000089282245}$/);
      expect(await written(beyond)).toMatch(/,"ROTPublicUID":9754321098765433}$/);
      expect(await written(letters)).toMatch(/,"ROTPublicUID":"135700008928c093"}$/);
    });

    it("is text where the settings say so", async () => {
      own.settings.change({ ublox: { uidsAsNumbers: false } });
      expect(await written(digits)).toMatch(/,"ROTPublicUID":"0002000089282245"}$/);
    });

    it("is nobody's for a blacklisted device", async () => {
      deviceAt(digits).blacklisted = true;
      expect((await call(symmetric, { KeyID: keyId(digits) })).status).toBe(400);
      expect((await call(integrity, { EncryptedHeader: header(digits) })).status).toBe(400);
      expect((await call("downlink/integrityparameters/get", { ROTPublicUID: digits })).status).toBe(400);
    });
  });

  describe("rotation", () => {
    const rotate = (body: object) => call("key/rotate", { ROTPublicUIDs: [digits], ...body });
    const words = async (body: object) => (await rotate(body)).json();
    beforeEach(() => {
      const heartbeat = { seconds: 2 * DAY_SECONDS, changedAtMs: 0 };
      Object.assign(deviceAt(digits), { desired: { ...deviceAt(digits).desired, heartbeat } });
    });

    it("shortens a heartbeat that is longer, and says so in the document's words", async () => {
      expect(await words({ Type: "AUTOMATIC", Days: 1 })).toEqual({
        Message:
          "The automatic rotation has been set. The key will be rotated every 1 day. The Security heartbeat has been adjusted to 1 day.",
      });
      expect(deviceAt(digits).desired.heartbeat).toEqual({
        seconds: DAY_SECONDS,
        changedAtMs: own.clock.nowMs(),
      });
    });

    it("leaves one alone that is short enough; a week is meant where no days are named", async () => {
      expect(await words({ Type: "AUTOMATIC", Days: 2 })).toEqual({
        Message: "The automatic rotation has been set. The key will be rotated every 2 days.",
      });
      expect(await words({ Type: "AUTOMATIC" })).toEqual({
        Message: "The automatic rotation has been set. The key will be rotated every 7 days.",
      });
      expect(await words({ Type: "CONTINUOUS" })).toEqual({
        Message: "The continuous rotation has been set.",
      });
      expect(deviceAt(digits).desired.heartbeat?.seconds).toBe(2 * DAY_SECONDS);
    });

    it("is for the devices of tags too", async () => {
      own.state.addTag("rotated", 0).deviceUids.add(letters);
      const answer = await call("key/rotate", { TagNames: ["rotated"], Type: "AUTOMATIC", Days: 1 });
      expect(answer.status).toBe(200);
    });

    it.each([
      { Type: "AUTOMATIC", Days: 0 },
      { Type: "AUTOMATIC", Days: 31 },
      { Type: "AUTOMATIC", Days: 1.5 },
      { Type: "automatic" },
      {},
      { Type: "CONTINUOUS", TagNames: ["downtown"] },
      { Type: "CONTINUOUS", ROTPublicUIDs: [digits, "0000000000000000"] },
      { Type: "CONTINUOUS", ROTPublicUIDs: [] },
    ])("is refused with %j", async (body) => {
      expect((await rotate(body)).status).toBe(400);
      expect(deviceAt(digits).desired.heartbeat?.seconds).toBe(2 * DAY_SECONDS);
    });
  });
});
