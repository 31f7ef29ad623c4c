import { createServer, type IncomingHttpHeaders } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { signedInUblox } from "./test-support";

const origin = "https://hooks.example.com";
const url = `${origin}/hooks/bootstraps`;
const token = "Bearer  verbatim, with all its spaces";
const type = "DEVICE_BOOTSTRAP_EVENT";

interface Received {
  path: string | undefined;
  headers: IncomingHttpHeaders;
  body: unknown;
}

/** What u-blox's hooks lead to. */
async function startReceiver(status = 200) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({
        path: request.url,
        headers: request.headers,
        body: JSON.parse(Buffer.concat(chunks).toString("utf8")),
      });
      response.writeHead(status, { location: "/elsewhere" }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return {
    received,
    origin: `http://127.0.0.1:${port}`,
    stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

describe("u-blox hooks", () => {
  let ublox: Awaited<ReturnType<typeof signedInUblox>>;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  beforeEach(async () => {
    ublox = await signedInUblox(undefined, 30);
    receiver = await startReceiver();
    ublox.settings.change({ ublox: { hookRoutes: [{ from: origin, to: receiver.origin }] } });
  });
  afterEach(async () => {
    await ublox.stop();
    await receiver.stop();
  });

  const create = (body: object = {}) =>
    ublox.call("/notification/webhook/create", {
      NotificationURL: url,
      AuthorizationToken: token,
      NotificationType: type,
      ...body,
    });
  const list = async () => (await ublox.raw("/notification/webhook/get", { method: "GET" })).json();

  it("are registered, listed without their token, updated and deleted by address", async () => {
    expect((await create()).json()).toEqual({ message: "Success" });
    await create({ NotificationType: "DEVICE_ERRORS_EVENT" });
    await create({ NotificationURL: `${origin}/other` });
    expect(await list()).toEqual([
      { NotificationURL: url, NotificationType: type, CreatedDate: "2026-03-02T08:00:00Z" },
      { NotificationURL: url, NotificationType: "DEVICE_ERRORS_EVENT", CreatedDate: expect.any(String) },
      { NotificationURL: `${origin}/other`, NotificationType: type, CreatedDate: expect.any(String) },
    ]);
    expect((await ublox.call("/notification/webhook/get")).json()).toEqual(await list());
    const updated = await ublox.call("/notification/webhook/update", {
      NotificationURL: url,
      AuthorizationToken: "new",
    });
    expect(updated.status).toBe(200);
    ublox.devices.bootstrap({});
    await expect.poll(() => receiver.received.length).toBe(2);
    expect(receiver.received.map(({ path, headers }) => [path, headers.authorization]).toSorted()).toEqual([
      ["/hooks/bootstraps", "new"],
      ["/other", token],
    ]);
    await ublox.call("/notification/webhook/delete", { NotificationURL: url });
    expect(await list()).toMatchObject([{ NotificationURL: `${origin}/other` }]);
  });

  it.each([
    [
      "create",
      { NotificationURL: "http://hooks.example.com/x", AuthorizationToken: "t", NotificationType: type },
    ],
    ["create", { NotificationURL: "no address", AuthorizationToken: "t", NotificationType: type }],
    ["create", { NotificationURL: url, AuthorizationToken: "", NotificationType: type }],
    ["create", { NotificationURL: url, AuthorizationToken: "t", NotificationType: "DEVICE_ERROR" }],
    ["update", { NotificationURL: url, AuthorizationToken: "t" }],
    ["update", { NotificationURL: url }],
    ["delete", { NotificationURL: url }],
    ["delete", {}],
  ])("refuse to %s with %j", async (act, body) => {
    const answer = await ublox.call(`/notification/webhook/${act}`, body);
    expect([answer.status, answer.json()]).toEqual([400, { message: "Bad Request" }]);
  });

  it("refuse the same address twice for one type", async () => {
    await create();
    expect((await create()).status).toBe(400);
  });

  it("are posted each event of their type as the document shows it, with the token letter by letter", async () => {
    await create();
    const uid = ublox.devices.bootstrap({});
    ublox.devices.deviceError({ rotPublicUid: uid, text: "not for this hook" });
    await expect.poll(() => ublox.devices.hooks().deliveries).toMatchObject([{ url, type, status: 200 }]);
    expect(receiver.received).toEqual([
      {
        path: "/hooks/bootstraps",
        headers: expect.objectContaining({ authorization: token, "content-type": "application/json" }),
        body: {
          ROTPublicUID: uid,
          Timestamp: "2026-03-02T08:00:00",
          EventType: type,
          Payload: {
            RotVersion: expect.any(String),
            SerialNumber: expect.any(String),
            Version: expect.any(String),
            DeviceSerialNumber: "",
            IMEI: expect.any(String),
            DeviceProfileUID: "UNATTRIBUTED DEVICE PROFILE",
            TypeNumber: expect.any(String),
            IsBlacklisted: false,
          },
        },
      },
    ]);
  });

  it("are posted as often as the settings say", async () => {
    await create();
    ublox.settings.change({ ublox: { hookDeliveries: 3 } });
    ublox.devices.bootstrap({});
    await expect.poll(() => receiver.received.length).toBe(3);
    expect(new Set(receiver.received.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    ublox.settings.change({ ublox: { hookDeliveries: 0 } });
    ublox.devices.bootstrap({});
    expect(ublox.devices.hooks().deliveries).toHaveLength(3);
  });

  it("follow no redirect, and tell what an unreachable receiver did", async () => {
    const redirecting = await startReceiver(302);
    ublox.settings.change({ ublox: { hookRoutes: [{ from: origin, to: redirecting.origin }] } });
    await create();
    ublox.devices.bootstrap({});
    await expect.poll(() => ublox.devices.hooks().deliveries).toMatchObject([{ status: 302, error: null }]);
    expect(redirecting.received).toHaveLength(1);
    await redirecting.stop();
    ublox.devices.bootstrap({});
    await expect
      .poll(() => ublox.devices.hooks().deliveries[0])
      .toMatchObject({ status: null, error: expect.stringContaining("ECONNREFUSED") });
  });

  it("are led only where the address is the same, not where it merely begins alike", async () => {
    const route = { from: "https://127.0.0.1", to: receiver.origin };
    ublox.settings.change({ ublox: { hookRoutes: [route] } });
    await create({ NotificationURL: "https://127.0.0.1:1/closed" });
    ublox.devices.bootstrap({});
    await expect.poll(() => ublox.devices.hooks().deliveries).toMatchObject([{ status: null }]);
    expect(receiver.received).toEqual([]);
    await create({ NotificationURL: "https://127.0.0.1?x=1" });
    ublox.devices.bootstrap({});
    await expect.poll(() => receiver.received).toMatchObject([{ path: "/?x=1" }]);
  });

  it("are all posted when there are many, of which the last hundred are told of", async () => {
    await create();
    for (let count = 0; count < 120; count += 1) ublox.devices.bootstrap({});
    await expect.poll(() => receiver.received.length, { timeout: 10_000 }).toBe(120);
    await expect.poll(() => ublox.devices.hooks().deliveries.length).toBe(100);
  });

  it("are forgotten, with what waits for them, at a reset", async () => {
    await create();
    for (let count = 0; count < 200; count += 1) ublox.devices.bootstrap({});
    ublox.server.reset();
    const { registered, deliveries } = ublox.server.app().controls.hooks();
    expect([registered, deliveries]).toEqual([[], []]);
    // What was on its way may still arrive; the rest never does.
    expect(receiver.received.length).toBeLessThan(20);
  });
});
