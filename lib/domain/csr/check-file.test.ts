import { beforeAll, describe, expect, test, vi } from "vitest";
import { batchSizeMax, csrFileBytesMax } from "@/lib/contract/batches";
import { Refusal } from "@/lib/contract/problem";
import { checkCsrFile } from "./check-file";
import { bodyOf, inPieces, keyPair, longestTurnMs, requestPem } from "./testing";

let pems: string[];

beforeAll(async () => {
  pems = await Promise.all(
    Array.from({ length: 30 }, (_, index) => requestPem({ subject: `CN=meter-${index + 1}` })),
  );
});

const check = (file: string | Uint8Array, pieceBytes?: number) => checkCsrFile(inPieces(file, pieceBytes));

async function refusalOf(promise: Promise<unknown>): Promise<Refusal> {
  const error = await promise.catch((thrown: unknown) => thrown);
  if (error instanceof Refusal) return error;
  throw new Error("it should have been refused");
}

test("a sound file: all counted, the first twenty listed, each handed on in order", async () => {
  const sound: string[] = [];
  const result = await checkCsrFile(inPieces(pems.join(","), 777), (base64) => sound.push(base64));
  expect(result).toMatchObject({ total: 30, good: 30, fileProblems: [] });
  expect(result.findings.map(({ position }) => position)).toEqual(
    Array.from({ length: 20 }, (_, index) => index + 1),
  );
  expect(result.findings[2]).toEqual({ position: 3, subject: "CN=meter-3", key: "EC P-256", problems: [] });
  expect(sound).toEqual(pems.map(bodyOf));
});

test("a request with a problem is listed at its position wherever it stands, and not handed on", async () => {
  const broken = pems[27]?.replace("-----END CERTIFICATE REQUEST-----", "") ?? "";
  const file = [...pems.slice(0, 27), broken, ...pems.slice(28)].join("");
  const sound: string[] = [];
  const result = await checkCsrFile(inPieces(file), (base64) => sound.push(base64));
  expect(result).toMatchObject({ total: 30, good: 29 });
  expect(result.findings.at(-1)).toMatchObject({
    position: 28,
    subject: null,
    problems: [expect.any(String)],
  });
  expect(sound).toHaveLength(29);
});

describe("duplicates name the first of their kind", () => {
  test("the same request twice", async () => {
    const result = await check([pems[0], pems[1], pems[0]].join(""));
    expect(result).toMatchObject({ total: 3, good: 2 });
    expect(result.findings[2]?.problems).toEqual([
      "Its key is the same as that of request 1.",
      "Its common name is the same as that of request 1.",
    ]);
  });

  test("one key under two names, and one name for two keys", async () => {
    const keys = await keyPair();
    const file = [
      await requestPem({ keys, subject: "CN=a" }),
      await requestPem({ keys, subject: "CN=b" }),
      await requestPem({ subject: "CN=a" }),
    ].join(",\n");
    const { findings } = await check(file);
    expect(findings.map(({ problems }) => problems)).toEqual([
      [],
      ["Its key is the same as that of request 1."],
      ["Its common name is the same as that of request 1."],
    ]);
  });
});

