import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, request as openRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeToNodeResponse } from "next/dist/server/pipe-readable";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { sweepStaleIntents } from "@/lib/audit/record";
import { type TestDatabase, testDatabase } from "@/lib/db/testing";
import { attachment } from "@/lib/http/attachment";
import { problemResponse, toProblem } from "@/lib/http/problem";
import type { Act } from "@/lib/operations/perform";
import { performStream } from "@/lib/operations/perform-stream";
import type { SectigoClient } from "@/lib/vendors/sectigo/client";
import { openBatchZip } from "./batch-zip";
import { callsOf, closeAfterwards, sandboxWithClient } from "./testing/sandbox";

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});

let number = 0;

/** The act of downloading a batch, under a request id of its own. */
function actOn(batchId: number): Act {
  number += 1;
  return {
    actor: { type: "person", id: "usr_1", name: "support@example.com", role: "support", address: null },
    action: "batches.download",
    permission: "batches:download",
    subject: { type: "batch", id: String(batchId) },
    requestId: `req_zip_${number}`,
  };
}

/** Rows of one act but its intent, as they stand in the audit history. */
async function outcomesOf({ requestId }: Act) {
  return await database.owner<{ outcome: string; detail: Record<string, unknown> }[]>`
    select outcome, detail from audit_entries
    where request_id = ${requestId} and outcome <> 'intent' order by ordinal`;
}

async function settledOutcomesOf(act: Act) {
  await vi.waitFor(async () => expect(await outcomesOf(act)).not.toHaveLength(0), 5_000);
  return await outcomesOf(act);
}

