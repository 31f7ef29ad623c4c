import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type CallRecord, type FaultRequest, faultDescriptions, faultKind } from "./control-contract";
import { type Sandbox, startSandbox } from "./index";
import { CutAnswer, START_MS, send, sendJson } from "./test-support";

describe("faults", () => {
  let sandbox: Sandbox;
  let authorization: string;
  beforeAll(async () => {
    sandbox = await startSandbox({ deviceCount: 300, now: () => START_MS });
    await signIn();
  });
  afterEach(() => sandbox.clearFaults());
  afterAll(() => sandbox.stop());

  const signIn = async () => {
    const { apiKey, apiSecret } = sandbox.credentials.ublox;
    const answer = await sendJson(`${sandbox.urls.ublox}/authenticate`, {
      APIKey: apiKey,
      APISecret: apiSecret,
    });
    authorization = /"AuthToken":"([^"]+)"/.exec(answer.text)?.[1] ?? "";
    return answer;
  };

  const call = (path: string, body: unknown = {}, signal?: AbortSignal) =>
    sendJson(`${sandbox.urls.ublox}${path}`, body, { headers: { authorization }, signal });
  const withFault = (fault: Omit<FaultRequest, "vendor">) => sandbox.setFault({ vendor: "ublox", ...fault });
  const tagExists = async (name: string) =>
    (await call("/tag/create", { TagName: name })).text.includes("already exists");
  const lastCall = () => sandbox.calls("ublox").at(-1);
  const settled = (expected: Partial<CallRecord>) =>
    vi.waitFor(() => expect(lastCall()).toMatchObject(expected));

  it("has a sentence for every fault", () => {
    expect(faultKind.options).toEqual(Object.keys(faultDescriptions));
    expect(Object.values(faultDescriptions).every((sentence) => sentence.length > 10)).toBe(true);
  });

  it.each([
    ["rate_limited", 429],
    ["server_error", 500],
    ["bad_gateway", 502],
    ["unavailable", 503],
  ] as const)("%s answers %i without carrying the call out", async (fault, status) => {
    withFault({ fault, times: 1 });
    const answer = await call("/tag/create", { TagName: `refused by ${status}` });
    expect([answer.status, answer.headers["retry-after"]]).toEqual([status, undefined]);
    await settled({ fault, status, outcome: "answered" });
    expect(await tagExists(`refused by ${status}`)).toBe(false);
  });

  it("says when to come back in seconds or as a date", async () => {
    withFault({ fault: "rate_limited", retryAfter: { form: "seconds", seconds: 7 }, times: 1 });
    expect((await call("/tag/get")).headers["retry-after"]).toBe("7");
    withFault({ fault: "unavailable", retryAfter: { form: "http_date", seconds: 30 }, times: 1 });
    const date = (await call("/tag/get")).headers["retry-after"];
    expect(Date.parse(date ?? "")).toBe(START_MS + 30_000);
  });

  it("hits only the path, method and number of calls it names", async () => {
    withFault({ fault: "server_error", pathPrefix: "/v1/tag/", times: 2 });
    expect((await call("/apiversion")).status).toBe(200);
    expect([(await call("/tag/get")).status, (await call("/tag/get")).status]).toEqual([500, 500]);
    expect((await call("/tag/get")).status).toBe(200);
    withFault({ fault: "server_error", method: "GET" });
    expect((await call("/apiversion")).status).toBe(200);
    const byGet = await send(`${sandbox.urls.ublox}/apiversion`, { headers: { authorization } });
    expect(byGet.status).toBe(500);
  });

  it("hits one vendor and leaves the other alone", async () => {
    withFault({ fault: "unavailable" });
    const sectigo = await sendJson(`${sandbox.urls.sectigo}/auth/pwd`, sandbox.credentials.sectigo);
    expect(sectigo.status).toBe(200);
  });

  it("hang never answers, and the caller's leaving ends it", async () => {
    withFault({ fault: "hang" });
    await expect(call("/tag/get", {}, AbortSignal.timeout(60))).rejects.toThrow();
    await settled({ fault: "hang", status: null, outcome: "client_left" });
  });

  it("hang_mid_body sends a part and falls silent", async () => {
    withFault({ fault: "hang_mid_body" });
    await expect(call("/tag/get", {}, AbortSignal.timeout(80))).rejects.toThrow();
    await settled({ fault: "hang_mid_body", status: 200, outcome: "client_left" });
  });

  it("reset breaks the connection before anything happens", async () => {
    withFault({ fault: "reset", times: 1 });
    await expect(call("/tag/create", { TagName: "never made" })).rejects.toThrow("ECONNRESET");
    await settled({ fault: "reset", status: null, outcome: "cut" });
    expect(await tagExists("never made")).toBe(false);
  });

  it("lost_answer carries the call out and breaks the connection", async () => {
    withFault({ fault: "lost_answer", times: 1 });
    await expect(call("/tag/create", { TagName: "made unseen" })).rejects.toThrow("ECONNRESET");
    await settled({ fault: "lost_answer", status: null, outcome: "cut" });
    expect(await tagExists("made unseen")).toBe(true);
  });

  it.each([
    ["reset_mid_body", "read ECONNRESET"],
    ["truncated_body", "aborted"],
  ] as const)("%s stops within the answer", async (fault, message) => {
    const whole = (await call("/tag/get")).bytes.length;
    withFault({ fault, times: 1 });
    const cut = await call("/tag/get").catch((error: unknown) => error);
    expect(cut).toBeInstanceOf(CutAnswer);
    expect(cut).toMatchObject({ message, status: 200, receivedBytes: Math.floor(whole * 0.73) });
    await settled({ fault, status: 200, outcome: "cut" });
  });

  it("cuts an empty answer too", async () => {
    withFault({ fault: "truncated_body", times: 1 });
    await expect(call("/tag/create", { TagName: "cut" })).rejects.toThrow("aborted");
    expect(await tagExists("cut")).toBe(true);
  });

  it("slow_drip sends the true answer, one byte at a time", async () => {
    withFault({ fault: "slow_drip", everyMs: 1, times: 1 });
    const begun = performance.now();
    const answer = await call("/apiversion");
    expect(answer.json()).toEqual({ Version: "1.1.29" });
    expect(performance.now() - begun).toBeGreaterThanOrEqual(answer.bytes.length);
  });

  it("html_page, invalid_json and wrong_shape answer 200 with what no client can use", async () => {
    withFault({ fault: "html_page", times: 1 });
    const page = await call("/tag/get");
    expect([page.status, page.headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
    withFault({ fault: "invalid_json", times: 1 });
    const broken = await call("/tag/get");
    expect([broken.status, broken.headers["content-type"]]).toEqual([200, "application/json"]);
    expect(() => broken.json()).toThrow();
    withFault({ fault: "wrong_shape", times: 1 });
    expect((await call("/tag/get")).json()).toEqual([null, 42, "unexpected"]);
  });

  it("redirect points to another host, or where it is told to", async () => {
    withFault({ fault: "redirect", times: 1 });
    const away = await call("/tag/get");
    expect([away.status, away.headers.location]).toEqual([302, "http://elsewhere.invalid/v1/tag/get"]);
    withFault({ fault: "redirect", location: "http://127.0.0.1:9/steal", times: 1 });
    expect((await call("/tag/get")).headers.location).toBe("http://127.0.0.1:9/steal");
  });

  it("huge_body goes on until the caller has enough", async () => {
    withFault({ fault: "huge_body", times: 1 });
    await expect(call("/tag/get", {}, AbortSignal.timeout(60))).rejects.toThrow();
    await settled({ fault: "huge_body", status: 200, outcome: "client_left" });
  });

  it("expired_token refuses every token so far, once, and lets a new sign-in through", async () => {
    withFault({ fault: "expired_token", times: 1 });
    // A sign-in carries no token and does not use the fault up.
    await signIn();
    const refused = await call("/tag/get");
    expect([refused.status, refused.json()]).toEqual([401, { message: "Unauthorized" }]);
    expect((await call("/tag/get")).status).toBe(401);
    await signIn();
    expect((await call("/tag/get")).status).toBe(200);
  });

  it("cuts a zip in the middle, of known and of unknown length", async () => {
    const { text } = await sendJson(`${sandbox.urls.sectigo}/auth/pwd`, sandbox.credentials.sectigo);
    const bearer = { authorization: `Bearer ${/"accessToken":"([^"]+)"/.exec(text)?.[1]}` };
    for (const announceLength of [true, false]) {
      sandbox.settings.change({ sectigo: { announceLength } });
      sandbox.setFault({ vendor: "sectigo", fault: "reset_mid_body", times: 1 });
      const cut = await send(`${sandbox.urls.sectigo}/api/v1/batches/720/download`, {
        headers: bearer,
      }).catch((error: unknown) => error);
      expect(cut).toMatchObject({ status: 200, message: "read ECONNRESET" });
      expect(cut).toHaveProperty(
        "receivedBytes",
        expect.toSatisfy((bytes: number) => bytes > 60_000),
      );
    }
    sandbox.settings.reset();
  });

  it("stops at once although a call hangs", async () => {
    const other = await startSandbox({ deviceCount: 10 });
    other.setFault({ vendor: "sectigo", fault: "hang" });
    const hanging = send(`${other.urls.sectigo}/auth/pwd`);
    const broken = expect(hanging).rejects.toThrow("socket hang up");
    await vi.waitFor(() => expect(other.calls("sectigo")).toHaveLength(1));
    await other.stop();
    await broken;
  });
});
