import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ubloxCredentials } from "../credentials";
import { DAY_MS, HOUR_MS, SECOND_MS } from "../kit/clock";
import { send, sendJson } from "../test-support";
import { signedInUblox } from "./test-support";

describe("u-blox sign-in", () => {
  let ublox: Awaited<ReturnType<typeof signedInUblox>>;
  beforeAll(async () => {
    ublox = await signedInUblox();
  });
  afterAll(() => ublox.stop());

  const refresh = (refreshToken: string, authorization?: string) =>
    sendJson(
      ublox.url("/refreshauthtoken"),
      { APIKey: ubloxCredentials.apiKey, RefreshToken: refreshToken },
      authorization === undefined ? {} : { headers: { authorization } },
    );

  it("refuses a wrong secret with 401 and asks for both members", async () => {
    const wrong = await sendJson(ublox.url("/authenticate"), {
      APIKey: ubloxCredentials.apiKey,
      APISecret: "wrong",
    });
    expect([wrong.status, wrong.json()]).toEqual([401, { message: "Not Authorized." }]);
    const half = await sendJson(ublox.url("/authenticate"), { APIKey: ubloxCredentials.apiKey });
    expect([half.status, half.json()]).toEqual([400, { message: "Bad Request" }]);
  });

  it("gives a token of one hour and an opaque refresh token of five parts", async () => {
    const { AuthToken, RefreshToken } = await ublox.signIn();
    const { exp = 0, iat = 0, token_use } = decodeJwt(AuthToken);
    expect([exp - iat, token_use]).toEqual([3600, "id"]);
    expect(iat * SECOND_MS).toBe(ublox.clock.nowMs());
    expect(RefreshToken.split(".")).toHaveLength(5);
  });

  it("takes the token with and without the word Bearer", async () => {
    const { AuthToken } = await ublox.signIn();
    for (const authorization of [AuthToken, `Bearer ${AuthToken}`]) {
      const answer = await send(ublox.url("/apiversion"), { headers: { authorization } });
      expect(answer.json()).toEqual({ Version: "1.1.29" });
    }
  });

  it.each([undefined, "Bearer nonsense", "Basic dTpw"])("refuses authorization %s", async (authorization) => {
    const answer = await send(ublox.url("/apiversion"), {
      headers: authorization === undefined ? {} : { authorization },
    });
    expect([answer.status, answer.json()]).toEqual([401, { message: "Unauthorized" }]);
  });

  it("refreshes with a live token only, and gives no new refresh token", async () => {
    const { AuthToken, RefreshToken } = await ublox.signIn();
    expect((await refresh(RefreshToken)).status).toBe(401);
    const refreshed = await refresh(RefreshToken, AuthToken);
    expect(refreshed.status).toBe(200);
    expect(refreshed.json()).toEqual({ AuthToken: expect.any(String) });
    expect((await refresh("something.else", AuthToken)).status).toBe(401);
  });

  it("lets the token end after an hour and the refresh token after three days", async () => {
    const first = await ublox.signIn();
    ublox.clock.advance(HOUR_MS + SECOND_MS);
    const late = await send(ublox.url("/apiversion"), { headers: { authorization: first.AuthToken } });
    expect(late.status).toBe(401);
    const second = await ublox.signIn();
    expect((await refresh(first.RefreshToken, second.AuthToken)).status).toBe(200);
    ublox.clock.advance(3 * DAY_MS);
    const third = await ublox.signIn();
    expect((await refresh(first.RefreshToken, third.AuthToken)).status).toBe(401);
  });

  it("answers 404 for a path or method that does not exist", async () => {
    expect((await sendJson(ublox.url("/device/erase"), {})).status).toBe(404);
    expect((await send(ublox.url("/tag/get"))).status).toBe(404);
    expect((await sendJson(`${ublox.server.origin}/tag/get`, {})).status).toBe(404);
  });
});
