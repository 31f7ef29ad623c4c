import { afterEach, describe, expect, test, vi } from "vitest";
import { e2eParameters, keyRotationAnswer, symmetricKey } from "@/lib/contract/e2e-keys";
import { setVendorLog } from "../http/outcome";
import { closeClients, failureOf, outcomes, permit } from "../http/testing/client";
import { answer, closeServers } from "../http/testing/recording-server";
import type { UbloxClient } from "./client";
import {
  revealDownlinkIntegrity,
  revealDownlinkProtection,
  revealSymmetricKey,
  revealUplinkIntegrity,
  revealUplinkProtection,
  rotateKeys,
} from "./e2e-keys";
import { ubloxStandIn } from "./testing";

afterEach(async () => {
  setVendorLog(undefined);
  await closeClients();
  await closeServers();
});

const uid = "0002000089282245";
const keyId = "1101000005B52001443F8C16C7EC";
const encryptedHeader = "1101000089282257621f7593c47f0000";

async function answering(body: unknown, status?: number) {
  return await ubloxStandIn((_request, response) => answer(response, body, status));
}

/** What does not come. */
const none = {
  cipherSuite: null,
  macLengthBits: null,
  keyLengthBits: null,
  authenticationKeyLengthBits: null,
  key: null,
  encryptionKey: null,
  authenticationKey: null,
  nonce: null,
  kiv: null,
  aesIv: null,
  otherParameters: {},
};

describe("rotation", () => {
  const devices = { rotPublicUids: [uid] };
  const rotation = { type: "automatic", days: 1 } as const;

  test("continuous rotation names no days, and goes by tag too", async () => {
    const { ublox, asked } = await answering("");
    await rotateKeys(permit(), ublox, {
      devices: { tagNames: ["downtown"] },
      rotation: { type: "continuous" },
    });
    expect(asked()[0]?.body).toEqual({ TagNames: ["downtown"], Type: "CONTINUOUS" });
  });

  const words =
    "The automatic rotation has been set. The key will be rotated every 1 day. The Security heartbeat has been adjusted to 1 day.";
  test.each([
    [{ Message: words }, words],
    [{ message: words }, words],
    ["", null],
    ["{}", null],
    ['"done"', null],
    [{ Message: "<html><body>odd</body></html>" }, null],
  ])("%j tells the vendor's words %j", async (body, vendorText) => {
    const { ublox } = await answering(body);
    const told = await rotateKeys(permit(), ublox, { devices, rotation });
    expect(told).toEqual({ vendorText });
    expect(keyRotationAnswer.parse(told)).toEqual(told);
  });

  test("of nobody is never sent", async () => {
    const { ublox, asked } = await answering("");
    const call = rotateKeys(permit(), ublox, { devices: { tagNames: [] }, rotation });
    await expect(call).rejects.toThrow(RangeError);
    expect(asked()).toEqual([]);
  });
});

describe("the document's samples", () => {
  test("symmetric key", async () => {
    const { ublox, asked } = await answering({
      Key: "oCa2JO0sqs4F4L//fMScNA==",
      ROTPublicUID: 2000089282245,
    });
    const revealed = await revealSymmetricKey(permit(), ublox, { keyId, keyLengthBits: 128 });
    expect(symmetricKey.parse(revealed)).toEqual({ rotPublicUid: uid, key: "oCa2JO0sqs4F4L//fMScNA==" });
    expect(asked()[0]?.body).toEqual({ KeyID: keyId, KeyLength: 128 });
  });

  test("uplink protection", async () => {
    const { ublox } = await answering({
      Nonce: "BbUgA2S3/b938wAA",
      MACLength: 128,
      CipherSuite: "AES_128_CCM",
      Key: "lTZfP2dO5IAXvJT8FlXV5A==",
      KIV: "EQEBAIkoIrZnYX4vnjgCCC==",
      ROTPublicUID: 2000089282245,
    });
    const revealed = await revealUplinkProtection(permit(), ublox, { encryptedHeader });
    expect(e2eParameters.parse(revealed)).toEqual({
      ...none,
      rotPublicUid: uid,
      cipherSuite: "AES_128_CCM",
      macLengthBits: 128,
      key: "lTZfP2dO5IAXvJT8FlXV5A==",
      nonce: "BbUgA2S3/b938wAA",
      kiv: "EQEBAIkoIrZnYX4vnjgCCC==",
    });
  });

  const integrity = {
    MACLength: 128,
    CipherSuite: "AES_128_CCM",
    AuthenticationKey: "lTZfP2dO5IAXvJT8FlXV5A==",
    AuthKeyLength: 128,
    KIV: "EQEBAIkoIrZnYX4vnjgCCC==",
    ROTPublicUID: 2000089282245,
  };
  const integrityRead = {
    ...none,
    rotPublicUid: uid,
    cipherSuite: "AES_128_CCM",
    macLengthBits: 128,
    authenticationKey: "lTZfP2dO5IAXvJT8FlXV5A==",
    authenticationKeyLengthBits: 128,
    kiv: "EQEBAIkoIrZnYX4vnjgCCC==",
  };

  test("integrity, both ways", async () => {
    const { ublox } = await answering(integrity);
    const up = await revealUplinkIntegrity(permit(), ublox, { encryptedHeader: "2900000f0008002f312401" });
    expect(e2eParameters.parse(up)).toEqual(integrityRead);
    const down = await revealDownlinkIntegrity(permit(), ublox, { rotPublicUid: uid });
    expect(e2eParameters.parse(down)).toEqual(integrityRead);
  });

  test("downlink protection", async () => {
    const { ublox } = await answering({
      ...integrity,
      CipherSuite: "AES_128_CS1_HMAC_SHA256",
      KeyLength: 128,
      EncryptionKey: "EuPzZxheaAoGAQ/+X2mYbg==",
      AESIV: "KgXYZgAAiSgisgADBBBBBB",
    });
    const revealed = await revealDownlinkProtection(permit(), ublox, { rotPublicUid: uid });
    expect(e2eParameters.parse(revealed)).toEqual({
      ...integrityRead,
      cipherSuite: "AES_128_CS1_HMAC_SHA256",
      keyLengthBits: 128,
      encryptionKey: "EuPzZxheaAoGAQ/+X2mYbg==",
      aesIv: "KgXYZgAAiSgisgADBBBBBB",
    });
  });
});

