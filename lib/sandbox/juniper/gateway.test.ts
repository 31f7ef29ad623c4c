import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { juniperCredentials } from "../credentials";
import { DAY_MS, HOUR_MS } from "../kit/clock";
import { send, sendJson } from "../test-support";
import { firstEntitlement, type SignedInJuniper, signedInJuniper, verdict } from "./test-support";

const { clientId, clientSecret } = juniperCredentials;

let juniper: SignedInJuniper;
beforeEach(async () => {
  juniper = await signedInJuniper();
});
afterEach(() => juniper.stop());

const validate = (extra: Record<string, string> = {}) =>
  juniper.call("validateEntitlement", { ssrn: firstEntitlement.ssrn }, extra);

describe("Juniper's token endpoint", () => {
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const granted = {
    access_token: expect.stringMatching(/^[0-9a-f]{32}$/),
    token_type: "Bearer",
    expires_in: 3_600,
  };

  it("takes JSON", async () => {
    const answer = await juniper.signIn();
    expect([answer.status, answer.json()]).toEqual([200, granted]);
    expect(answer.headers["cache-control"]).toBe("no-store");
  });

  it("takes a form, and repeats the scope", async () => {
    const body = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      scope: "css-api-scope",
    }).toString();
    const answer = await send(juniper.tokenUrl, { method: "POST", headers: form, body });
    expect([answer.status, answer.json()]).toEqual([200, { ...granted, scope: "css-api-scope" }]);
  });

  it("takes Basic with a form", async () => {
    const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
    const ask = (header: string) =>
      send(juniper.tokenUrl, {
        method: "POST",
        headers: { ...form, authorization: header },
        body: "grant_type=client_credentials",
      });
    expect((await ask(authorization)).status).toBe(200);
    expect((await ask(`Basic ${Buffer.from(`${clientId}:wrong`).toString("base64")}`)).status).toBe(401);
  });

  it.each([
    ["a wrong secret", { client_secret: "wrong" }, 401, "invalid_client"],
    ["another client", { client_id: "somebody" }, 401, "invalid_client"],
    ["no secret", { client_secret: undefined }, 401, "invalid_client"],
    ["another grant", { grant_type: "password" }, 400, "unsupported_grant_type"],
  ])("refuses %s", async (_, wrong, status, error) => {
    const good = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
    const answer = await sendJson(juniper.tokenUrl, { ...good, ...wrong });
    expect([answer.status, answer.json()]).toEqual([
      status,
      { error, error_description: expect.any(String) },
    ]);
  });

  it.each([
    ["application/json", "{"],
    ["application/json", "[]"],
    ["text/plain", "grant_type=client_credentials"],
  ])("refuses %s that it cannot read", async (contentType, body) => {
    const headers = { "content-type": contentType };
    const answer = await send(juniper.tokenUrl, { method: "POST", headers, body });
    expect([answer.status, answer.json()]).toMatchObject([400, { error: "invalid_request" }]);
  });

  it("takes the secret before a rotation until the overlap is over", async () => {
    const secret = juniper.controls.rotateSecret({ overlapMs: DAY_MS });
    expect(secret).toContain("SANDBOX");
    expect([(await juniper.signIn()).status, (await juniper.signIn(secret)).status]).toEqual([200, 200]);
    expect(juniper.controls.report().secrets).toEqual([
      { number: 1, goodUntil: new Date(juniper.clock.nowMs() + DAY_MS).toISOString() },
      { number: 2, goodUntil: null },
    ]);
    juniper.clock.advance(DAY_MS);
    expect([(await juniper.signIn()).status, (await juniper.signIn(secret)).status]).toEqual([401, 200]);
    juniper.server.reset();
    expect([(await juniper.signIn()).status, (await juniper.signIn(secret)).status]).toEqual([200, 401]);
  });
});

describe("Juniper's gateway", () => {
  const refused = {
    Exception: expect.stringContaining("Error Message: Unauthorized application request. Request Details:"),
  };

  it("wants Bearer and a token it issued", async () => {
    const token = await juniper.newToken();
    for (const authorization of [token, `Basic ${token}`, `Bearer ${token}0`, "Bearer "]) {
      const answer = await validate({ authorization });
      expect([answer.status, answer.json()]).toEqual([401, refused]);
    }
    expect((await validate({ authorization: `Bearer ${token}` })).status).toBe(200);
  });

  it("names service, operation and time in its refusal", async () => {
    const { Exception } = JSON.parse((await validate({ authorization: "Bearer x" })).text);
    expect(Exception).toContain("Service - jal-licensing, Operation - /entitlements/validate");
    expect(Exception).toContain("Invocation Time:8:00:00 AM, Date:Mar 2, 2026");
  });

  it("lets a token end after an hour of the sandbox's clock", async () => {
    juniper.clock.advance(HOUR_MS - 1);
    expect((await validate()).status).toBe(200);
    juniper.clock.advance(1);
    expect((await validate()).status).toBe(401);
  });

  it("forgets every token when it is told to", async () => {
    const idToken = await juniper.controls.issueIdToken({});
    juniper.server.setFault({ fault: "expired_token", times: 1 });
    expect((await validate()).status).toBe(401);
    expect((await validate({ authorization: `Bearer ${idToken}` })).status).toBe(401);
    const fresh = { authorization: `Bearer ${await juniper.newToken()}` };
    expect((await validate(fresh)).status).toBe(200);
  });

  it("refuses a client that is not enabled, whatever its token", async () => {
    juniper.change({ clientEnabled: false });
    const answer = await validate();
    expect([answer.status, answer.json()]).toEqual([401, refused]);
    expect((await juniper.signIn()).status).toBe(200);
  });

  it("takes an ID token of the customer's identity provider until it ends", async () => {
    const idToken = await juniper.controls.issueIdToken({ lifeSeconds: 600 });
    const authorization = `Bearer ${idToken}`;
    expect((await validate({ authorization })).status).toBe(200);
    juniper.clock.advance(600_000);
    expect((await validate({ authorization })).status).toBe(401);
  });

  it("has nothing under other paths and methods", async () => {
    expect((await juniper.raw("/licenses/list", "{}")).status).toBe(404);
    const get = await send(juniper.url("/entitlements/query"), { headers: juniper.headers });
    expect(get.status).toBe(405);
    expect((await send(juniper.tokenUrl)).status).toBe(405);
  });

  it("plays the kit's faults: an answer that is lost was carried out", async () => {
    const activate = { ssrn: firstEntitlement.ssrn, serialNumber: "JN0001LST" };
    juniper.server.setFault({
      fault: "lost_answer",
      pathPrefix: "/jal-licensing/1.0/licenses/",
      times: 1,
    });
    await expect(juniper.call("activateLicense", activate)).rejects.toThrow();
    expect(verdict(await juniper.call("activateLicense", activate))).toEqual([400, "400", "SIM-406"]);
  });

  it("masks secrets and activation codes in its log", async () => {
    await juniper.call("validateEntitlement", { activationCode: firstEntitlement.activationCode });
    const log = JSON.stringify(juniper.server.calls());
    expect(log).toContain("/entitlements/validate");
    expect(log).not.toContain(firstEntitlement.activationCode);
    expect(log).not.toContain(clientSecret);
  });
});
