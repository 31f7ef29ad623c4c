import { createServer, type Socket } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { kindOfStatus } from "./classify";
import { setVendorLog } from "./outcome";
import { jsonBody } from "./request-body";
import { bareClient, closeClients, failureOf, outcomes, permit, reading, shortMs } from "./testing/client";
import { answer, closeServers, inTurn, type Reply, recordingServer, until } from "./testing/recording-server";

const anything = z.unknown();
const list = z.object({ items: z.array(z.string()) });
const getList = { method: "GET", path: "/list", answer: list } as const;
const create = { method: "POST", path: "/thing", body: jsonBody({ a: 1 }), answer: anything } as const;

afterEach(async () => {
  vi.restoreAllMocks();
  await closeClients();
  await closeServers();
});

describe("on the wire", () => {
  test("sends exactly what was said: no Accept, no cookie, no encoding asked for", async () => {
    const server = await recordingServer((_request, response) => answer(response, { items: [] }));
    await bareClient(`${server.origin}/v1/`).read(reading, getList);
    expect(server.requests).toHaveLength(1);
    const [request] = server.requests;
    expect(request).toMatchObject({ method: "GET", url: "/v1/list", text: "" });
    expect(Object.keys(request?.headers ?? {}).sort()).toEqual(["connection", "host", "user-agent"]);
  });

  test("encodes parameters and query, and keeps a slash before the query", async () => {
    const server = await recordingServer((_request, response) => answer(response, {}));
    await bareClient(server.origin).read(reading, {
      method: "GET",
      path: "/things/{id}/",
      params: { id: "../a b?c#d" },
      query: { profileId: 11, name: "a&b+c" },
      answer: anything,
    });
    expect(server.requests[0]?.url).toBe("/things/..%2Fa%20b%3Fc%23d/?profileId=11&name=a%26b%2Bc");
  });

  test("sends a JSON body with its length", async () => {
    const server = await recordingServer((_request, response) => answer(response, ""));
    await bareClient(server.origin).write(permit(), create);
    expect(server.requests[0]).toMatchObject({
      method: "POST",
      text: '{"a":1}',
      headers: { "content-type": "application/json", "content-length": "7" },
    });
  });

  test("a change never shares a connection, reads keep theirs", async () => {
    const server = await recordingServer((_request, response) => answer(response, { items: [] }));
    const client = bareClient(server.origin);
    await client.write(permit(), create);
    await client.read(reading, getList);
    expect(server.requests.map((request) => request.headers.connection)).toEqual(["close", "keep-alive"]);
  });

  test("a missing path parameter is a mistake of ours and surfaces as one", async () => {
    const server = await recordingServer((_request, response) => answer(response, {}));
    const call = bareClient(server.origin).read(reading, {
      method: "GET",
      path: "/a/{id}",
      answer: anything,
    });
    await expect(call).rejects.toThrow(TypeError);
    expect(server.requests).toHaveLength(0);
  });
});