/** A server that answers every request as the route does, and hands the bytes on with Next's own code. */
async function serving(client: SectigoClient, act: Act): Promise<string> {
  const server = createServer(async (incoming, outgoing) => {
    const leaving = new AbortController();
    outgoing.once("close", () => leaving.abort());
    const response = await performStream(act, (permit) =>
      openBatchZip(permit, client, Number(act.subject.id), leaving.signal),
    ).then(
      ({ file, body }) => attachment(file, act.requestId, body),
      (error: unknown) => problemResponse(toProblem(error, act.requestId)),
    );
    outgoing.statusCode = response.status;
    response.headers.forEach((value, name) => {
      if (name !== "content-length") outgoing.setHeader(name, value);
    });
    incoming.resume();
    if (response.body === null) outgoing.end();
    else await pipeToNodeResponse(response.body, outgoing).catch(() => {});
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closeAfterwards(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** Asks for the file; `body` fails when the connection ends before the file does. */
async function take(url: string): Promise<IncomingMessage> {
  const outgoing = openRequest(url, { method: "POST", agent: false }).end();
  const [incoming] = await once(outgoing, "response");
  return incoming;
}

async function bytesOf(incoming: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

describe("a whole download", () => {
  test("has the vendor's bytes, and their number and SHA-256 stand in the history", async () => {
    const { client } = await sandboxWithClient({ bulkDownloadMegabytes: 8 });
    const act = actOn(186);
    const response = await take(await serving(client, act));
    expect(response.statusCode).toBe(200);
    const bytes = await bytesOf(response);
    expect(bytes.subarray(0, 2).toString()).toBe("PK");
    expect(bytes.length).toBeGreaterThan(8 * 1024 * 1024);
    expect(await settledOutcomesOf(act)).toEqual([
      { outcome: "succeeded", detail: { bytes: bytes.length, sha256: sha256(bytes) } },
    ]);
  });

  test("is named after the batch's number, whatever the batch is called", async () => {
    const { client } = await sandboxWithClient();
    const act = actOn(186);
    const response = await take(await serving(client, act));
    await bytesOf(response);
    expect(response.headersDistinct["content-disposition"]).toEqual(['attachment; filename="batch-186.zip"']);
    expect(response.headers).toMatchObject({
      "content-type": "application/zip",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
  });

  test("asks the vendor without an Accept header", async () => {
    const { sandbox, client } = await sandboxWithClient();
    const act = actOn(186);
    await bytesOf(await take(await serving(client, act)));
    const asked = sandbox.calls("sectigo").find(({ path }) => path.endsWith("/download"));
    expect(asked?.headerNames).not.toContain("accept");
  });
});

describe("a cut stream never looks whole", () => {
  test.each(["reset_mid_body", "truncated_body"] as const)("%s, with and without a length", async (fault) => {
    for (const announceLength of [true, false]) {
      const { sandbox, client } = await sandboxWithClient({ bulkDownloadMegabytes: 4, announceLength });
      sandbox.setFault({ vendor: "sectigo", fault, pathPrefix: "/api/v1/batches/186/download" });
      const act = actOn(186);
      const response = await take(await serving(client, act));
      await expect(bytesOf(response)).rejects.toThrow("aborted");
      expect(response.complete).toBe(false);
      const outcomes = await settledOutcomesOf(act);
      expect(outcomes).toHaveLength(1);
      expect(outcomes[0]).toMatchObject({ outcome: "failed", detail: { code: "stream_cut" } });
    }
  });

  test("a vendor that falls silent ends it", async () => {
    const { sandbox, client } = await sandboxWithClient(
      { bulkDownloadMegabytes: 4 },
      { streamIdleMs: 200, streamHeadersMs: 5_000 },
    );
    sandbox.setFault({
      vendor: "sectigo",
      fault: "hang_mid_body",
      pathPrefix: "/api/v1/batches/186/download",
    });
    const act = actOn(186);
    await expect(bytesOf(await take(await serving(client, act)))).rejects.toThrow("aborted");
    expect(await settledOutcomesOf(act)).toMatchObject([{ outcome: "failed" }]);
  });
});

describe("a taker who leaves", () => {
  test("closes the vendor's connection within a second, and one row says that the reader left", async () => {
    const { sandbox, client } = await sandboxWithClient({ bulkDownloadMegabytes: 512 });
    const act = actOn(186);
    const response = await take(await serving(client, act));
    await once(response, "data");
    const leftAtMs = performance.now();
    response.destroy();
    await vi.waitFor(() => {
      const download = sandbox.calls("sectigo").find(({ path }) => path.endsWith("/download"));
      expect(download?.outcome).toBe("client_left");
    });
    expect(performance.now() - leftAtMs).toBeLessThan(1_000);
    await settledOutcomesOf(act);
    await sweepStaleIntents();
    const outcomes = await outcomesOf(act);
    expect(outcomes).toHaveLength(1);
    expect(outcomes[0]).toMatchObject({ outcome: "failed", detail: { code: "reader_left" } });
  });

  test("while the vendor is silent is still one row, and no cut", async () => {
    const { sandbox, client } = await sandboxWithClient({ bulkDownloadMegabytes: 4 });
    sandbox.setFault({
      vendor: "sectigo",
      fault: "hang_mid_body",
      pathPrefix: "/api/v1/batches/186/download",
    });
    const act = actOn(186);
    const response = await take(await serving(client, act));
    let received = 0;
    response.on("data", (chunk: Buffer) => {
      received += chunk.length;
    });
    // The stand-in falls silent after 73 % of the zip.
    await vi.waitFor(() => expect(received).toBeGreaterThan(3_000_000), 5_000);
    response.destroy();
    await vi.waitFor(() => expect(sandbox.calls("sectigo").at(-1)?.outcome).toBe("client_left"));
    await settledOutcomesOf(act);
    await new Promise((resolve) => setImmediate(resolve));
    expect(await outcomesOf(act)).toMatchObject([{ outcome: "failed", detail: { code: "reader_left" } }]);
  });

  test("before the first byte closes it too", async () => {
    const { sandbox, client } = await sandboxWithClient();
    sandbox.setFault({ vendor: "sectigo", fault: "hang", pathPrefix: "/api/v1/batches/186/download" });
    const act = actOn(186);
    const outgoing = openRequest(await serving(client, act), { method: "POST", agent: false }).end();
    outgoing.on("error", () => {});
    const download = () => sandbox.calls("sectigo").find(({ path }) => path.endsWith("/download"));
    await vi.waitFor(() => expect(download()).toBeDefined(), 5_000);
    outgoing.destroy();
    await vi.waitFor(() => expect(download()?.outcome).toBe("client_left"));
    expect(await settledOutcomesOf(act)).toMatchObject([{ outcome: "failed" }]);
  });
});

describe("what is no zip is a problem before any byte of a file", () => {
  const problemOf = async (response: IncomingMessage) => {
    expect(response.headers["content-type"]).toBe("application/problem+json");
    expect(response.headers).not.toHaveProperty("content-disposition");
    return JSON.parse((await bytesOf(response)).toString());
  };

  test.each(["html_page", "invalid_json"] as const)("%s under a good status", async (fault) => {
    const { sandbox, client } = await sandboxWithClient();
    sandbox.setFault({ vendor: "sectigo", fault, pathPrefix: "/api/v1/batches/186/download" });
    const act = actOn(186);
    expect(await problemOf(await take(await serving(client, act)))).toMatchObject({
      code: "vendor_bad_answer",
    });
    expect(await settledOutcomesOf(act)).toMatchObject([{ outcome: "failed" }]);
  });

  test("a batch whose status says ready and that cannot be downloaded is not asked for", async () => {
    const { sandbox, client } = await sandboxWithClient();
    const problem = await problemOf(await take(await serving(client, actOn(1010))));
    expect(problem).toMatchObject({
      code: "conflict",
      detail: expect.stringContaining("Ready for Download"),
    });
    expect(callsOf(sandbox)).toEqual(["GET /api/v1/batches/1010"]);
  });

  test("an unknown batch is not found", async () => {
    const { client } = await sandboxWithClient();
    expect(await problemOf(await take(await serving(client, actOn(9_999_999))))).toMatchObject({
      code: "not_found",
    });
  });
});
