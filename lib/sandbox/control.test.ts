import { createHash, X509Certificate } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  bootstrapAnswer,
  callsAnswer,
  clientCertificateAnswer,
  controlProblem,
  faultsAnswer,
  idTokenAnswer,
  juniperReport,
  sandboxSettings,
  secretAnswer,
  stateAnswer,
} from "./control-contract";
import { type Sandbox, startSandbox } from "./index";
import { START_MS, send, sendJson } from "./test-support";

describe("the control address", () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({
      deviceCount: 200,
      now: () => START_MS,
      settings: { sectigo: { batchDelayMs: 5_000 } },
    });
  });
  afterEach(() => sandbox.stop());

  const control = (path: string) => `${sandbox.urls.control}${path}`;
  const state = async () => stateAnswer.parse((await send(control("/state"))).json());
  const authenticate = () =>
    sendJson(`${sandbox.urls.ublox}/authenticate`, {
      APIKey: sandbox.credentials.ublox.apiKey,
      APISecret: sandbox.credentials.ublox.apiSecret,
    });
  const problem = async (answer: ReturnType<typeof send>) => {
    const { status, json } = await answer;
    return { status, ...controlProblem.parse(json()) };
  };

  it("tells the state: clock, settings, addresses, counts, calls", async () => {
    await authenticate();
    const { clock, settings, vendors, calls } = await state();
    expect(clock).toEqual({ now: new Date(START_MS).toISOString(), offsetMs: 0 });
    expect(settings.sectigo.batchDelayMs).toBe(5_000);
    expect(vendors.ublox).toMatchObject({ url: sandbox.urls.ublox, callCount: 1, faults: [] });
    expect(vendors.sectigo).toMatchObject({ url: sandbox.urls.sectigo, callCount: 0 });
    expect(vendors.ublox.recordCounts.devices).toBe(200);
    expect(vendors.sectigo.recordCounts.batches).toBeGreaterThanOrEqual(30);
    expect(vendors.juniper).toMatchObject({ url: sandbox.urls.juniper, callCount: 0 });
    expect(vendors.juniper.recordCounts).toMatchObject({ entitlements: 61, revocations: 0 });
    expect(calls).toHaveLength(1);
  });

  it("records what was sent, without the secrets in it", async () => {
    await authenticate();
    const [call] = sandbox.calls("ublox");
    const { apiKey, apiSecret } = sandbox.credentials.ublox;
    const sent = JSON.stringify({ APIKey: apiKey, APISecret: apiSecret });
    expect(call).toMatchObject({
      method: "POST",
      path: "/v1/authenticate",
      body: { APIKey: "[masked]", APISecret: "[masked]" },
      bodyBytes: sent.length,
      bodySha256: createHash("sha256").update(sent).digest("hex"),
      headerNames: expect.arrayContaining(["content-type", "content-length"]),
      authorization: "none",
      contentType: "application/json",
      status: 200,
      outcome: "answered",
    });
    expect(call?.headerNames).not.toContain("accept");
    expect((await send(control("/state"))).text).not.toContain(apiSecret);
    const { calls } = callsAnswer.parse((await send(control("/calls?vendor=ublox"))).json());
    expect(calls).toHaveLength(1);
    expect(callsAnswer.parse((await send(control("/calls?vendor=sectigo"))).json()).calls).toEqual([]);
  });

  it("tells raw tokens from bearer tokens, and keeps bodies that are no JSON to itself", async () => {
    const csv = "Id,Type,Action\n";
    for (const authorization of ["Bearer x", "x", "Basic dTpw"]) {
      await send(`${sandbox.urls.ublox}/device/whitelist/add`, {
        method: "POST",
        headers: { authorization, "content-type": "application/octet-stream" },
        body: csv,
      });
    }
    expect(sandbox.calls("ublox").map(({ authorization }) => authorization)).toEqual([
      "bearer",
      "raw",
      "other",
    ]);
    expect(sandbox.calls("ublox")[0]).toMatchObject({ body: null, bodyBytes: csv.length, status: 401 });
  });

  it("shows the last 200 calls, newest first, and counts them all", async () => {
    for (let sent = 0; sent < 205; sent += 1) await send(`${sandbox.urls.ublox}/missing/${sent}`);
    const { calls, vendors } = await state();
    expect([calls.length, vendors.ublox.callCount, calls[0]?.path]).toEqual([200, 205, "/v1/missing/204"]);
  });

  it("sets faults, lists them counting down, and clears them for one vendor or all", async () => {
    await sendJson(control("/faults"), { vendor: "ublox", fault: "unavailable", times: 3 });
    const answer = await sendJson(control("/faults"), {
      vendor: "sectigo",
      fault: "rate_limited",
      pathPrefix: "/api/v1/",
      retryAfter: { form: "seconds", seconds: 5 },
    });
    expect(faultsAnswer.parse(answer.json()).faults).toHaveLength(2);
    expect((await authenticate()).status).toBe(503);
    expect((await state()).vendors.ublox.faults).toMatchObject([{ fault: "unavailable", times: 2 }]);
    const cleared = await send(control("/faults?vendor=ublox"), { method: "DELETE" });
    expect(faultsAnswer.parse(cleared.json()).faults).toMatchObject([{ vendor: "sectigo" }]);
    expect((await authenticate()).status).toBe(200);
    await send(control("/faults"), { method: "DELETE" });
    expect((await state()).vendors.sectigo.faults).toEqual([]);
  });

  it("advances the clock, which ends tokens and readies batches", async () => {
    const sectigo = sandbox.urls.sectigo;
    const bearer = async () => {
      const { text } = await sendJson(`${sectigo}/auth/pwd`, sandbox.credentials.sectigo);
      return { authorization: `Bearer ${/"accessToken":"([^"]+)"/.exec(text)?.[1]}` };
    };
    const old = await bearer();
    const batch = (headers: Record<string, string>) => send(`${sectigo}/api/v1/batches/1025`, { headers });
    expect((await batch(old)).json()).toMatchObject({ status: "Pending" });
    const advanced = await sendJson(control("/clock"), { advanceMs: 601_000 });
    expect(advanced.json()).toEqual({ now: new Date(START_MS + 601_000).toISOString(), offsetMs: 601_000 });
    expect((await batch(old)).status).toBe(401);
    expect((await batch(await bearer())).json()).toMatchObject({ status: "Ready for Download" });
  });

  it("has devices bootstrap, fail a command, be copied, and get in contact", async () => {
    const made = await sendJson(control("/bootstraps"), { deviceProfileUid: "Yr3nHcVs7kQwDxJt0aMpZg" });
    const { rotPublicUid } = bootstrapAnswer.parse(made.json());
    expect((await state()).vendors.ublox.recordCounts.devices).toBe(201);
    const one = await sendJson(control("/heartbeats"), { rotPublicUids: [rotPublicUid] });
    expect([one.status, one.json()]).toEqual([200, { devices: 1 }]);
    expect((await sendJson(control("/heartbeats"), { all: true })).json()).toEqual({ devices: 201 });
    const answers = [
      await sendJson(control("/device-errors"), { rotPublicUid, text: "Invalid KeySetId for device" }),
      await sendJson(control("/clones"), { rotPublicUid, as: "clone" }),
      await sendJson(control("/clones"), { rotPublicUid, as: "suspicious" }),
    ];
    expect(answers.map(({ status, text }) => [status, text])).toEqual([
      [204, ""],
      [204, ""],
      [204, ""],
    ]);
    expect((await state()).vendors.ublox.recordCounts.devices).toBe(202);
    expect((await state()).hooks).toEqual({ registered: [], deliveries: [] });
  });

  it("rotates Juniper's secret, uses up its rate, and issues what its clients sign in with", async () => {
    expect((await state()).juniper).toEqual({
      calls: { limit: 300, used: 0, refused: 0, nextAt: null },
      secrets: [{ number: 1, goodUntil: null }],
    });
    const { clientSecret } = secretAnswer.parse(
      (await sendJson(control("/juniper/secrets"), { overlapMs: 0 })).json(),
    );
    const { clientId, clientSecret: first } = sandbox.credentials.juniper;
    const signIn = (secret: string) =>
      sendJson(sandbox.urls.juniperToken, {
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: secret,
      });
    expect([(await signIn(first)).status, (await signIn(clientSecret)).status]).toEqual([401, 200]);

    const used = await sendJson(control("/juniper/calls"), { count: 300, agoMs: 3_000_000 });
    expect(juniperReport.parse(used.json()).calls).toEqual({
      limit: 300,
      used: 300,
      refused: 0,
      nextAt: new Date(START_MS + 600_000).toISOString(),
    });
    const { idToken } = idTokenAnswer.parse((await sendJson(control("/juniper/id-tokens"), {})).json());
    const refused = await sendJson(
      `${sandbox.urls.juniper}/entitlements/query`,
      {},
      {
        headers: { authorization: `Bearer ${idToken}` },
      },
    );
    expect(refused.status).toBe(429);
    expect((await state()).juniper.calls.refused).toBe(1);

    const issued = await sendJson(control("/juniper/client-certificates"), { validityDays: 30 });
    const { caPem, certificatePem } = clientCertificateAnswer.parse(issued.json());
    const certificate = new X509Certificate(certificatePem);
    expect(certificate.verify(new X509Certificate(caPem).publicKey)).toBe(true);
    expect(sandbox.urls.juniperMtls).toMatch(/^https:/);
  });

  it("changes only the settings it is given", async () => {
    const answer = await sendJson(control("/settings"), { sectigo: { batchOutcome: "failed" } });
    expect(sandboxSettings.parse(answer.json()).sectigo).toMatchObject({
      batchOutcome: "failed",
      batchDelayMs: 5_000,
    });
  });

  it("goes back to the start: data, faults, calls, settings and clock", async () => {
    const before = await state();
    await sendJson(control("/faults"), { vendor: "ublox", fault: "hang", pathPrefix: "/v1/none" });
    await sendJson(control("/clock"), { advanceMs: 1_000 });
    await sendJson(control("/settings"), { sectigo: { batchDelayMs: null } });
    await authenticate();
    const answer = await send(control("/reset"), { method: "POST" });
    expect(answer.status).toBe(204);
    expect(await state()).toEqual(before);
  });

  it.each([
    ["/faults", { vendor: "nobody", fault: "hang" }, "vendor"],
    ["/faults", { vendor: "ublox", fault: "explode" }, "fault"],
    ["/faults", { vendor: "ublox", fault: "hang", forever: true }, "forever"],
    ["/clock", { advanceMs: -1 }, "advanceMs"],
    ["/settings", { sectigo: { batchDelay: 1 } }, "batchDelay"],
    ["/settings", { ublox: { hookRoutes: [{ from: "http://a.example", to: "http://b" }] } }, "from"],
    ["/heartbeats", {}, "Invalid"],
    ["/heartbeats", { rotPublicUids: ["ffffffffffffffff"] }, "ffffffffffffffff"],
    ["/heartbeats", { tagName: "nowhere" }, "nowhere"],
    ["/bootstraps", { rotPublicUid: "0002000089280087" }, "bootstrapped before"],
    ["/device-errors", { rotPublicUid: "ffffffffffffffff", text: "" }, "ffffffffffffffff"],
    ["/settings", { juniper: { hourlyLimit: 0 } }, "hourlyLimit"],
    ["/juniper/calls", { count: 1, agoMs: 3_600_001 }, "agoMs"],
    ["/juniper/secrets", {}, "overlapMs"],
    ["/clones", { rotPublicUid: "0002000089280087", as: "twin" }, "as"],
  ])("refuses %s with %j and names what is wrong", async (path, body, named) => {
    expect(await problem(sendJson(control(path), body))).toEqual({
      status: 400,
      error: expect.stringContaining(named),
    });
  });

  it("refuses what is no JSON, an unknown call, and an unknown vendor", async () => {
    expect(await problem(send(control("/clock"), { method: "POST", body: "{" }))).toMatchObject({
      status: 400,
    });
    expect(await problem(send(control("/clock")))).toMatchObject({ status: 404 });
    expect(await problem(send(control("/calls?vendor=x")))).toMatchObject({ status: 400 });
  });

  it("refuses pages of other origins and names that only pretend to be this machine", async () => {
    const foreign: Record<string, string>[] = [
      { origin: "https://evil.example" },
      { origin: "null" },
      { host: "evil.example" },
    ];
    for (const headers of foreign) {
      const answer = await problem(send(control("/reset"), { method: "POST", headers }));
      expect(answer.status).toBe(403);
    }
    const own = await send(control("/state"), { headers: { origin: "http://localhost:3000" } });
    expect(own.status).toBe(200);
  });
});

describe("starting the sandbox", () => {
  it("says which port is taken, and leaves nothing running", async () => {
    const first = await startSandbox({ deviceCount: 10 });
    const taken = Number(new URL(first.urls.control).port);
    await expect(startSandbox({ deviceCount: 10, controlPort: taken })).rejects.toThrow("EADDRINUSE");
    await first.stop();
    const second = await startSandbox({ deviceCount: 10, controlPort: taken });
    expect(second.urls.control).toBe(`http://127.0.0.1:${taken}`);
    await second.stop();
    const mtlsPort = Number(new URL(first.urls.juniperMtls).port);
    const third = await startSandbox({ deviceCount: 10, juniperMtlsPort: mtlsPort });
    await expect(startSandbox({ deviceCount: 10, juniperMtlsPort: mtlsPort })).rejects.toThrow("EADDRINUSE");
    await third.stop();
  });
});