describe("answers", () => {
  test("accepts unknown fields, empty bodies and integers of any size", async () => {
    const server = await recordingServer(
      inTurn(
        (_request, response) => answer(response, { items: ["a"], more: { x: 1 } }),
        (_request, response) => response.writeHead(204).end(),
        (_request, response) => answer(response, '{"uid":9999999999999999}'),
      ),
    );
    const client = bareClient(server.origin);
    expect(await client.read(reading, getList)).toEqual({ items: ["a"] });
    expect(await client.write(permit(), create)).toBeUndefined();
    expect(await client.read(reading, { ...getList, answer: anything })).toEqual({ uid: "9999999999999999" });
  });

  const badAnswers: [string, Reply, RegExp][] = [
    [
      "a login page",
      (_, response) =>
        response.writeHead(200, { "content-type": "text/html" }).end("<html><form>password</form></html>"),
      /web page/,
    ],
    ["invalid JSON", (_, response) => answer(response, '{"items":['), /not JSON/],
    ["null", (_, response) => answer(response, null), /another form/],
    ["nothing", (_, response) => answer(response, ""), /another form/],
    ["a list for an object", (_, response) => answer(response, []), /another form/],
    ["a number in a list of strings", (_, response) => answer(response, { items: [1] }), /items\.0/],
    [
      "a redirect to another host",
      (_, response) => response.writeHead(302, { location: "http://169.254.169.254/" }).end(),
      /redirect/,
    ],
    ["bytes that are not HTTP", (_, response) => response.socket?.end("SSH-2.0-OpenSSH\r\n"), /not HTTP/],
  ];

  test.each(badAnswers)("%s is a bad answer, and leaves a change in doubt", async (_name, reply, detail) => {
    const server = await recordingServer(reply);
    const client = bareClient(server.origin);
    const read = await failureOf(client.read(reading, getList));
    expect(read).toMatchObject({
      kind: "bad_answer",
      mayHaveActed: false,
      call: "GET /list",
      vendor: "ublox",
    });
    expect(read.detail).toMatch(detail);
    expect(read.vendorText).toBeUndefined();
    const write = await failureOf(client.write(permit(), { ...create, answer: list }));
    expect(write).toMatchObject({ kind: "bad_answer", mayHaveActed: true, requestId: "req_test" });
  });

  test("a redirect is not followed, not even to the same host", async () => {
    const server = await recordingServer((_request, response) =>
      response.writeHead(308, { location: "/elsewhere" }).end(),
    );
    const error = await failureOf(bareClient(server.origin).write(permit(), create));
    expect(error).toMatchObject({ kind: "bad_answer", status: 308, mayHaveActed: false });
    expect(server.requests.map((request) => request.url)).toEqual(["/thing"]);
  });

  test.each([
    [400, "refused", false],
    [401, "denied", false],
    [403, "denied", false],
    [404, "not_found", false],
    [408, "timeout", false],
    [409, "refused", false],
    [429, "busy", false],
    [500, "unavailable", true],
    [503, "unavailable", true],
  ] as const)("a change answered %i is %s, in doubt: %s", async (status, kind, mayHaveActed) => {
    const server = await recordingServer((_request, response) => answer(response, { message: "no" }, status));
    const classify = ({ status: code, text }: { status: number; text: string }) => {
      const known = kindOfStatus(code);
      return known && { kind: known, text };
    };
    const error = await failureOf(bareClient(server.origin, { classify }).write(permit(), create));
    expect(error).toMatchObject({ kind, status, mayHaveActed, vendorText: '{"message":"no"}' });
    expect(server.requests).toHaveLength(1);
  });

  test("the vendor's room may find a failure in a success", async () => {
    const server = await recordingServer((_request, response) => answer(response, { statusCode: 404 }));
    const classify = ({ text }: { text: string }) =>
      text.includes("404") ? { kind: "not_found" as const, text: "no such thing" } : undefined;
    const error = await failureOf(bareClient(server.origin, { classify }).write(permit(), create));
    expect(error).toMatchObject({
      kind: "not_found",
      status: 200,
      mayHaveActed: false,
      vendorText: "no such thing",
    });
  });

  test("an answer beyond the limit is refused, and its connection closed", async () => {
    const server = await recordingServer((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const piece = Buffer.alloc(65_536, " ");
      const pour = () => {
        while (!response.destroyed && response.write(piece));
      };
      response.on("drain", pour);
      pour();
    });
    const client = bareClient(server.origin, { limits: { answerBytesMax: 200_000 } });
    expect(await failureOf(client.read(reading, getList))).toMatchObject({ kind: "too_large" });
    await until(() => server.sockets.size === 0);
  });

  test("headers beyond the limit are refused", async () => {
    const server = await recordingServer((_request, response) =>
      answer(response, {}, 200, { "x-large": "x".repeat(100_000) }),
    );
    expect(await failureOf(bareClient(server.origin).read(reading, getList))).toMatchObject({
      kind: "too_large",
    });
  });

  test("of a failed answer only the beginning is read", async () => {
    const server = await recordingServer((_request, response) =>
      answer(response, "x".repeat(1_000_000), 400),
    );
    const error = await failureOf(
      bareClient(server.origin, { classify: ({ text }) => ({ kind: "refused", text }) }).read(
        reading,
        getList,
      ),
    );
    expect(error.vendorText).toHaveLength(300);
  });
});

