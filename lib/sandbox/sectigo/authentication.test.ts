import { decodeJwt, decodeProtectedHeader } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sectigoCredentials } from "../credentials";
import { SECOND_MS } from "../kit/clock";
import { START_MS, send, sendJson } from "../test-support";
import { signedInSectigo } from "./test-support";

const authorities = "/api/v1/authorities/allowed";

describe("Sectigo sign-in", () => {
  let sectigo: Awaited<ReturnType<typeof signedInSectigo>>;
  beforeAll(async () => {
    sectigo = await signedInSectigo();
  });
  afterAll(() => sectigo.stop());

  it("refuses a wrong password with an error of four fields", async () => {
    const answer = await sendJson(sectigo.url("/auth/pwd"), { ...sectigoCredentials, password: "wrong" });
    expect([answer.status, answer.json()]).toEqual([
      401,
      { status: 401, message: "Invalid username or password", errorCode: 10, timestamp: START_MS },
    ]);
  });

  it("gives an HS512 token of 600 s", async () => {
    const { accessToken } = await sectigo.signIn();
    const { exp = 0, iat = 0, scopes } = decodeJwt(accessToken);
    expect([exp - iat, scopes]).toEqual([600, ["ROLE_USER"]]);
    expect(decodeProtectedHeader(accessToken).alg).toBe("HS512");
  });

  it("asks for Bearer, and takes neither the bare token nor the refresh token", async () => {
    const { accessToken, refreshToken } = await sectigo.signIn();
    const ask = async (authorization: string) =>
      (await send(sectigo.url(authorities), { headers: { authorization } })).status;
    expect(await ask(`Bearer ${accessToken}`)).toBe(200);
    expect(await ask(accessToken)).toBe(401);
    expect(await ask(`Bearer ${refreshToken}`)).toBe(401);
    expect((await send(sectigo.url(authorities))).status).toBe(401);
  });

  it("has no refresh call unless asked to, and then takes the bare token as text", async () => {
    const { refreshToken } = await sectigo.signIn();
    const refresh = (body: string) => send(sectigo.url("/auth/refresh"), { method: "POST", body });
    expect((await refresh(refreshToken)).status).toBe(404);
    sectigo.settings.change({ sectigo: { offerRefresh: true } });
    expect((await refresh(JSON.stringify(refreshToken))).status).toBe(401);
    expect((await refresh(refreshToken)).json()).toMatchObject({ accessToken: expect.any(String) });
  });

  it("lets the token end after 600 s, with a code of its own", async () => {
    const { accessToken } = await sectigo.signIn();
    sectigo.clock.advance(601 * SECOND_MS);
    const answer = await send(sectigo.url(authorities), {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    expect(answer.json()).toMatchObject({ status: 401, errorCode: 11 });
    expect(Date.parse(answer.headers.date ?? "")).toBe(sectigo.clock.nowMs());
  });

  it("answers 404 for what it does not have", async () => {
    expect((await send(sectigo.url("/api/v1/batches/1/revoke"))).status).toBe(404);
    expect((await send(sectigo.url("/v1/tag/get"))).status).toBe(404);
  });
});
