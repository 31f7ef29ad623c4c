import { createHash } from "node:crypto";
import { get } from "node:http";
import { deflateRawSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { pseudoRandomBytes } from "../kit/random";
import { readZip, signedInSectigo } from "./test-support";

describe("Sectigo download", () => {
  let sectigo: Awaited<ReturnType<typeof signedInSectigo>>;
  beforeAll(async () => {
    sectigo = await signedInSectigo();
  });
  afterAll(() => sectigo.stop());

  const download = (batchId: number, headers: Record<string, string> = {}) =>
    sectigo.raw(`/api/v1/batches/${batchId}/download`, { headers });

  it("refuses any Accept header, an empty one too", async () => {
    for (const accept of ["*/*", "application/octet-stream", ""]) {
      expect((await download(186, { accept })).json()).toMatchObject({ status: 406 });
    }
    expect((await download(186)).status).toBe(200);
  });

  it.each([
    [1025, 409],
    [1010, 409],
    [612, 409],
    [9999, 404],
  ])("refuses batch %i, which cannot be downloaded, with %i", async (batchId, status) => {
    const answer = await download(batchId);
    expect(answer.json()).toEqual({
      status,
      message: expect.any(String),
      errorCode: 2,
      timestamp: sectigo.clock.nowMs(),
    });
  });

  it("delivers the same bytes each time, of the length it announced", async () => {
    const [first, second] = [await download(186), await download(186)];
    expect(first.headers["content-length"]).toBe(String(first.bytes.length));
    expect(first.bytes.equals(second.bytes)).toBe(true);
    const zip = await readZip(first.bytes);
    expect([...zip.keys()].at(-1)).toBe("14.p12");
    expect(zip.size).toBe(10);
    expect(new Set([...zip.values()].map((content) => content.toString("hex"))).size).toBe(10);
  });

  it("announces the true length also when the zip's directory is large", async () => {
    const { bytes, headers } = await download(720);
    expect(headers["content-length"]).toBe(String(bytes.length));
    expect((await readZip(bytes)).size).toBe(1_000);
    const larger = await download(745);
    expect(larger.headers["content-length"]).toBe(String(larger.bytes.length));
  });

  it("can keep the length to itself", async () => {
    sectigo.settings.change({ sectigo: { announceLength: false } });
    const { bytes, headers } = await download(186);
    sectigo.settings.reset();
    expect(headers["content-length"]).toBeUndefined();
    expect((await readZip(bytes)).size).toBe(10);
  });

  it("names the file after the batch, whatever the name is", async () => {
    const polish = (await download(740)).headers["content-disposition"];
    expect(polish).toContain(`filename*=UTF-8''${encodeURIComponent('Łódź / hall 3: "north".zip')}`);
    expect((await download(741)).headers["content-disposition"]).toContain('filename="../../meters.zip"');
  });

  it("delivers one incompressible file of any size for benchmarks", async () => {
    sectigo.settings.change({ sectigo: { bulkDownloadMegabytes: 3 } });
    const { bytes, headers } = await download(186);
    sectigo.settings.reset();
    expect(headers["content-length"]).toBe(String(bytes.length));
    const content = (await readZip(bytes)).get("bulk.p12") ?? Buffer.alloc(0);
    expect(content.length).toBe(3 * 1024 * 1024);
    expect(deflateRawSync(content).length).toBeGreaterThan(content.length * 0.99);
  });

  it("notices a caller who leaves, and stops sending", async () => {
    sectigo.settings.change({ sectigo: { bulkDownloadMegabytes: 500 } });
    const { accessToken } = await sectigo.signIn();
    await new Promise<void>((resolve) => {
      const outgoing = get(
        sectigo.url("/api/v1/batches/186/download"),
        { headers: { authorization: `Bearer ${accessToken}` } },
        (incoming) => incoming.once("data", () => outgoing.destroy()),
      );
      outgoing.on("close", resolve);
      outgoing.on("error", () => {});
    });
    sectigo.settings.reset();
    await vi.waitFor(() => expect(sectigo.server.calls().at(-1)?.outcome).toBe("client_left"));
  });
});

describe("pseudo-random bytes", () => {
  it("are the same for the same seed and different for another", () => {
    const hash = (seed: string) => createHash("sha256").update(pseudoRandomBytes(1_001, seed)).digest("hex");
    expect(hash("a")).toBe(hash("a"));
    expect(hash("a")).not.toBe(hash("b"));
    expect(pseudoRandomBytes(1_001, "a")).toHaveLength(1_001);
  });
});