describe("secrets", () => {
  test("do not survive in an error, its message, its JSON or the log", async () => {
    const server = await recordingServer((_request, response) =>
      answer(response, "user joe with zip-pass and api-secret-1 refused; Bearer abc123def456", 400),
    );
    const lines: unknown[] = [];
    const log = (fields: unknown, message: string) => lines.push([fields, message]);
    setVendorLog({ info: log, warn: log });
    const client = bareClient(server.origin, {
      secrets: ["api-secret-1"],
      classify: ({ text }) => ({ kind: "denied", text }),
    });
    const error = await failureOf(client.write(permit(), { ...create, secrets: ["zip-pass"] }));
    setVendorLog(undefined);
    expect(error.vendorText).toBe("user joe with [redacted] and [redacted] refused; Bearer [redacted]");
    const everything = JSON.stringify([error, error.message, error.stack, lines]);
    for (const secret of ["zip-pass", "api-secret-1", "abc123def456"])
      expect(everything).not.toContain(secret);
    expect(lines).toHaveLength(1);
  });
});

describe("a network that fails", () => {
  async function freePort(): Promise<number> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    await new Promise((resolve) => server.close(resolve));
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  test("nobody listening: unavailable, and a change was not sent", async () => {
    const client = bareClient(`http://127.0.0.1:${await freePort()}`);
    const error = await failureOf(client.write(permit(), create));
    expect(error).toMatchObject({
      kind: "unavailable",
      mayHaveActed: false,
      detail: expect.stringMatching(/refused/),
    });
  });

  test("an unknown host name: unavailable, and a change was not sent", async () => {
    const client = bareClient("http://vendor.invalid");
    expect(await failureOf(client.write(permit(), create))).toMatchObject({
      kind: "unavailable",
      mayHaveActed: false,
    });
  });

  const hanging: [string, Reply][] = [
    ["never answers", () => {}],
    [
      "sends headers and nothing more",
      (_request, response) => response.writeHead(200, { "content-length": "100" }).flushHeaders(),
    ],
    [
      "drips one byte at a time",
      (_request, response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write(" "), 5);
        response.on("close", () => clearInterval(drip));
      },
    ],
  ];

  test.each(hanging)("a vendor that %s is waited for until the deadline, once", async (_name, reply) => {
    const server = await recordingServer(reply);
    const client = bareClient(server.origin, {
      limits: { readDeadlineMs: shortMs, writeDeadlineMs: shortMs },
    });
    expect(await failureOf(client.read(reading, getList))).toMatchObject({
      kind: "timeout",
      mayHaveActed: false,
    });
    expect(await failureOf(client.write(permit(), create))).toMatchObject({
      kind: "timeout",
      mayHaveActed: true,
    });
    expect(server.requests).toHaveLength(2);
    await until(() => server.sockets.size === 0);
  });

  test("a change that waited in vain for a connection was not sent", async () => {
    const server = await recordingServer(() => {});
    const client = bareClient(server.origin, { limits: { writeConnections: 1, writeDeadlineMs: shortMs } });
    const [first, second] = await Promise.all([
      failureOf(client.write(permit(), create)),
      failureOf(client.write(permit(), create)),
    ]);
    expect(first).toMatchObject({ kind: "timeout", mayHaveActed: true });
    expect(second).toMatchObject({ kind: "timeout", mayHaveActed: false });
    expect(server.requests).toHaveLength(1);
  });

  test("a handshake that never ends is waited for until the deadline and not longer", async () => {
    const connections: Socket[] = [];
    const silent = createServer((socket) => connections.push(socket));
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const address = silent.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const client = bareClient(`https://127.0.0.1:${port}`, {
      limits: { connectTimeoutMs: 60_000, writeDeadlineMs: shortMs },
    });
    const error = await failureOf(client.write(permit(), create));
    expect(error).toMatchObject({ kind: "timeout", mayHaveActed: false });
    for (const socket of connections) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
  });

  test.each([
    [
      "before the answer",
      (_request: unknown, response: Parameters<Reply>[1]) => response.socket?.resetAndDestroy(),
    ],
    [
      "within the answer",
      (_request: unknown, response: Parameters<Reply>[1]) => {
        response.writeHead(200, { "content-length": "100" });
        response.write("{", () => response.socket?.destroy());
      },
    ],
  ])("a connection lost %s leaves a change in doubt and is not repeated", async (_name, reply) => {
    const server = await recordingServer(reply);
    const error = await failureOf(bareClient(server.origin).write(permit(), create));
    expect(error).toMatchObject({ kind: "connection_lost", mayHaveActed: true });
    expect(server.requests).toHaveLength(1);
  });

  test("a read whose asker leaves closes the vendor's connection at once", async () => {
    const server = await recordingServer(() => {});
    const leaving = new AbortController();
    const call = failureOf(
      bareClient(server.origin).read({ requestId: "req_test", signal: leaving.signal }, getList),
    );
    await until(() => server.requests.length === 1);
    leaving.abort();
    expect(await call).toMatchObject({ kind: "aborted", mayHaveActed: false });
    await until(() => server.sockets.size === 0);
  });

  test("a read whose asker has left already is not sent", async () => {
    const server = await recordingServer((_request, response) => answer(response, { items: [] }));
    const gone = { requestId: "req_test", signal: AbortSignal.abort() };
    expect(await failureOf(bareClient(server.origin).read(gone, getList))).toMatchObject({ kind: "aborted" });
    expect(server.requests).toHaveLength(0);
  });

  test("no connection is left over after a hundred of each kind of trouble", async () => {
    const server = await recordingServer((request, response) => {
      if (request.url === "/reset") response.socket?.resetAndDestroy();
      else if (request.url === "/page") answer(response, "<html>");
    });
    const client = bareClient(server.origin, {
      limits: { readDeadlineMs: 30, readConnections: 50, readRepeats: 0, circuitThreshold: 1_000 },
    });
    const paths = ["/reset", "/page", "/hang"] as const;
    const calls = Array.from({ length: 300 }, (_, index) =>
      failureOf(client.read(reading, { method: "GET", path: paths[index % 3] ?? "/hang", answer: list })),
    );
    await Promise.all(calls);
    await client.close();
    await until(() => server.sockets.size === 0);
  });
});

