import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import yazl from "yazl";
import { closeClients, failureOf, outcomes, permit } from "../http/testing/client";
import { answer, closeServers, type Reply, until } from "../http/testing/recording-server";
import { downloadBatch, safeFileName } from "./download";
import { sectigoStandIn } from "./testing";

afterEach(async () => {
  await closeClients();
  await closeServers();
});

async function zipOf(entries: number, comment = ""): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (let index = 0; index < entries; index++) {
    zip.addBuffer(Buffer.alloc(2_000, index), `${index}.p12`, { compress: false });
  }
  zip.end();
  const bytes = await buffer(zip.outputStream);
  // The comment stands behind the end record, whose last two bytes say how long it is.
  bytes.writeUInt16LE(comment.length, bytes.length - 2);
  return Buffer.concat([bytes, Buffer.from(comment, "latin1")]);
}

const batchId = 186;

function serves(zip: Buffer, headers: Record<string, string> = {}): Reply {
  return (_request, response) => {
    response.writeHead(200, { "content-type": "application/octet-stream", ...headers });
    response.end(zip);
  };
}

/** Sends the beginning of a zip and breaks off; without a length the end of the connection is the end of the answer. */
function breaksOff(zip: Buffer, at: number, headers: Record<string, string>): Reply {
  return (_request, response) => {
    const head = [
      "HTTP/1.1 200 OK",
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      "",
      "",
    ];
    response.socket?.write(head.join("\r\n"));
    response.socket?.end(zip.subarray(0, at));
  };
}

async function take(reply: Reply): Promise<Buffer> {
  const { sectigo } = await sectigoStandIn(reply);
  const { body } = await downloadBatch(permit(), sectigo, { batchId });
  return await buffer(body);
}

describe("a good zip", () => {
  test("comes through unchanged, asked for without any Accept header", async () => {
    const zip = await zipOf(200);
    const { sectigo, asked } = await sectigoStandIn(
      serves(zip, {
        "content-length": String(zip.length),
        "content-disposition": 'attachment; filename="batch-186.zip"',
      }),
    );
    const { body, fileName, lengthBytes } = await downloadBatch(permit(), sectigo, { batchId });
    expect({ fileName, lengthBytes }).toEqual({ fileName: "batch-186.zip", lengthBytes: zip.length });
    const digest = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
    expect(digest(await buffer(body))).toBe(digest(zip));
    const [request] = asked();
    expect(request).toMatchObject({ method: "GET", url: "/api/v1/batches/186/download", text: "" });
    expect(Object.keys(request?.headers ?? {}).sort()).toEqual([
      "authorization",
      "connection",
      "host",
      "user-agent",
    ]);
  });

  test.each([
    ["is empty", 0, ""],
    ["has a comment", 3, "made for the test"],
    ["has a comment that looks like an end", 3, "PK\u0005\u0006 and more"],
  ])("that %s is taken too", async (_name, entries, comment) => {
    const zip = await zipOf(entries, comment);
    const { sectigo } = await sectigoStandIn(serves(zip));
    const { body, lengthBytes, fileName } = await downloadBatch(permit(), sectigo, { batchId });
    expect(await buffer(body)).toEqual(zip);
    expect({ lengthBytes, fileName }).toEqual({ lengthBytes: null, fileName: "186.zip" });
  });

  test("may come byte by byte", async () => {
    const zip = await zipOf(1);
    const small = zip.subarray(zip.length - 22);
    const { sectigo } = await sectigoStandIn((_request, response) => {
      response.writeHead(200);
      let at = 0;
      const drip = () => {
        if (at === small.length) return response.end();
        response.write(small.subarray(at, at + 1), () => setImmediate(drip));
        at += 1;
      };
      drip();
    });
    const { body } = await downloadBatch(permit(), sectigo, { batchId });
    expect(await buffer(body)).toEqual(small);
  });
});

