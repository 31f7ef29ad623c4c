import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { SecretPart } from "@/components/patterns/secret-reveal/secret-reveal";
import type { E2eParameters } from "@/lib/contract/e2e-keys";
import { parameterParts, symmetricKeyParts } from "./parameter-parts";

const nothing: E2eParameters = {
  rotPublicUid: null,
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

const textOf = ({ value }: SecretPart) =>
  typeof value === "string" ? value : renderToStaticMarkup(value.shown).replaceAll(/<[^>]+>/g, "");
const told = (parts: readonly SecretPart[]) => parts.map((part) => [part.label, textOf(part)]);

test("every parameter that came has a name in plain words, and its length a unit", () => {
  const full: E2eParameters = {
    rotPublicUid: "9007199254740993",
    cipherSuite: "AES_128_CCM",
    macLengthBits: 128,
    keyLengthBits: 256,
    authenticationKeyLengthBits: 128,
    key: "a2V5",
    encryptionKey: "ZW5j",
    authenticationKey: "YXV0aA==",
    nonce: "bm9uY2U=",
    kiv: "a2l2",
    aesIv: "aXY=",
    otherParameters: { Salt: "c2FsdA==" },
  };
  expect(told(parameterParts(full))).toEqual([
    ["Device", "9007199254740993"],
    ["Cipher suite", "AES_128_CCM"],
    ["Key", "a2V5"],
    ["Encryption key", "ZW5j"],
    ["Length of the encryption key", "256 bits"],
    ["Authentication key", "YXV0aA=="],
    ["Length of the authentication key", "128 bits"],
    ["Length of the message authentication code", "128 bits"],
    ["Nonce", "bm9uY2U="],
    ["Key derivation vector", "a2l2"],
    ["Initialization vector of AES", "aXY="],
    ["Salt", "c2FsdA=="],
  ]);
});

test("what did not come is left out, and an unknown device is said to be unknown", () => {
  expect(told(parameterParts({ ...nothing, key: "a2V5" }))).toEqual([
    ["Device", "u-blox wrote a number from which the RoT UID cannot be told."],
    ["Key", "a2V5"],
  ]);
});

test("the device leads to its page, by all of its digits", () => {
  const [device] = symmetricKeyParts({ rotPublicUid: "0002000089282245", key: "a2V5" });
  if (device === undefined || typeof device.value === "string") throw new Error("The device is no link.");
  expect(renderToStaticMarkup(device.value.shown)).toContain('href="/devices/0002000089282245"');
});