describe("repeating reads", () => {
  const good: Reply = (_request, response) => answer(response, { items: ["good"] });
  const fails =
    (status: number, headers: Record<string, string> = {}): Reply =>
    (_request, response) =>
      answer(response, "", status, headers);
  const reset: Reply = (_request, response) => response.socket?.resetAndDestroy();

  test.each([
    ["a lost connection", reset],
    ["429", fails(429)],
    ["502", fails(502)],
    ["503", fails(503)],
    ["504", fails(504)],
  ])("%s twice, then good: three requests and an answer", async (_name, bad) => {
    const server = await recordingServer(inTurn(bad, bad, good));
    expect(await bareClient(server.origin).read(reading, getList)).toEqual({ items: ["good"] });
    expect(server.requests).toHaveLength(3);
  });

  test("trouble for ever ends after two repeats, with the last trouble", async () => {
    const server = await recordingServer(fails(503));
    const error = await failureOf(bareClient(server.origin).read(reading, getList));
    expect(error).toMatchObject({ kind: "unavailable", status: 503 });
    expect(server.requests).toHaveLength(3);
  });

  test.each([
    ["500", fails(500)],
    ["400", fails(400)],
    ["401", fails(401)],
    ["404", fails(404)],
    ["a bad answer", (_request: unknown, response: Parameters<Reply>[1]) => answer(response, "<html>")],
  ])("%s is not repeated", async (_name, bad) => {
    const server = await recordingServer(inTurn(bad, good));
    await failureOf(bareClient(server.origin).read(reading, getList));
    expect(server.requests).toHaveLength(1);
  });

  test.each([429, 503])("a change is never repeated on %i", async (status) => {
    const server = await recordingServer(inTurn(fails(status), good));
    await failureOf(bareClient(server.origin).write(permit(), create));
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ["seconds", () => ({ "retry-after": "1" }), 1_000],
    [
      "a date",
      () => ({ "retry-after": new Date(Date.now() + 1_500).toUTCString(), date: new Date().toUTCString() }),
      1_000,
    ],
  ])("a Retry-After in %s that fits is obeyed", async (_name, headers, atLeastMs) => {
    const times: number[] = [];
    const server = await recordingServer((_request, response) => {
      times.push(Date.now());
      if (times.length === 1) answer(response, "", 429, headers());
      else answer(response, { items: [] });
    });
    await bareClient(server.origin).read(reading, getList);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(atLeastMs);
  });

  test.each([
    ["thirty seconds", "30", 30_000],
    ["ten years", "315360000", 600_000],
    ["a date far away", "Fri, 01 Jan 2100 00:00:00 GMT", 600_000],
  ])("a Retry-After of %s fails at once and says when to come back", async (_name, header, expectedMs) => {
    const server = await recordingServer(fails(429, { "retry-after": header }));
    const client = bareClient(server.origin);
    const error = await failureOf(client.read(reading, getList));
    expect(error.kind).toBe("busy");
    expect(error.retryAfterMs).toBe(expectedMs);
    expect(server.requests).toHaveLength(1);
  });

  test("while the vendor rests nobody calls it: neither reads nor changes", async () => {
    const server = await recordingServer(inTurn(fails(503, { "retry-after": "30" }), good));
    const client = bareClient(server.origin);
    await failureOf(client.read(reading, getList));
    const read = await failureOf(client.read(reading, getList));
    const write = await failureOf(client.write(permit(), create));
    expect(read).toMatchObject({ kind: "busy", mayHaveActed: false });
    expect(write).toMatchObject({ kind: "busy", mayHaveActed: false });
    expect(write.retryAfterMs).toBeGreaterThan(29_000);
    expect(server.requests).toHaveLength(1);

    const later = Date.now() + 30_001;
    vi.spyOn(Date, "now").mockReturnValue(later);
    expect(await client.read(reading, getList)).toEqual({ items: ["good"] });
  });

  test("an asker who leaves during the pause is not kept, and nothing more is sent", async () => {
    const server = await recordingServer(fails(503));
    const leaving = new AbortController();
    const client = bareClient(server.origin, { limits: { repeatPauseMs: 100 } });
    const call = failureOf(client.read({ requestId: "req_test", signal: leaving.signal }, getList));
    await until(() => server.requests.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    leaving.abort();
    expect(await call).toMatchObject({ kind: "aborted" });
    expect(server.requests).toHaveLength(1);
  });
});

describe("a vendor in lasting trouble", () => {
  const limits = { circuitThreshold: 3, circuitOpenMs: 10_000, readRepeats: 0 };

  test("is left alone after repeated trouble, then tried by one call alone", async () => {
    let healthy = false;
    let release = () => {};
    const server = await recordingServer((_request, response) => {
      if (!healthy) answer(response, "", 500);
      else release = () => answer(response, { items: [] });
    });
    const client = bareClient(server.origin, { limits });
    for (let count = 0; count < 3; count++) await failureOf(client.read(reading, getList));
    const left = await failureOf(client.read(reading, getList));
    expect(left).toMatchObject({ kind: "unavailable", mayHaveActed: false });
    expect(left.retryAfterMs).toBeGreaterThan(9_000);
    expect(await failureOf(client.write(permit(), create))).toMatchObject({ mayHaveActed: false });
    expect(server.requests).toHaveLength(3);

    healthy = true;
    vi.spyOn(Date, "now").mockReturnValue(Date.now() + 10_001);
    const trial = client.read(reading, getList);
    await until(() => server.requests.length === 4);
    expect(await failureOf(client.read(reading, getList))).toMatchObject({ kind: "unavailable" });
    release();
    await trial;
    const next = client.read(reading, getList);
    await until(() => server.requests.length === 5);
    release();
    await next;
  });

  test("is left alone again when the trial fails or is given up", async () => {
    const server = await recordingServer((request, response) => {
      if (request.url !== "/hang") answer(response, "", 500);
    });
    const client = bareClient(server.origin, { limits });
    for (let count = 0; count < 3; count++) await failureOf(client.read(reading, getList));
    const clock = vi.spyOn(Date, "now");
    const start = performance.timeOrigin + performance.now();
    clock.mockReturnValue(start + 10_100);
    await failureOf(client.read(reading, getList));
    await failureOf(client.read(reading, getList));
    expect(server.requests).toHaveLength(4);

    clock.mockReturnValue(start + 20_300);
    const leaving = new AbortController();
    const trial = failureOf(
      client.read({ requestId: "r", signal: leaving.signal }, { method: "GET", path: "/hang", answer: list }),
    );
    await until(() => server.requests.length === 5);
    leaving.abort();
    expect(await trial).toMatchObject({ kind: "aborted" });
    await failureOf(client.read(reading, getList));
    expect(server.requests).toHaveLength(5);
  });

  test("refusals, bad answers and leaving askers do not count as trouble", async () => {
    const server = await recordingServer((request, response) => {
      if (request.url === "/page") answer(response, "<html>");
      else if (request.url === "/no") answer(response, "", 400);
    });
    const client = bareClient(server.origin, { limits });
    for (const path of ["/no", "/page", "/hang", "/no", "/page", "/hang"] as const) {
      const before = server.requests.length;
      const leaving = new AbortController();
      const call = failureOf(
        client.read({ requestId: "r", signal: leaving.signal }, { method: "GET", path, answer: list }),
      );
      await until(() => server.requests.length > before);
      if (path === "/hang") leaving.abort();
      await call;
    }
    const seen = server.requests.length;
    await failureOf(client.read(reading, { ...getList, path: "/no" }));
    expect(server.requests).toHaveLength(seen + 1);
  });

  test.each([
    ["good answer", 200],
    ["refusal", 400],
  ])("a %s in between starts the count anew", async (_name, status) => {
    const bad: Reply = (_request, response) => answer(response, "", 500);
    const there: Reply = (_request, response) => answer(response, { items: [] }, status);
    const server = await recordingServer(inTurn(bad, bad, there, bad, bad, there));
    const client = bareClient(server.origin, { limits });
    for (let count = 0; count < 6; count++) await client.read(reading, getList).catch(() => {});
    expect(server.requests).toHaveLength(6);
  });
});

describe("outcomes", () => {
  test("tell listeners and the log how each call ended, in one line", async () => {
    const server = await recordingServer(
      inTurn(
        (_request, response) => answer(response, "", 503),
        (_request, response) => answer(response, { items: [] }),
        (_request, response) => answer(response, "", 500),
      ),
    );
    const lines: [string, Record<string, unknown>, string][] = [];
    setVendorLog({
      info: (fields, message) => lines.push(["info", fields, message]),
      warn: (fields, message) => lines.push(["warn", fields, message]),
    });
    const { seen, stop } = outcomes();
    const client = bareClient(server.origin);
    await client.read(reading, { ...getList, path: "/list/{id}", params: { id: "private" } });
    await failureOf(client.write(permit(), create));
    stop();
    setVendorLog(undefined);
    await failureOf(client.write(permit(), create));

    expect(seen).toHaveLength(2);
    expect(seen[0]).toMatchObject({
      ok: true,
      call: "GET /list/{id}",
      status: 200,
      attempts: 2,
      requestId: "req_test",
    });
    expect(seen[1]).toMatchObject({ ok: false, status: 500, attempts: 1, error: { kind: "unavailable" } });
    expect(lines.map(([level]) => level)).toEqual(["info", "warn"]);
    expect(lines[1]?.[1]).toMatchObject({
      kind: "unavailable",
      mayHaveActed: true,
      durationMs: expect.any(Number),
    });
    expect(JSON.stringify(lines)).not.toContain("private");
  });
});
