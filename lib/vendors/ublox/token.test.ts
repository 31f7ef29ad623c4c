import { SignJWT } from "jose";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { closeClients, closing, failureOf, quickLimits, reading } from "../http/testing/client";
import {
  answer,
  closeServers,
  type RecordingServer,
  recordingServer,
} from "../http/testing/recording-server";
import { UbloxClient } from "./client";
import type { UbloxConfig } from "./config";
import { listTags } from "./tags";

let server: RecordingServer;
let refreshStatus: number;

async function jwt(number: number): Promise<string> {
  return await new SignJWT({ sub: "me", iat: 1_000 + number, exp: 1_000 + number + 3_600 })
    .setProtectedHeader({ alg: "HS256" })
    .sign(new Uint8Array(32));
}

beforeEach(async () => {
  refreshStatus = 200;
  let issued = 0;
  server = await recordingServer(async (request, response) => {
    if (request.url === "/v1/authenticate") {
      issued += 1;
      answer(response, { AuthToken: await jwt(issued), RefreshToken: `refresh-${issued}` });
    } else if (request.url === "/v1/refreshauthtoken") {
      issued += 1;
      answer(
        response,
        refreshStatus === 200 ? { AuthToken: await jwt(issued) } : { message: "no" },
        refreshStatus,
      );
    } else answer(response, { Tags: [], PageNumber: 1, PageSize: 100, TotalRecords: 0 });
  });
});

afterEach(async () => {
  vi.restoreAllMocks();
  await closeClients();
  await closeServers();
});

function client(authScheme: UbloxConfig["authScheme"] = "Bearer"): UbloxClient {
  const config = { baseUrl: `${server.origin}/v1`, apiKey: "key-1234", apiSecret: "secret-5678", authScheme };
  return closing(new UbloxClient(config, quickLimits));
}

const sent = () =>
  server.requests.map(({ method, url, headers, text }) => ({
    call: `${method} ${url}`,
    authorization: headers.authorization,
    body: JSON.parse(text),
  }));

function passTime(ms: number): void {
  const later = Date.now() + ms;
  vi.spyOn(Date, "now").mockReturnValue(later);
}

const page = { page: 1 };

describe("signing in", () => {
  test("sends key and secret without authorization, and uses the AuthToken as bearer", async () => {
    await listTags(reading, client(), page);
    expect(sent()).toEqual([
      {
        call: "POST /v1/authenticate",
        authorization: undefined,
        body: { APIKey: "key-1234", APISecret: "secret-5678" },
      },
      { call: "POST /v1/tag/get", authorization: `Bearer ${await jwt(1)}`, body: { PageNumber: 1 } },
    ]);
  });

  test("may send the token bare, as the vendor's own script does", async () => {
    await listTags(reading, client("raw"), page);
    expect(sent()[1]?.authorization).toBe(await jwt(1));
  });
});

describe("refreshing", () => {
  const fiftySixMinutes = 56 * 60_000;

  test("is authorized by the old token and keeps the old refresh token", async () => {
    const ublox = client();
    await listTags(reading, ublox, page);
    passTime(fiftySixMinutes);
    await listTags(reading, ublox, page);
    passTime(fiftySixMinutes);
    await listTags(reading, ublox, page);
    const refreshes = sent().filter(({ call }) => call === "POST /v1/refreshauthtoken");
    expect(refreshes).toEqual([
      {
        call: "POST /v1/refreshauthtoken",
        authorization: `Bearer ${await jwt(1)}`,
        body: { APIKey: "key-1234", RefreshToken: "refresh-1" },
      },
      {
        call: "POST /v1/refreshauthtoken",
        authorization: `Bearer ${await jwt(2)}`,
        body: { APIKey: "key-1234", RefreshToken: "refresh-1" },
      },
    ]);
    expect(sent().at(-1)?.authorization).toBe(`Bearer ${await jwt(3)}`);
  });

  test("gives way to signing in when it fails, and after three days", async () => {
    const ublox = client();
    await listTags(reading, ublox, page);
    refreshStatus = 401;
    passTime(fiftySixMinutes);
    await listTags(reading, ublox, page);
    expect(sent().map(({ call }) => call)).toEqual([
      "POST /v1/authenticate",
      "POST /v1/tag/get",
      "POST /v1/refreshauthtoken",
      "POST /v1/authenticate",
      "POST /v1/tag/get",
    ]);

    refreshStatus = 200;
    const hours = 72;
    for (let hour = 0; hour < hours; hour++) {
      passTime(fiftySixMinutes);
      await listTags(reading, ublox, page);
    }
    const calls = sent().map(({ call }) => call);
    expect(calls.filter((call) => call === "POST /v1/authenticate")).toHaveLength(2);
    for (let hour = 0; hour < 10; hour++) {
      passTime(fiftySixMinutes);
      await listTags(reading, ublox, page);
    }
    expect(sent().filter(({ call }) => call === "POST /v1/authenticate")).toHaveLength(3);
  });
});

test("an answer without a usable token is a bad answer", async () => {
  for (const AuthToken of ["", "two\r\nlines", 7]) {
    const other = await recordingServer((_request, response) => answer(response, { AuthToken }));
    const config = {
      baseUrl: `${other.origin}/v1`,
      apiKey: "k",
      apiSecret: "s",
      authScheme: "Bearer" as const,
    };
    const ublox = closing(new UbloxClient(config, quickLimits));
    expect(await failureOf(listTags(reading, ublox, page))).toMatchObject({
      kind: "bad_answer",
      call: "POST /authenticate",
    });
  }
});
