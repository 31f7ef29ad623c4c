import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkRequest } from "./check-request";
import { bodyOf, keyPair, longestTurnMs, requestPem, rsa } from "./testing";
import { SubjectAlternativeNameExtension } from "./x509";

const check = async (pem: string) => checkRequest(bodyOf(pem));

test("a sound request is read: subject, common name, key", async () => {
  expect(await check(await requestPem())).toMatchObject({
    subject: "CN=meter-1, O=Example",
    commonName: "meter-1",
    key: "EC P-256",
    problems: [],
  });
});

describe("keys", () => {
  const signedWithRsa = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  test.each([
    ["RSA 2048", rsa(2048), signedWithRsa, []],
    ["RSA 1024", rsa(1024), signedWithRsa, ["Its RSA key of 1024 bits is weak: 2048 are the least."]],
    ["EC P-384", { name: "ECDSA", namedCurve: "P-384" }, { name: "ECDSA", hash: "SHA-384" }, []],
    ["EC P-521", { name: "ECDSA", namedCurve: "P-521" }, { name: "ECDSA", hash: "SHA-512" }, []],
    ["Ed25519", { name: "Ed25519" }, { name: "Ed25519" }, []],
  ])("%s", async (key, algorithm, signingAlgorithm, problems) => {
    const keys = await keyPair(algorithm);
    expect(await check(await requestPem({ keys, signingAlgorithm }))).toMatchObject({ key, problems });
  });

  test("the same key has the same fingerprint under any subject, another key another one", async () => {
    const keys = await keyPair();
    const [first, second, other] = await Promise.all([
      check(await requestPem({ keys, subject: "CN=a" })),
      check(await requestPem({ keys, subject: "CN=b" })),
      check(await requestPem()),
    ]);
    expect(first.keyFingerprint).toBe(second.keyFingerprint);
    expect(first.keyFingerprint).not.toBe(other.keyFingerprint);
  });
});

