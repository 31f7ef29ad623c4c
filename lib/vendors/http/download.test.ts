import { Transform } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { bareClient, closeClients, failureOf, outcomes, permit, shortMs } from "./testing/client";
import { answer, closeServers, recordingServer, until } from "./testing/recording-server";

const zip = { method: "GET", path: "/zip" } as const;

afterEach(async () => {
  await closeClients();
  await closeServers();
});

test("hands out the body as it flows, with its headers and no Accept sent", async () => {
  const server = await recordingServer((_request, response) => {
    response.writeHead(200, { "content-length": "6", "content-type": "application/zip" });
    response.write("abc");
    setImmediate(() => response.end("def"));
  });
  const { body, headers } = await bareClient(server.origin).download(permit(), zip);
  expect(headers["content-length"]).toBe("6");
  expect(await text(body)).toBe("abcdef");
  expect(server.requests[0]?.headers).not.toHaveProperty("accept");
});

test("may take longer than any deadline as long as it flows", async () => {
  const server = await recordingServer((_request, response) => {
    response.writeHead(200);
    let pieces = 0;
    const drip = setInterval(() => {
      response.write("x");
      pieces += 1;
      if (pieces === 60) response.end();
    }, 5);
    response.on("close", () => clearInterval(drip));
  });
  const client = bareClient(server.origin, { limits: { streamHeadersMs: shortMs } });
  const { body } = await client.download(permit(), zip);
  expect(await text(body)).toBe("x".repeat(60));
});

test("headers that do not come in time end it", async () => {
  const server = await recordingServer(() => {});
  const client = bareClient(server.origin, { limits: { streamHeadersMs: shortMs } });
  expect(await failureOf(client.download(permit(), zip))).toMatchObject({
    kind: "timeout",
    mayHaveActed: false,
  });
  await until(() => server.sockets.size === 0);
});

test("silence beyond the idle limit ends it as a timeout", async () => {
  const server = await recordingServer((_request, response) => {
    response.writeHead(200, { "content-length": "10" });
    response.write("abc");
  });
  const client = bareClient(server.origin, { limits: { streamIdleMs: shortMs / 2 } });
  const { body } = await client.download(permit(), zip);
  expect(await failureOf(text(body))).toMatchObject({ kind: "timeout", mayHaveActed: false });
});

test("a taker who reads slowly is not mistaken for a silent vendor", async () => {
  const whole = Buffer.alloc(4 * 1024 * 1024, "x");
  const server = await recordingServer((_request, response) => response.writeHead(200).end(whole));
  const client = bareClient(server.origin, { limits: { streamIdleMs: shortMs / 2 } });
  const { body } = await client.download(permit(), zip);
  await new Promise((resolve) => setTimeout(resolve, 2 * shortMs));
  expect((await buffer(body)).length).toBe(whole.length);
});

test("a cut body is an error and never an end", async () => {
  const server = await recordingServer((_request, response) => {
    response.writeHead(200, { "content-length": "10" });
    response.write("abc", () => response.socket?.destroy());
  });
  const { seen, stop } = outcomes();
  const { body } = await bareClient(server.origin).download(permit(), zip);
  expect(await failureOf(text(body))).toMatchObject({ kind: "connection_lost", call: "GET /zip" });
  await until(() => seen.length === 1);
  stop();
  expect(seen[0]).toMatchObject({ ok: false, error: { kind: "connection_lost" } });
});

test("a taker who leaves closes the vendor's connection", async () => {
  const server = await recordingServer((_request, response) => {
    response.writeHead(200);
    response.write("abc");
  });
  const { seen, stop } = outcomes();
  const leaving = new AbortController();
  const client = bareClient(server.origin);
  const { body } = await client.download(permit(), zip, leaving.signal);
  const taking = failureOf(text(body));
  leaving.abort();
  expect(await taking).toMatchObject({ kind: "aborted" });
  const second = await client.download(permit(), zip);
  second.body.destroy();
  await until(() => server.sockets.size === 0 && seen.length === 2);
  stop();
  expect(seen.map(({ error }) => error?.kind)).toEqual(["aborted", "aborted"]);
});

test("a taker who left before the headers ends it", async () => {
  const server = await recordingServer(() => {});
  const leaving = new AbortController();
  const call = failureOf(bareClient(server.origin).download(permit(), zip, leaving.signal));
  await until(() => server.requests.length === 1);
  leaving.abort();
  expect(await call).toMatchObject({ kind: "aborted" });
  await until(() => server.sockets.size === 0);
});

test("a refusal is an error with the vendor's words, and nothing is repeated", async () => {
  const server = await recordingServer((_request, response) => answer(response, "Not Acceptable", 406));
  const client = bareClient(server.origin, {
    classify: ({ status, text: said }) => (status === 406 ? { kind: "refused", text: said } : undefined),
  });
  expect(await failureOf(client.download(permit(), zip))).toMatchObject({
    kind: "refused",
    status: 406,
    vendorText: "Not Acceptable",
  });
  expect(server.requests).toHaveLength(1);
});

test("trouble while opening counts against the vendor", async () => {
  const server = await recordingServer((_request, response) => response.socket?.resetAndDestroy());
  const client = bareClient(server.origin, { limits: { circuitThreshold: 2 } });
  for (let count = 0; count < 4; count++) await failureOf(client.download(permit(), zip));
  expect(server.requests).toHaveLength(2);
});

test("a success is told when the body has ended", async () => {
  const server = await recordingServer((_request, response) => response.writeHead(200).end("abc"));
  const { seen, stop } = outcomes();
  const { body } = await bareClient(server.origin).download(permit(), zip);
  expect(seen).toHaveLength(0);
  await text(body);
  await until(() => seen.length === 1);
  stop();
  expect(seen[0]).toMatchObject({ ok: true, status: 200, attempts: 1 });
});

test("content that its check refuses fails it, and is told as a failure", async () => {
  const server = await recordingServer((_request, response) => response.writeHead(200).end("abc"));
  const { seen, stop } = outcomes();
  const { body } = await bareClient(server.origin).download(permit(), {
    ...zip,
    check: (failure) =>
      new Transform({
        transform: (chunk, _encoding, done) => done(null, chunk),
        flush: (done) => done(failure("bad_answer", { detail: "no good", vendorText: "abc" })),
      }),
  });
  expect(await failureOf(text(body))).toMatchObject({
    kind: "bad_answer",
    detail: "no good",
    vendorText: "abc",
  });
  await until(() => seen.length === 1);
  stop();
  expect(seen[0]).toMatchObject({ ok: false, error: { kind: "bad_answer" } });
});

test("an error that nobody listens for yet does not end the process", async () => {
  const server = await recordingServer((_request, response) => {
    response.writeHead(200, { "content-length": "10" });
    response.write("abc", () => response.socket?.destroy());
  });
  const { body } = await bareClient(server.origin).download(permit(), zip);
  await until(() => body.destroyed);
  expect(body.errored).toMatchObject({ kind: "connection_lost" });
});