describe("whose key it is", () => {
  test.each([
    ["2000089282245", "0002000089282245"],
    ["9999999999999999", "9999999999999999"],
    ["9007199254740993", "9007199254740993"],
    ["0", "0000000000000000"],
    ['"135700008928C093"', "135700008928c093"],
    ["99999999999999999", null],
    ["2.0000892e+94", null],
    ["20000892e87", null],
    ['"2000089282245"', null],
    ["null", null],
  ])("%s is the UID %j, and the key comes either way", async (written, rotPublicUid) => {
    const { ublox } = await answering(`{"Key":"abc","ROTPublicUID":${written}}`);
    const revealed = await revealSymmetricKey(permit(), ublox, { keyId, keyLengthBits: 256 });
    expect(symmetricKey.parse(revealed)).toEqual({ rotPublicUid, key: "abc" });
    const parameters = await revealUplinkProtection(permit(), ublox, { encryptedHeader });
    expect(parameters.rotPublicUid).toBe(rotPublicUid);
  });

  test("a downlink key is the asked device's, whether the vendor names it or not, and never another's", async () => {
    const unnamed = await answering({ AuthenticationKey: "abc" });
    expect(await revealDownlinkIntegrity(permit(), unnamed.ublox, { rotPublicUid: uid })).toMatchObject({
      rotPublicUid: uid,
      authenticationKey: "abc",
    });
    const other = await answering({ AuthenticationKey: "abc", ROTPublicUID: 2000089282246 });
    for (const reveal of [revealDownlinkIntegrity, revealDownlinkProtection]) {
      expect(await failureOf(reveal(permit(), other.ublox, { rotPublicUid: uid }))).toMatchObject({
        kind: "bad_answer",
      });
    }
  });
});

test("what the document does not name is handed out too, under the vendor's name", async () => {
  const { ublox } = await answering({ encryptionkey: "abc", Salt: "def", Rounds: 3, Inner: { Odd: 1 } });
  const revealed = await revealUplinkProtection(permit(), ublox, { encryptedHeader });
  expect(e2eParameters.parse(revealed)).toEqual({
    ...none,
    rotPublicUid: null,
    encryptionKey: "abc",
    otherParameters: { Salt: "def", Rounds: "3" },
  });
});

describe("key material is not repeated", () => {
  const key = "lTZfP2dO5IAXvJT8FlXV5A==";
  const reveals: [string, (ublox: UbloxClient) => Promise<unknown>][] = [
    ["symmetric key", (ublox) => revealSymmetricKey(permit(), ublox, { keyId, keyLengthBits: 256 })],
    ["uplink protection", (ublox) => revealUplinkProtection(permit(), ublox, { encryptedHeader })],
    ["uplink integrity", (ublox) => revealUplinkIntegrity(permit(), ublox, { encryptedHeader })],
    ["downlink protection", (ublox) => revealDownlinkProtection(permit(), ublox, { rotPublicUid: uid })],
    ["downlink integrity", (ublox) => revealDownlinkIntegrity(permit(), ublox, { rotPublicUid: uid })],
  ];
  const odd: [string, number, unknown][] = [
    ["an answer of another form", 200, { [key]: key, Keys: [key] }],
    ["an answer that breaks off", 200, `{"Key":"${key}","KIV":"${key}`],
    ["a failure with an unknown body", 500, { Derived: key, note: `key ${key}` }],
    ["a refusal whose words hold one", 400, { Message: `cannot use ${key} here` }],
    ["text", 400, `key=${key}`],
    ["hexadecimal text", 400, { message: `0x${Buffer.from(key).toString("hex")}` }],
  ];

  test.each(
    reveals.flatMap(([name, reveal]) => odd.map(([what, ...rest]) => [name, what, reveal, ...rest] as const)),
  )("%s: %s", async (_name, _what, reveal, status, body) => {
    const log = { info: vi.fn(), warn: vi.fn() };
    setVendorLog(log);
    const ended = outcomes();
    const { ublox } = await answering(body, status);
    const error = await failureOf(reveal(ublox));
    ended.stop();
    const told = [String(error), error.stack, JSON.stringify(error), JSON.stringify(ended.seen)]
      .concat(JSON.stringify([log.info.mock.calls, log.warn.mock.calls]))
      .join("\n");
    expect(told).not.toContain(key.slice(0, 8));
    expect(told).not.toContain(Buffer.from(key).toString("hex").slice(0, 16));
    expect(log.info.mock.calls.length + log.warn.mock.calls.length).toBeGreaterThan(0);
  });

  test("while the vendor's plain words are", async () => {
    const { ublox } = await answering({ message: "Bad Request. Invalid KeyID" }, 400);
    const call = revealSymmetricKey(permit(), ublox, { keyId, keyLengthBits: 256 });
    expect(await failureOf(call)).toMatchObject({ vendorText: "Bad Request. Invalid KeyID" });
  });
});
