import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SignJWT } from "jose";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { closeClients, failureOf, permit, reading } from "../http/testing/client";
import { answer, closeServers, type Reply, recordingServer } from "../http/testing/recording-server";
import type { JuniperAuth } from "./config";
import { listEntitlements } from "./entitlements";
import { revokeLicense } from "./revocations";
import { CountingAdmission, good, juniperStandIn, KeptSecrets, sampleRevocation, tokenPath } from "./testing";

const folder = mkdtempSync(join(tmpdir(), "muniment-juniper-"));
afterAll(() => rmSync(folder, { recursive: true }));

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const empty: Reply = (_request, response) => answer(response, good({ entitlements: [] }));
const device = { serialNumber: "JN1234ABC", of: { ssrn: "152115129000" } };

/** A client whose tokens come from a server that answers as the test says. */
async function withTokens(reply: Reply, style: "json" | "form" | "basic", scope?: string) {
  const tokens = await recordingServer(reply);
  const auth: JuniperAuth = {
    kind: "oauth2",
    tokenUrl: `${tokens.origin}${tokenPath}`,
    clientId: "client one",
    clientSecret: "s+cret/1",
    style,
    scope,
  };
  return { tokens, ...(await juniperStandIn(empty, { config: { auth } })) };
}

const handsOut: Reply = (_request, response) =>
  answer(response, { access_token: "t1", token_type: "Bearer", expires_in: "3600" });

