import { X509Certificate } from "node:crypto";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SECOND_MS } from "../kit/clock";
import { batchShape, makeCsr, readZip, signedInSectigo } from "./test-support";

describe("Sectigo upload of certificate requests", () => {
  let sectigo: Awaited<ReturnType<typeof signedInSectigo>>;
  let one: string;
  let two: string;
  beforeAll(async () => {
    [sectigo, one, two] = await Promise.all([
      signedInSectigo({ batchDelayMs: 1_000 }),
      makeCsr("CN=device-1, O=Muniment"),
      makeCsr("CN=device-2"),
    ]);
  });
  afterAll(() => sectigo.stop());

  it("takes requests separated by commas and delivers a certificate for each", async () => {
    const answer = await sectigo.upload(`${one}\n,\n${two}\n`);
    const batch = batchShape.parse(answer.json());
    expect(batch).toMatchObject({ status: "Pending", size: 2, generatorParametersValues: null });
    await sectigo.advance(SECOND_MS);
    const download = await sectigo.raw(`/api/v1/batches/${batch.batchId}/download`);
    expect(download.headers["transfer-encoding"]).toBe("chunked");
    const zip = await readZip(download.bytes);
    expect([...zip.keys()]).toEqual(["device-1.pem", "device-2.pem"]);
    const certificate = new X509Certificate(zip.get("device-1.pem") ?? "");
    expect(certificate.subject).toContain("CN=device-1");
    expect(certificate.publicKey.asymmetricKeyType).toBe("ec");
  });

  it("spends the balance", async () => {
    const rsa = await makeCsr("CN=rsa-1", { kind: "RSA" });
    const balance = async () =>
      /"id":12,.*?"balance":([0-9]+)/.exec((await sectigo.raw("/api/v1/authorities/allowed")).text)?.[1];
    const before = Number(await balance());
    expect((await sectigo.upload(rsa, 12)).status).toBe(200);
    expect(Number(await balance())).toBe(before - 1);
  });

  it.each([
    ["Windows line endings", () => one.replaceAll("\n", "\r\n"), "File must have Unix line endings"],
    ["no comma between two", () => `${one}\n${two}`, "CSR 1 is not in PEM format"],
    ["a comma at the end", () => `${one},`, "CSR 2 is not in PEM format"],
    [
      "a plus sign that became a space",
      () => one.replace(/\n(.{10})./, "\n$1 "),
      "CSR 1 is not in PEM format",
    ],
    ["something else", () => "hello", "CSR 1 is not in PEM format"],
    ["the same name twice", () => `${one},${two},${one}`, "Duplicate common names: device-1"],
    ["nothing", () => "", "Required part file is not present"],
  ])("refuses %s", async (_, file, message) => {
    const answer = await sectigo.upload(file());
    expect([answer.status, answer.json()]).toMatchObject([400, { status: 400, message }]);
  });

  it("refuses the wrong kind of key, and a name that is missing", async () => {
    expect((await sectigo.upload(one, 12)).json()).toMatchObject({
      message: "CSR 1: profile requires a key of type RSA",
    });
    expect((await sectigo.upload(await makeCsr("O=Nameless"))).json()).toMatchObject({
      message: "CSR 1: commonName is missing",
    });
  });

  it("answers in plain text when a request does not parse or its signature is wrong", async () => {
    const broken = "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----";
    const unparsable = await sectigo.upload(`${one},${broken}`);
    expect([unparsable.status, unparsable.headers["content-type"], unparsable.text]).toEqual([
      400,
      "text/plain;charset=UTF-8",
      "CSR 2 cannot be parsed",
    ]);
    // The last bytes are the signature's.
    const der = Buffer.from(one.replace(/-----.*-----|\n/g, ""), "base64");
    der.writeUInt8(der.readUInt8(der.length - 1) ^ 1, der.length - 1);
    const forged = `-----BEGIN CERTIFICATE REQUEST-----\n${der.toString("base64")}\n-----END CERTIFICATE REQUEST-----`;
    expect((await sectigo.upload(forged)).text).toBe("CSR 1: signature verification failed");
  });

  it("breaks a batch later when the profile needs a DNS name and a request has none", async () => {
    const named = await makeCsr("CN=meter-1", { dnsName: "meter-1.example.com" });
    const good = batchShape.parse((await sectigo.upload(named, 14)).json());
    const bad = batchShape.parse((await sectigo.upload(one, 14)).json());
    expect(bad.status).toBe("Pending");
    await sectigo.advance(SECOND_MS);
    expect(await sectigo.batch(good.batchId)).toMatchObject({ downloadable: true });
    expect(await sectigo.batch(bad.batchId)).toMatchObject({
      status: "BROKEN",
      downloadable: false,
      rejectReason: "Cert subject name error: SubjectAlternativeName dNSName value is missing",
    });
  });

  it("takes a multipart part only when the setting says so", async () => {
    const form = new FormData();
    form.set("file", new Blob([one]), "requests.pem");
    const encoded = new Response(form);
    const call = {
      method: "POST",
      headers: { "content-type": encoded.headers.get("content-type") ?? "" },
      body: Buffer.from(await encoded.arrayBuffer()),
    };
    const path = "/api/v1/batches/upload?profileId=11";
    expect((await sectigo.raw(path, call)).status).toBe(415);
    sectigo.settings.change({ sectigo: { acceptMultipart: true } });
    expect((await sectigo.raw(path, call)).status).toBe(200);
    sectigo.settings.reset();
  });

  it("asks for a length: a body in chunks is refused", async () => {
    const { accessToken } = await sectigo.signIn();
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const outgoing = request(sectigo.url("/api/v1/batches/upload?profileId=11"), {
        method: "POST",
        headers: {
          authorization: `Bearer ${accessToken}`,
          "content-type": "application/x-www-form-urlencoded",
          "transfer-encoding": "chunked",
        },
      });
      outgoing.on("response", (incoming) => {
        incoming.resume();
        resolve(incoming.statusCode);
      });
      outgoing.on("error", reject);
      outgoing.end(new URLSearchParams({ file: one }).toString());
    });
    expect(status).toBe(411);
  });
});