describe("the file as a whole", () => {
  test("empty, or without any request", async () => {
    const nothing = {
      total: 0,
      good: 0,
      findings: [],
      fileProblems: ["There is no certificate signing request in it."],
    };
    expect(await check("")).toEqual(nothing);
    expect(await check(" ,\n,")).toEqual(nothing);
  });

  test("stray text is named by line and size, and never repeated", async () => {
    const result = await check(`${pems[0]}MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n${pems[1]}`);
    expect(result).toMatchObject({ total: 2, good: 2 });
    expect(result.fileProblems).toHaveLength(1);
    expect(result.fileProblems[0]).toMatch(/^Line \d+: 32 characters/);
    expect(JSON.stringify(result)).not.toContain("MIIEvQ");
  });

  test("blocks of other kinds are named; of very many, how many more", async () => {
    const certificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    const { fileProblems } = await check(certificate.repeat(50));
    expect(fileProblems).toHaveLength(21);
    expect(fileProblems[0]).toContain("CERTIFICATE");
    expect(fileProblems.at(-1)).toBe("And 30 more places like these.");
  });

  test.each([
    ["a DER request", () => Buffer.from(bodyOf(pems[0] ?? ""), "base64")],
    ["UTF-16", () => Buffer.from(pems.join(""), "utf16le")],
  ])("%s is no text", async (_name, file) => {
    const { total, fileProblems } = await check(file());
    expect(total).toBe(0);
    expect(fileProblems).toEqual([expect.stringContaining("not a text file")]);
  });

  test("more problems than can be listed are still counted exactly", async () => {
    const damaged = "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n";
    const result = await check(pems.join("") + damaged.repeat(500), 64_000);
    expect(result).toMatchObject({ total: 530, good: 30 });
    expect(result.findings).toHaveLength(200);
  });

  test("one request more than a batch takes ends the reading", async () => {
    const damaged = "-----BEGIN CERTIFICATE REQUEST-----\n-----END CERTIFICATE REQUEST-----\n";
    const pulled = vi.fn();
    async function* endless() {
      for (;;) {
        pulled();
        yield Buffer.from(damaged.repeat(1_000));
      }
    }
    const result = await checkCsrFile(endless());
    expect(result.total).toBe(batchSizeMax);
    expect(result.fileProblems[0]).toContain("more than 50,000 requests");
    expect(pulled.mock.calls.length).toBeLessThanOrEqual(52);
  });
});

describe("a private key", () => {
  const body = "c2VjcmV0LWtleS1tYXRlcmlhbA";
  const file = () => `${pems[0]}-----BEGIN EC PRIVATE KEY-----\n${body}\n-----END EC PRIVATE KEY-----\n`;

  test("ends the reading at once, is named by its line and never repeated", async () => {
    const pulled = vi.fn();
    async function* pieces() {
      yield Buffer.from(file());
      pulled();
      yield Buffer.from(pems[1] ?? "");
    }
    const refusal = await refusalOf(checkCsrFile(pieces()));
    expect(refusal.code).toBe("invalid_input");
    expect(refusal.words.errors).toEqual([
      { path: "file", message: expect.stringMatching(/^Line \d+ begins a private key/) },
    ]);
    expect(pulled).not.toHaveBeenCalled();
    expect(JSON.stringify(refusal.words) + refusal.stack).not.toContain(body);
  });

  test("is found in whatever pieces it comes", async () => {
    for (const bytes of [1, 7, 64]) {
      expect((await refusalOf(check(file(), bytes))).code).toBe("invalid_input");
    }
  });
});

describe("limits", () => {
  test("a file beyond the limit is refused when the limit is passed", async () => {
    const piece = Buffer.alloc(8 * 1024 * 1024, ",");
    let sent = 0;
    async function* endless() {
      for (;;) {
        sent += piece.length;
        yield piece;
      }
    }
    expect((await refusalOf(checkCsrFile(endless()))).code).toBe("too_large");
    expect(sent).toBe(csrFileBytesMax + piece.length);
  });

  test("an upload that breaks off is the upload's fault and nobody else's", async () => {
    async function* broken() {
      yield Buffer.from(pems[0] ?? "");
      throw new Error("aborted");
    }
    const refusal = await refusalOf(checkCsrFile(broken()));
    expect(refusal.words.detail).toBe("The upload broke off before the file was complete.");
  });

  test("others are not kept waiting for more than 50 ms", async () => {
    const nodes = Buffer.alloc(4_000, Buffer.from([0x05, 0x00]));
    const wide = Buffer.concat([
      Buffer.from([0x30, 0x82, nodes.length >> 8, nodes.length & 255]),
      nodes,
    ]).toString("base64");
    const hostile = `-----BEGIN CERTIFICATE REQUEST-----\n${wide}\n-----END CERTIFICATE REQUEST-----\n`;
    await check(pems.join(""));
    const whole = Buffer.from(hostile.repeat(100) + pems.join("").repeat(5));
    const longestMs = await longestTurnMs(async () => {
      expect((await checkCsrFile(inPieces(whole, whole.length))).total).toBe(250);
    });
    expect(longestMs).toBeLessThan(50);
  });
});