describe("what is no zip", () => {
  test.each([
    ["an error as JSON", '{"status":404,"message":"gone","errorCode":1,"timestamp":1}', /gone/],
    ["an error as text", "Batch is not ready", /Batch is not ready/],
    ["a web page", "<html><body>Log in</body></html>", undefined],
    ["nothing", "", undefined],
    ["two letters", "PK", /PK/],
    ["another PK", "PKxx it is not", /PKxx/],
  ])("%s under a good status is a bad answer before anything is handed out", async (_name, body, words) => {
    const { seen, stop } = outcomes();
    const { sectigo } = await sectigoStandIn((_request, response) => answer(response, body));
    const error = await failureOf(downloadBatch(permit(), sectigo, { batchId }));
    expect(error).toMatchObject({ kind: "bad_answer", mayHaveActed: false });
    if (words === undefined) expect(error.vendorText).toBeUndefined();
    else expect(error.vendorText).toMatch(words);
    await until(() => seen.length === 2);
    stop();
    expect(seen[1]).toMatchObject({ ok: false, error: { kind: "bad_answer" } });
  });

  test("an endless page is not read to its end", async () => {
    const { sectigo, server } = await sectigoStandIn((_request, response) => {
      response.writeHead(200);
      const pour = () => {
        while (!response.destroyed && response.write("<p>not a zip</p>".repeat(1_000)));
      };
      response.on("drain", pour);
      pour();
    });
    expect(await failureOf(downloadBatch(permit(), sectigo, { batchId }))).toMatchObject({
      kind: "bad_answer",
    });
    await until(() => server.sockets.size <= 1);
  });

  test("a refusal is told with the vendor's words", async () => {
    const { sectigo, asked } = await sectigoStandIn((_request, response) =>
      answer(response, "Not Acceptable. Status: Pending", 406, { "content-type": "text/plain" }),
    );
    expect(await failureOf(downloadBatch(permit(), sectigo, { batchId }))).toMatchObject({
      kind: "refused",
      status: 406,
      vendorText: "Not Acceptable. Status: Pending",
    });
    expect(asked()).toHaveLength(1);
  });
});

describe("a zip that is cut off never looks whole", () => {
  test.each([
    ["its length was announced", (length: number) => ({ "Content-Length": String(length) })],
    ["the connection's end is its end", () => ({ Connection: "close" })],
    [
      "the announced length was wrong too",
      (length: number) => ({ "Content-Length": String(Math.floor(length * 0.73)) }),
    ],
  ])("when %s", async (_name, headersFor) => {
    const zip = await zipOf(100);
    const cut = breaksOff(zip, Math.floor(zip.length * 0.73), headersFor(zip.length));
    expect(await failureOf(take(cut))).toMatchObject({
      kind: "connection_lost",
      call: "GET /api/v1/batches/{batchId}/download",
    });
  });

  test("not even one byte before its end", async () => {
    const zip = await zipOf(3);
    const cut = breaksOff(zip, zip.length - 1, { Connection: "close" });
    expect(await failureOf(take(cut))).toMatchObject({ kind: "connection_lost" });
  });

  test("nor with something behind its end", async () => {
    const zip = await zipOf(3);
    const longer = serves(Buffer.concat([zip, Buffer.from("x")]));
    expect(await failureOf(take(longer))).toMatchObject({ kind: "connection_lost" });
  });
});

describe("a taker who leaves", () => {
  const endless: Reply = (_request, response) => {
    response.writeHead(200);
    response.write(Buffer.from("PK\u0003\u0004"));
    const pour = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536)));
    };
    response.on("drain", pour);
    pour();
  };

  test("by dropping the stream closes the vendor's connection", async () => {
    const { sectigo, server } = await sectigoStandIn(endless);
    const { body } = await downloadBatch(permit(), sectigo, { batchId });
    expect(server.sockets.size).toBeGreaterThan(0);
    body.destroy();
    await until(() =>
      [...server.sockets].every((socket) => socket.destroyed || socket.bytesWritten < 10_000),
    );
  });

  test("by a signal closes it too, and the stream fails as aborted", async () => {
    const { sectigo, server } = await sectigoStandIn(endless);
    const leaving = new AbortController();
    const { body } = await downloadBatch(permit(), sectigo, { batchId }, leaving.signal);
    const taking = buffer(body).catch((error: unknown) => error);
    leaving.abort();
    expect(await taking).toMatchObject({ kind: "aborted" });
    await until(() =>
      [...server.sockets].every((socket) => socket.destroyed || socket.bytesWritten < 10_000),
    );
  });

  test("leaves nothing flowing into memory while he does not read", async () => {
    const { sectigo, server } = await sectigoStandIn(endless);
    const { body } = await downloadBatch(permit(), sectigo, { batchId });
    const written = () => Math.max(...[...server.sockets].map((socket) => socket.bytesWritten));
    let before = -1;
    for (let rounds = 0; written() !== before && rounds < 200; rounds++) {
      before = written();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(written()).toBe(before);
    expect(body.readableLength).toBeLessThan(1_000_000);
    body.destroy();
  });
});

test.each([
  [undefined, "186.zip"],
  ["attachment", "186.zip"],
  ['attachment; filename="My batch (1).zip"', "My batch (1).zip"],
  ["attachment; filename=batch.zip; size=3", "batch.zip"],
  ['attachment; filename="../../etc/passwd.zip"', "186.zip"],
  ['attachment; filename="a\\b.zip"', "186.zip"],
  ['attachment; filename=".zip"', "186.zip"],
  ['attachment; filename="a\r\nx: y.zip"', "186.zip"],
  ['attachment; filename="virus.exe"', "186.zip"],
  [`attachment; filename="${"a".repeat(200)}.zip"`, "186.zip"],
])("the file name in %j becomes %s", (disposition, expected) => {
  expect(safeFileName(disposition, batchId)).toBe(expected);
});
