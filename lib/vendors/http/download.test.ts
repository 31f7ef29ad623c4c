import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { bareClient, closeClients, failureOf, outcomes, permit } from "./testing/client";
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
      if (pieces === 30) response.end();
    }, 5);
    response.on("close", () => clearInterval(drip));
  });
  const client = bareClient(server.origin, { limits: { streamHeadersMs: 50 } });
  const { body } = await client.download(permit(), zip);
  expect(await text(body)).toBe("x".repeat(30));
});

test("headers that do not come in time end it", async () => {
  const server = await recordingServer(() => {});
  const client = bareClient(server.origin, { limits: { streamHeadersMs: 40 } });
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
  const client = bareClient(server.origin, { limits: { streamIdleMs: 50 } });
  const { body, explain } = await client.download(permit(), zip);
  const error = await text(body).catch((thrown: unknown) => thrown);
  expect(explain(error)).toMatchObject({ kind: "timeout", mayHaveActed: false });
});

test("a cut body is an error and never an end", async () => {
  const server = await recordingServer((_request, response) => {
    response.writeHead(200, { "content-length": "10" });
    response.write("abc", () => response.socket?.destroy());
  });
  const { seen, stop } = outcomes();
  const { body, explain } = await bareClient(server.origin).download(permit(), zip);
  const error = await text(body).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect(explain(error)).toMatchObject({ kind: "connection_lost", call: "GET /zip" });
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
  const { body, explain } = await client.download(permit(), zip, leaving.signal);
  const reading = text(body).catch((thrown: unknown) => thrown);
  leaving.abort();
  expect(explain(await reading)).toMatchObject({ kind: "aborted" });
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
