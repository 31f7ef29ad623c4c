import { SignJWT } from "jose";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { closeClients, closing, failureOf, quickLimits, reading } from "../http/testing/client";
import {
  answer,
  closeServers,
  type RecordingServer,
  recordingServer,
} from "../http/testing/recording-server";
import { SectigoClient } from "./client";
import { listCertificateProfiles } from "./profiles";

let server: RecordingServer;
let signIn: { status: number; body: unknown; headers: Record<string, string> };
let refresh: { status: number; body?: unknown };

async function jwt(number: number): Promise<string> {
  return await new SignJWT({ sub: "/account/1/user/1", iat: 1_000 + number, exp: 1_600 + number })
    .setProtectedHeader({ alg: "HS512" })
    .sign(new Uint8Array(64));
}

beforeEach(async () => {
  signIn = { status: 200, body: undefined, headers: {} };
  refresh = { status: 404 };
  let issued = 0;
  server = await recordingServer(async (request, response) => {
    if (request.url === "/auth/pwd") {
      issued += 1;
      const tokens = { accessToken: await jwt(issued), refreshToken: `refresh-${issued}` };
      answer(response, signIn.body ?? tokens, signIn.status, signIn.headers);
    } else if (request.url === "/auth/refresh") {
      if (refresh.status === 200) issued += 1;
      answer(response, refresh.body ?? { accessToken: await jwt(issued) }, refresh.status);
    } else answer(response, []);
  });
});

afterEach(async () => {
  vi.restoreAllMocks();
  await closeClients();
  await closeServers();
});

function client(): SectigoClient {
  const config = {
    baseUrl: server.origin,
    username: "operator",
    password: "pass-word-1",
    upload: "urlencoded" as const,
  };
  return closing(new SectigoClient(config, quickLimits));
}

const calls = () => server.requests.map(({ method, url }) => `${method} ${url}`);

function passTime(ms: number): void {
  const later = Date.now() + ms;
  vi.spyOn(Date, "now").mockReturnValue(later);
}

describe("signing in", () => {
  test("sends user and password beside the API, and uses the accessToken as bearer", async () => {
    await listCertificateProfiles(reading, client());
    const [signing, listing] = server.requests;
    expect(signing).toMatchObject({ method: "POST", url: "/auth/pwd" });
    expect(signing?.headers["content-type"]).toBe("application/json;charset=UTF-8");
    expect(signing?.headers).not.toHaveProperty("authorization");
    expect(JSON.parse(signing?.text ?? "")).toEqual({ username: "operator", password: "pass-word-1" });
    expect(listing?.headers.authorization).toBe(`Bearer ${await jwt(1)}`);
  });

  test("wrong credentials are denied with the vendor's words, without the password", async () => {
    signIn = {
      status: 401,
      body: {
        status: 401,
        message: "Wrong password pass-word-1",
        errorCode: 10,
        timestamp: 1_607_618_132_805,
      },
      headers: {},
    };
    expect(await failureOf(listCertificateProfiles(reading, client()))).toMatchObject({
      kind: "denied",
      call: "POST /auth/pwd",
      vendorText: "Wrong password [redacted]",
    });
    expect(calls()).toEqual(["POST /auth/pwd"]);
  });

  test("a redirect to the certificate sign-in is not followed and says what is the matter", async () => {
    const elsewhere = await recordingServer((_request, response) => answer(response, {}));
    signIn = { status: 307, body: "", headers: { location: `${elsewhere.origin}/auth/cert` } };
    expect(await failureOf(listCertificateProfiles(reading, client()))).toMatchObject({
      kind: "denied",
      status: 307,
      detail: expect.stringContaining("client certificate"),
    });
    expect(elsewhere.requests).toHaveLength(0);
  });
});

describe("renewing", () => {
  const nineMinutes = 541_000;

  test("signs in again where refreshing is not known, and asks for it only once", async () => {
    const sectigo = client();
    for (let count = 0; count < 4; count++) {
      await listCertificateProfiles(reading, sectigo);
      passTime(nineMinutes);
    }
    expect(calls().filter((call) => call.includes("/auth/"))).toEqual([
      "POST /auth/pwd",
      "POST /auth/refresh",
      "POST /auth/pwd",
      "POST /auth/pwd",
      "POST /auth/pwd",
    ]);
  });

  test("refreshes by the raw token where it is known, and keeps the old one when none comes back", async () => {
    refresh = { status: 200 };
    const sectigo = client();
    for (let count = 0; count < 3; count++) {
      await listCertificateProfiles(reading, sectigo);
      passTime(nineMinutes);
    }
    const refreshes = server.requests.filter(({ url }) => url === "/auth/refresh");
    expect(refreshes.map(({ text }) => text)).toEqual(["refresh-1", "refresh-1"]);
    for (const { headers } of refreshes) expect(headers).not.toHaveProperty("authorization");
    expect(calls().filter((call) => call === "POST /auth/pwd")).toHaveLength(1);
    expect(server.requests.at(-1)?.headers.authorization).toBe(`Bearer ${await jwt(3)}`);
  });

  test("takes a new refresh token when one comes back, and an empty one for none", async () => {
    const sectigo = client();
    const bodies = [
      { accessToken: await jwt(7), refreshToken: "refresh-7" },
      { accessToken: await jwt(8), refreshToken: "" },
    ];
    await listCertificateProfiles(reading, sectigo);
    for (const body of [...bodies, undefined]) {
      refresh = { status: 200, body };
      passTime(nineMinutes);
      await listCertificateProfiles(reading, sectigo);
    }
    const refreshes = server.requests.filter(({ url }) => url === "/auth/refresh");
    expect(refreshes.map(({ text }) => text)).toEqual(["refresh-1", "refresh-7", "refresh-7"]);
  });

  test("goes on offering to refresh after a failure of the moment", async () => {
    refresh = { status: 503 };
    const sectigo = client();
    await listCertificateProfiles(reading, sectigo);
    passTime(nineMinutes);
    await listCertificateProfiles(reading, sectigo);
    refresh = { status: 200 };
    passTime(nineMinutes);
    await listCertificateProfiles(reading, sectigo);
    expect(calls().filter((call) => call.includes("/auth/"))).toEqual([
      "POST /auth/pwd",
      "POST /auth/refresh",
      "POST /auth/pwd",
      "POST /auth/refresh",
    ]);
  });
});
