import { describe, expect, test } from "vitest";
import { isSecretName, looksLikeHtml, presentable, redact, withoutSecrets } from "./redact";

const jwt = "eyJhbGciOiJIUzUxMiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";

describe("redact", () => {
  test.each([
    ["a bearer token", `Authorization: Bearer ${jwt}`, jwt],
    ["a bearer token without a digit", "authorization: Bearer abcdefghijkl", "abcdefghijkl"],
    ["basic credentials", "sent Basic dXNlcjpwYXNzd29yZDE= upstream", "dXNlcjpwYXNzd29yZDE="],
    ["a JWT in prose", `token ${jwt} expired`, jwt],
    ["a five-part JWE", `got eyJjdHkiOiJKV1QifQ.key.iv.cipher.tag`, "cipher"],
    ["a password member", '{"password":"correct horse","user":"a"}', "correct horse"],
    ["a password member cut off", '{"password":"correct hor', "correct hor"],
    ["a password with an escaped quote", '{"pkcs12Password":"ab\\"cd","x":1}', "cd"],
    ["a secret member in other letters", '{"apisecret": "nqnazbOMuKAalu9KZwHKyN7tnJua96ki"}', "nqnazb"],
    ["key material", '{"EncryptionKey":"EuPzZxheaAoGAQ/+X2mYbg==","MACLength":128}', "EuPz"],
    ["a key derivation vector", '{"KIV":"EQEBAIkoIrZnYX4vnjgCCC=="}', "EQEB"],
    ["a form field", "username=u&password=s3cr3t%21&x=1", "s3cr3t"],
    ["a quoted assignment", "password='s3cr3t' given", "s3cr3t"],
    ["a secret in a query", "GET /a?APIKey=0d636af8-d001&b=1", "0d636af8"],
    ["credentials in an address", "https://user:hunter2@vendor.example/", "hunter2"],
    [
      "a private key",
      "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIB\n-----END EC PRIVATE KEY-----",
      "MHcCAQEEIB",
    ],
    ["a private key cut off", "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADAN", "MIIEvQIBADAN"],
  ])("takes out %s", (_name, text, secret) => {
    expect(redact(text)).not.toContain(secret);
    expect(redact(text)).toContain("[redacted]");
  });

  test("takes out known secrets wherever and however they are written", () => {
    const text = 'said p+ss/word, p%2Bss%2Fword and "qu\\"ote"';
    expect(redact(text, ["p+ss/word", 'qu"ote'])).toBe('said [redacted], [redacted] and "[redacted]"');
  });

  test("takes out the longer of two known secrets first", () => {
    expect(redact("secret-and-more", ["secret", "secret-and-more"])).toBe("[redacted]");
  });

  test("leaves what the vendors really say", () => {
    const said = [
      "Not Authorized.",
      "Bad Request. Invalid ROTPublicUIDs",
      "Request aborted. This tag is currently assigned to ROTPublicUID(s)",
      "Cert subject name error: SubjectAlternativeName dNSName value is missing",
      "Bearer authentication required",
    ];
    for (const text of said) expect(redact(text)).toBe(text);
  });

  test.each([
    ["word characters", "a".repeat(1_000_000)],
    ["dashes", "a-".repeat(500_000)],
    ["quotes", '"password":"\\'.repeat(50_000)],
    ["open keys", "-----BEGIN PRIVATE KEY-----".repeat(40_000)],
    ["tokens", "eyJ".repeat(300_000)],
  ])("is not held up by a million characters of %s", { timeout: 2_000 }, (_name, text) => {
    expect(redact(text).length).toBeLessThan(20_000);
  });
});

describe("presentable", () => {
  test("makes one short line without control characters", () => {
    expect(presentable(" a\u0000\u001b[31m\n\tb\u202e ")).toBe("a [31m b");
    expect(presentable("x".repeat(1_000))).toHaveLength(300);
  });

  test("says nothing for empty text and for web pages", () => {
    expect(presentable(" \n")).toBeUndefined();
    expect(presentable("<!DOCTYPE html><html><body>Log in</body></html>")).toBeUndefined();
  });
});

test("recognizes web pages and leaves XML alone", () => {
  expect(looksLikeHtml("\n <HTML lang='en'>")).toBe(true);
  expect(looksLikeHtml('<?xml version="1.0"?><html xmlns="x">')).toBe(true);
  expect(looksLikeHtml('<?xml version="1.0"?><soap:Envelope>')).toBe(false);
});

test("knows the names of secret fields", () => {
  for (const name of [
    "pkcs12Password",
    "AuthorizationToken",
    "APISecret",
    "client_secret",
    "AuthenticationKey",
  ]) {
    expect(isSecretName(name), name).toBe(true);
  }
  for (const name of ["KeyID", "years", "deviceClass", "ROTPublicUID", "CipherSuite"]) {
    expect(isSecretName(name), name).toBe(false);
  }
});

test("blanks secret fields at any depth of parsed JSON", () => {
  expect(withoutSecrets({ a: [{ AuthorizationToken: "x", b: 1 }], password: { deep: 1 } })).toEqual({
    a: [{ AuthorizationToken: "[redacted]", b: 1 }],
    password: "[redacted]",
  });
});