describe("client credentials", () => {
  test.each([
    [
      "json",
      undefined,
      "application/json",
      '{"grant_type":"client_credentials","client_id":"client one","client_secret":"s+cret/1"}',
      undefined,
    ],
    [
      "form",
      "css-api-scope",
      "application/x-www-form-urlencoded",
      "grant_type=client_credentials&scope=css-api-scope&client_id=client+one&client_secret=s%2Bcret%2F1",
      undefined,
    ],
    [
      "basic",
      undefined,
      "application/x-www-form-urlencoded",
      "grant_type=client_credentials",
      `Basic ${Buffer.from("client%20one:s%2Bcret%2F1").toString("base64")}`,
    ],
  ] as const)(
    "are sent as %s, to the token endpoint's own address",
    async (style, scope, type, body, basic) => {
      const { juniper, tokens, asked } = await withTokens(handsOut, style, scope);
      await listEntitlements(reading, juniper);
      await listEntitlements(reading, juniper);
      expect(tokens.requests).toHaveLength(1);
      expect(tokens.requests[0]).toMatchObject({ method: "POST", url: tokenPath, text: body });
      const { headers } = tokens.requests[0] ?? {};
      expect(headers).toMatchObject({ "content-type": type, accept: "application/json" });
      expect(headers?.authorization).toBe(basic);
      expect(asked().map(({ headers: { authorization } }) => authorization)).toEqual([
        "Bearer t1",
        "Bearer t1",
      ]);
      expect(juniper.tokenAge?.expiresAt.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
    },
  );

  test.each([
    [400, { error: "invalid_client", error_description: "s+cret/1 is unknown" }, "denied"],
    [401, { error: "invalid_client" }, "denied"],
    [400, { error: "invalid_scope" }, "refused"],
    [429, "", "busy"],
    [500, "", "unavailable"],
    [200, { Exception: "no" }, "bad_answer"],
  ] as const)("%i %j is %s, and nothing is asked with it", async (status, body, kind) => {
    const { juniper, asked } = await withTokens((_r, response) => answer(response, body, status), "json");
    const error = await failureOf(revokeLicense(permit(), juniper, device));
    expect(error).toMatchObject({ kind, call: `POST ${tokenPath}`, mayHaveActed: false });
    expect(error.message).not.toContain("s+cret");
    expect(asked()).toEqual([]);
  });

  test("that were turned down are not tried again at once: each try costs a call", async () => {
    const { juniper, tokens, admission } = await withTokens(
      (_r, response) => answer(response, { error: "invalid_client" }, 401),
      "json",
    );
    for (let calls = 0; calls < 5; calls++) await failureOf(listEntitlements(reading, juniper));
    expect(tokens.requests).toHaveLength(1);
    expect(admission.attempts).toHaveLength(1);
    expect(await failureOf(listEntitlements(reading, juniper))).toMatchObject({
      kind: "denied",
      retryAfterMs: expect.closeTo(300_000, -4),
    });
  });

  test("are counted as people's changes, because a change may be waiting for the token", async () => {
    const { juniper, admission } = await juniperStandIn(empty);
    await listEntitlements({ ...reading, background: true }, juniper);
    expect(admission.attempts).toEqual([
      { lane: "change", call: `POST ${tokenPath}`, requestId: "req_test" },
      { lane: "job", call: "POST /entitlements/query", requestId: "req_test" },
    ]);
  });
});

describe("secrets that are kept elsewhere", () => {
  const secret = (id: string) => ({ id, secret: `${id}-s+cret` });

  /** A gateway that takes these secrets, and quotes the one it was sent in every refusal. */
  async function kept(accepted: string[], credentials: KeptSecrets) {
    const accept = new Set(accepted.map((id) => secret(id).secret));
    const tokens = await recordingServer((request, response) => {
      const sent: string = JSON.parse(request.text).client_secret;
      if (accept.has(sent))
        return answer(response, { access_token: `token of ${sent}`.replaceAll(" ", "-") });
      answer(response, { error: "invalid_client", error_description: `bad ${sent}` }, 401);
    });
    const auth: JuniperAuth = {
      kind: "oauth2",
      tokenUrl: `${tokens.origin}${tokenPath}`,
      clientId: "client one",
      clientSecret: "environment-s+cret",
      style: "json",
    };
    let reply: Reply = empty;
    const standIn = await juniperStandIn((request, response) => reply(request, response), {
      config: { auth },
      credentials,
    });
    return {
      ...standIn,
      tokens,
      answersWith: (other: Reply) => {
        reply = other;
      },
      takes: (id: string) => accept.add(secret(id).secret),
    };
  }

  test("are tried in their order, and their keeper hears of it once", async () => {
    const credentials = new KeptSecrets(secret("new"), secret("old"));
    const { juniper, tokens, asked, admission } = await kept(["old"], credentials);
    await listEntitlements(reading, juniper);
    await listEntitlements(reading, juniper);
    expect(asked().map(({ headers }) => headers.authorization)).toEqual(
      Array(2).fill("Bearer token-of-old-s+cret"),
    );
    expect([tokens.requests.length, admission.attempts.length]).toEqual([2, 4]);
    await new Promise(setImmediate);
    expect(credentials.told).toEqual(["old instead of new", "old worked"]);
  });

  test("that are all turned down are left alone until there are others", async () => {
    const credentials = new KeptSecrets(secret("new"), secret("old"));
    const { juniper, tokens, takes } = await kept([], credentials);
    for (let calls = 0; calls < 3; calls++) {
      expect(await failureOf(listEntitlements(reading, juniper))).toMatchObject({ kind: "denied" });
    }
    expect(tokens.requests).toHaveLength(2);
    credentials.held = [secret("newest"), secret("new")];
    takes("newest");
    await listEntitlements(reading, juniper);
    expect(tokens.requests).toHaveLength(3);
    await new Promise(setImmediate);
    expect(credentials.told).toEqual(["newest worked"]);
  });

  test("survive in no error: neither of the sign-in nor of a call", async () => {
    const credentials = new KeptSecrets(secret("new"));
    const { juniper, answersWith, takes } = await kept([], credentials);
    const refused = await failureOf(listEntitlements(reading, juniper));
    expect(refused.vendorText).toBe("invalid_client: bad [redacted]");
    credentials.held = [secret("newest")];
    takes("newest");
    answersWith((_request, response) => answer(response, { message: "you are newest-s+cret" }, 403));
    const denied = await failureOf(revokeLicense(permit(), juniper, device));
    expect(denied.vendorText).toBe("you are [redacted]");
  });

  test("are tried alone without being used, until their token is adopted", async () => {
    const credentials = new KeptSecrets(secret("old"));
    const { juniper, tokens, asked, admission } = await kept(["old", "new"], credentials);
    await listEntitlements(reading, juniper);
    const token = await juniper.trySecret(permit(), secret("new"));
    expect(admission.attempts.at(-1)).toMatchObject({ lane: "change", call: `POST ${tokenPath}` });
    await listEntitlements(reading, juniper);
    juniper.adoptToken(token);
    await listEntitlements(reading, juniper);
    expect(asked().map(({ headers }) => headers.authorization)).toEqual(
      ["old", "old", "new"].map((id) => `Bearer token-of-${id}-s+cret`),
    );
    expect(tokens.requests).toHaveLength(2);
    expect(await failureOf(juniper.trySecret(permit(), secret("mistyped")))).toMatchObject({
      kind: "denied",
      vendorText: "invalid_client: bad [redacted]",
    });
    await new Promise(setImmediate);
    expect(credentials.told).toEqual(["old worked", "new worked"]);
  });

  test("that cannot be looked up are our trouble, and not the vendor's", async () => {
    const credentials = new KeptSecrets();
    credentials.clientSecrets = () => Promise.reject(new Error("the database is away"));
    const { juniper, tokens } = await kept([], credentials);
    await expect(listEntitlements(reading, juniper)).rejects.toThrow("the database is away");
    expect(tokens.requests).toEqual([]);
  });
});

let number = 0;
async function idToken(livesForS: number): Promise<string> {
  number += 1;
  const nowS = Math.floor(Date.now() / 1_000);
  return await new SignJWT({ sub: `client-${number}`, iat: nowS - 600, exp: nowS + livesForS })
    .setProtectedHeader({ alg: "HS256" })
    .sign(new Uint8Array(64));
}

describe("an ID token in a file", () => {
  const idTokenFile = join(folder, "id-token");
  const put = (content: string) => {
    // As mounted secrets are replaced: all at once.
    writeFileSync(`${idTokenFile}.new`, content);
    renameSync(`${idTokenFile}.new`, idTokenFile);
  };
  const config = { auth: { kind: "oidc", idTokenFile } as const };
  const sent = (requests: { headers: { authorization?: string } }[]) =>
    requests.map(({ headers: { authorization } }) => authorization);

  test("is sent as it is, and costs no call", async () => {
    const token = await idToken(3_600);
    put(`${token}\n`);
    const { juniper, asked, admission } = await juniperStandIn(empty, { config });
    await listEntitlements(reading, juniper);
    expect(sent(asked())).toEqual([`Bearer ${token}`]);
    expect(admission.attempts).toHaveLength(1);
    const leftMs = (juniper.tokenAge?.expiresAt.getTime() ?? 0) - Date.now();
    // By its own words, although it was issued ten minutes ago.
    expect(leftMs).toBeGreaterThan(3_590_000);
    expect(leftMs).toBeLessThanOrEqual(3_600_000);
  });

  test("is read again when the file changes", async () => {
    const [first, second] = [await idToken(3_600), await idToken(3_600)];
    put(first);
    const { juniper, asked } = await juniperStandIn(empty, { config });
    await listEntitlements(reading, juniper);
    put(second);
    await listEntitlements(reading, juniper);
    await listEntitlements(reading, juniper);
    expect(sent(asked())).toEqual([first, second, second].map((token) => `Bearer ${token}`));
  });

  test("that has expired is not sent, until another one lies there", async () => {
    put(await idToken(-1));
    const { juniper, asked, admission } = await juniperStandIn(empty, { config });
    const error = await failureOf(listEntitlements(reading, juniper));
    expect(error).toMatchObject({ kind: "denied", requestId: "req_test" });
    expect(error.detail).toMatch(/JUNIPER_ID_TOKEN_FILE has expired/);
    put(await idToken(60));
    await listEntitlements(reading, juniper);
    expect([asked().length, admission.attempts.length]).toEqual([1, 1]);
  });

  test.each(["", "two words", "\u0000"])("that is none (%j) is told without its content", async (content) => {
    put(content);
    const { juniper } = await juniperStandIn(empty, { config });
    expect(await failureOf(listEntitlements(reading, juniper))).toMatchObject({
      kind: "denied",
      detail: "JUNIPER_ID_TOKEN_FILE holds no token that can be read",
    });
  });

  test("that is missing is denied", async () => {
    const missing = { auth: { kind: "oidc", idTokenFile: join(folder, "missing") } as const };
    const { juniper } = await juniperStandIn(empty, { config: missing });
    expect(await failureOf(listEntitlements(reading, juniper))).toMatchObject({ kind: "denied" });
  });

  test("that the gateway rejects is not sent a second time, but another one is", async () => {
    const rejected = await idToken(3_600);
    put(rejected);
    let next: string | undefined;
    const { juniper, asked } = await juniperStandIn(
      ({ headers }, response) => {
        if (next !== undefined) put(next);
        if (headers.authorization === `Bearer ${rejected}`) return answer(response, { Exception: "no" }, 401);
        answer(response, good({ revocation: sampleRevocation }));
      },
      { config },
    );
    await failureOf(revokeLicense(permit(), juniper, device));
    expect(asked()).toHaveLength(1);
    next = await idToken(3_600);
    await revokeLicense(permit(), juniper, device);
    expect(sent(asked())).toEqual([rejected, rejected, next].map((token) => `Bearer ${token}`));
  });

  test("survives in no error", async () => {
    const token = await idToken(3_600);
    put(token);
    const { juniper } = await juniperStandIn(
      (_request, response) => answer(response, { message: `bad ${token}` }, 403),
      { config },
    );
    expect((await failureOf(listEntitlements(reading, juniper))).message).not.toContain(token);
  });
});

test("nothing is sent, and no token fetched, when the budget says not now", async () => {
  const admission = new CountingAdmission();
  admission.notNow = { admitted: false, retryAfterMs: 600_000, detail: "the hour's calls are used up" };
  const { juniper, server } = await juniperStandIn(empty, { admission });
  const error = await failureOf(revokeLicense(permit(), juniper, device));
  expect(error).toMatchObject({
    kind: "busy",
    mayHaveActed: false,
    retryAfterMs: 600_000,
    detail: "the hour's calls are used up",
  });
  expect(error.status).toBeUndefined();
  expect(server.requests).toEqual([]);
});