describe("requests as OpenSSL makes them", () => {
  const openssl = (...options: string[]) =>
    execFileSync(
      "openssl",
      ["req", "-new", "-nodes", "-subj", "/CN=meter-1/O=Example", "-keyout", "/dev/null", ...options],
      { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
    );
  const installed = (() => {
    try {
      return execFileSync("openssl", ["version"]).length > 0;
    } catch {
      return false;
    }
  })();

  test.runIf(installed).each([
    ["EC P-256", ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"], 0],
    ["RSA 2048", ["-newkey", "rsa:2048"], 0],
    ["RSA 2048", ["-newkey", "rsa:2048", "-sigopt", "rsa_padding_mode:pss"], 0],
    ["RSA 2048", ["-newkey", "rsa:2048", "-md5"], 1],
    ["EC K-256", ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:secp256k1"], 1],
    ["EC brainpoolP256r1", ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:brainpoolP256r1"], 1],
    ["RSA-PSS", ["-newkey", "rsa-pss", "-pkeyopt", "rsa_keygen_bits:2048"], 1],
  ])("%s %j", async (key, options, problems) => {
    const checked = await check(openssl(...options));
    expect(checked).toMatchObject({ key, commonName: "meter-1" });
    expect(checked.problems).toHaveLength(problems);
  });
});

describe("subjects", () => {
  test("without a common name", async () => {
    const { subject, commonName, problems } = await check(await requestPem({ subject: "O=Example" }));
    expect({ subject, commonName, problems }).toEqual({
      subject: "O=Example",
      commonName: null,
      problems: ["Its subject has no common name."],
    });
  });

  test("with one that no certificate can hold", async () => {
    const { problems } = await check(await requestPem({ subject: `CN=${"9".repeat(65)}` }));
    expect(problems).toEqual(["Its common name has 65 characters; a certificate allows 64."]);
  });

  test("with one that forges lines or turns writing around", async () => {
    const { subject } = await check(await requestPem({ subject: "CN=a\u{202e}b\u0007c, O=Example" }));
    expect(subject).toBe("CN=a b c, O=Example");
  });
});

describe("damage", () => {
  test("one changed bit is found at any place before the signature's own value", async () => {
    const der = Buffer.from(bodyOf(await requestPem()), "base64");
    const signatureBytesMax = 72;
    await fc.assert(
      fc.asyncProperty(fc.nat(der.length - signatureBytesMax - 1), fc.nat(7), async (at, bit) => {
        const changed = Buffer.from(der);
        changed[at] = (der[at] ?? 0) ^ (1 << bit);
        expect((await checkRequest(changed.toString("base64"))).problems).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("a signature by another key is told from a broken form", async () => {
    const first = Buffer.from(bodyOf(await requestPem({ subject: "CN=meter-1" })), "base64");
    const changed = Buffer.from(first.toString("latin1").replace("meter-1", "meter-2"), "latin1");
    const { commonName, problems } = await checkRequest(changed.toString("base64"));
    expect(commonName).toBe("meter-2");
    expect(problems).toEqual([
      "Its signature does not fit: it was changed, or signed with another key than its own.",
    ]);
  });

  test.each([
    ["", "It is empty."],
    ["AAA", "It is not valid base64: something in it was changed or cut."],
    ["AA!A", "It is not valid base64: something in it was changed or cut."],
    ["AAAA", "It cannot be read as a certificate signing request (PKCS#10)."],
    ["MIIBAAIB", "It cannot be read as a certificate signing request (PKCS#10)."],
  ])("%s", async (body, problem) => {
    expect(await checkRequest(body)).toEqual({
      subject: null,
      commonName: null,
      key: null,
      keyFingerprint: null,
      problems: [problem],
    });
  });

  test("bytes behind the request", async () => {
    const der = Buffer.from(bodyOf(await requestPem()), "base64");
    const longer = Buffer.concat([der, Buffer.from([0])]).toString("base64");
    expect((await checkRequest(longer)).problems).toEqual([
      "Its outer structure is damaged: it was changed, cut or added to.",
    ]);
  });

  test("any bytes at all are a finding and never an error", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect((await checkRequest(Buffer.from(bytes).toString("base64"))).problems).not.toEqual([]);
      }),
    );
  });
});

describe("hostile structures pause nothing for more than 50 ms", () => {
  const nested = (depth: number) =>
    Buffer.concat([Buffer.alloc(depth * 2, Buffer.from([0x30, 0x80])), Buffer.alloc(depth * 2)]);
  const wide = (nodes: number) => {
    const inner = Buffer.alloc(nodes * 2, Buffer.from([0x05, 0x00]));
    return Buffer.concat([Buffer.from([0x30, 0x82, inner.length >> 8, inner.length & 255]), inner]);
  };
  test.each([
    ["deep", nested(12_000)],
    ["wide", wide(24_000)],
  ])("%s", async (_name, der) => {
    await check(await requestPem());
    const longestMs = await longestTurnMs(async () => {
      const { problems } = await checkRequest(der.toString("base64"));
      expect(problems).toEqual(["It cannot be read as a certificate signing request (PKCS#10)."]);
    });
    expect(longestMs).toBeLessThan(50);
  });

  test("a real request with a subject of 600 parts is not read at all", async () => {
    const parts = Array.from({ length: 600 }, (_, index) => `OU=${index}`);
    const { problems } = await check(await requestPem({ subject: ["CN=meter-1", ...parts].join(", ") }));
    expect(problems).toEqual(["It cannot be read as a certificate signing request (PKCS#10)."]);
  });

  test("1,000 alternative names are still an ordinary request", async () => {
    const names = Array.from({ length: 1_000 }, (_, index) => ({
      type: "dns" as const,
      value: `meter-${index}.example.com`,
    }));
    const pem = await requestPem({ extensions: [new SubjectAlternativeNameExtension(names)] });
    expect((await check(pem)).problems).toEqual([]);
  });
});
