import { SignJWT } from "jose";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { kindOfStatus } from "./classify";
import type { VendorLimits } from "./limits";
import type { VendorHttp } from "./request";
import { bareClient, closeClients, failureOf, outcomes, permit, reading, shortMs } from "./testing/client";
import {
  answer,
  closeServers,
  type RecordingServer,
  recordingServer,
  until,
} from "./testing/recording-server";
import { describeToken, type IssuedToken, type TokenSupply } from "./token";

const tokens = z.object({ token: z.string(), subject: z.string().optional() });
const anything = z.unknown();
const get = { method: "GET", path: "/data", answer: anything } as const;

/** A vendor whose tokens are "t1", "t2", …, of which only some are good. */
let vendor: RecordingServer;
let issued = 0;
let good: (token: string) => boolean;
let signIn: { status: number; delayed: boolean };
let refresh: { status: number; subject: string };
let letSignInAnswer: () => void;
/** Calls whose answer the test lets go by itself. */
let held: (() => void)[] | undefined;

beforeEach(async () => {
  issued = 0;
  good = () => true;
  signIn = { status: 200, delayed: false };
  refresh = { status: 200, subject: "me" };
  letSignInAnswer = () => {};
  held = undefined;
  vendor = await recordingServer((request, response) => {
    if (request.url === "/sign-in") {
      const reply = () => {
        if (signIn.status !== 200) return answer(response, { message: "no" }, signIn.status);
        issued += 1;
        answer(response, { token: `t${issued}`, subject: "me" });
      };
      if (signIn.delayed) letSignInAnswer = reply;
      else reply();
    } else if (request.url === "/refresh") {
      if (refresh.status !== 200) return answer(response, "", refresh.status);
      issued += 1;
      answer(response, { token: `t${issued}`, subject: refresh.subject });
    } else {
      const token = request.headers.authorization?.replace("Bearer ", "") ?? "none";
      const reply = () =>
        good(token) ? answer(response, { token }) : answer(response, { message: "Unauthorized" }, 401);
      if (held) held.push(reply);
      else reply();
    }
  });
});

afterEach(async () => {
  vi.restoreAllMocks();
  await closeClients();
  await closeServers();
});

const lifeMs = 600_000;

function issuedToken({ token, subject }: z.output<typeof tokens>): IssuedToken {
  return { value: token, issuedAtMs: Date.now(), expiresAtMs: Date.now() + lifeMs, subject };
}

function client(supply: Partial<TokenSupply> = {}, limits: Partial<VendorLimits> = {}): VendorHttp {
  return bareClient(vendor.origin, {
    limits,
    classify: ({ status }) => {
      const kind = kindOfStatus(status);
      return kind && { kind, tokenRejected: status === 401 };
    },
    tokens: {
      signIn: async (send) => issuedToken(await send({ method: "POST", path: "/sign-in", answer: tokens })),
      authorization: (token) => `Bearer ${token}`,
      refreshBeforeMs: 60_000,
      ...supply,
    },
  });
}

const refreshing: Partial<TokenSupply> = {
  refresh: async (send) => issuedToken(await send({ method: "POST", path: "/refresh", answer: tokens })),
};

const sent = (url: string) => vendor.requests.filter((request) => request.url === url).length;

function passTime(ms: number): void {
  const later = Date.now() + ms;
  vi.spyOn(Date, "now").mockReturnValue(later);
}

describe("one token for all", () => {
  test("is fetched once, by the first of a hundred calls at the same time", async () => {
    const vendorClient = client();
    await Promise.all(Array.from({ length: 100 }, () => vendorClient.read(reading, get)));
    expect(sent("/sign-in")).toBe(1);
    expect(sent("/data")).toBe(100);
  });

  test("tells its age and not itself", async () => {
    const vendorClient = client();
    expect(vendorClient.tokenAge).toBeUndefined();
    const before = Date.now();
    await vendorClient.read(reading, get);
    const age = vendorClient.tokenAge;
    expect(age?.issuedAt.getTime()).toBeGreaterThanOrEqual(before);
    expect(age?.expiresAt.getTime()).toBeGreaterThanOrEqual(before + lifeMs);
    expect(JSON.stringify(age)).not.toContain("t1");
  });

  test("one asker leaving during sign-in leaves the others their token", async () => {
    signIn.delayed = true;
    const vendorClient = client();
    const leaving = new AbortController();
    const gone = failureOf(vendorClient.read({ requestId: "gone", signal: leaving.signal }, get));
    const staying = vendorClient.read(reading, get);
    await until(() => sent("/sign-in") === 1);
    leaving.abort();
    expect(await gone).toMatchObject({ kind: "aborted", requestId: "gone" });
    letSignInAnswer();
    expect(await staying).toEqual({ token: "t1" });
  });
});

describe("a rejected token", () => {
  test("a hundred calls rejected at once: one sign-in, one replay each", async () => {
    const vendorClient = client();
    await vendorClient.read(reading, get);
    good = (token) => token === "t2";
    const answers = await Promise.all(Array.from({ length: 100 }, () => vendorClient.read(reading, get)));
    expect(answers).toEqual(Array(100).fill({ token: "t2" }));
    expect(sent("/sign-in")).toBe(2);
    expect(sent("/data")).toBe(201);
  });

  test("in the middle of a walk over pages: one sign-in, no page missing", async () => {
    const vendorClient = client();
    let page = 0;
    good = (token) => (page < 25 ? token === "t1" : token === "t2");
    for (page = 1; page <= 50; page++) await vendorClient.read(reading, get);
    expect(sent("/sign-in")).toBe(2);
    expect(sent("/data")).toBe(51);
  });

  test("told late is replaced by the token that others have fetched meanwhile", async () => {
    const vendorClient = client();
    await vendorClient.read(reading, get);
    good = (token) => token === "t2";
    const waiting: (() => void)[] = [];
    held = waiting;
    const late = vendorClient.read(reading, get);
    await until(() => waiting.length === 1);
    held = undefined;
    await vendorClient.read(reading, get);
    waiting[0]?.();
    expect(await late).toEqual({ token: "t2" });
    expect(sent("/sign-in")).toBe(2);
  });

  test("is not kept by a renewal that is under way and fails", async () => {
    const vendorClient = client();
    await vendorClient.read(reading, get);
    good = () => false;
    const waiting: (() => void)[] = [];
    held = waiting;
    const rejected = failureOf(vendorClient.write(permit(), { ...get, method: "POST" }));
    await until(() => waiting.length === 1);
    held = undefined;
    signIn = { status: 400, delayed: true };
    passTime(lifeMs - 30_000);
    const renewing = failureOf(vendorClient.read(reading, get));
    await until(() => sent("/sign-in") === 2);
    waiting[0]?.();
    // The rejected call waits for the renewal that is under way; nothing tells when it has begun to.
    await new Promise((resolve) => setTimeout(resolve, 50));
    letSignInAnswer();
    expect(await rejected).toMatchObject({ call: "POST /sign-in", status: 400 });
    expect(await renewing).toMatchObject({ call: "POST /sign-in", status: 400 });
    expect(sent("/data")).toBe(2);
  });

  test("a change is replayed too: a 401 is not acted upon", async () => {
    const vendorClient = client();
    good = (token) => token === "t2";
    expect(await vendorClient.write(permit(), { ...get, method: "POST" })).toEqual({ token: "t2" });
    expect(sent("/data")).toBe(2);
  });

  test("a brand-new token rejected as well: denied, and no more sign-ins for half a minute", async () => {
    good = () => false;
    const vendorClient = client();
    for (let count = 0; count < 5; count++) {
      expect(await failureOf(vendorClient.read(reading, get))).toMatchObject({ kind: "denied", status: 401 });
    }
    expect(sent("/sign-in")).toBe(2);
    expect(sent("/data")).toBe(6);
    passTime(30_001);
    good = (token) => token === "t3";
    expect(await vendorClient.read(reading, get)).toEqual({ token: "t3" });
  });
});

describe("renewal", () => {
  test("of a token that lives shorter than the usual margin waits for the last fifth of its life", async () => {
    const thirtySeconds: TokenSupply["signIn"] = async (send) => {
      const token = issuedToken(await send({ method: "POST", path: "/sign-in", answer: tokens }));
      return { ...token, expiresAtMs: token.issuedAtMs + 30_000 };
    };
    const vendorClient = client({ signIn: thirtySeconds });
    await vendorClient.read(reading, get);
    passTime(20_000);
    await vendorClient.read(reading, get);
    expect(sent("/sign-in")).toBe(1);
    passTime(5_000);
    await vendorClient.read(reading, get);
    expect(sent("/sign-in")).toBe(2);
  });

  test("happens before the token expires, once for all who ask", async () => {
    const vendorClient = client(refreshing);
    await vendorClient.read(reading, get);
    passTime(lifeMs - 65_000);
    await vendorClient.read(reading, get);
    expect(sent("/refresh")).toBe(0);
    passTime(10_000);
    const answers = await Promise.all(Array.from({ length: 20 }, () => vendorClient.read(reading, get)));
    expect(answers).toEqual(Array(20).fill({ token: "t2" }));
    expect([sent("/refresh"), sent("/sign-in")]).toEqual([1, 1]);
  });

  test("signs in anew when refreshing fails or has come too late", async () => {
    const vendorClient = client(refreshing);
    await vendorClient.read(reading, get);
    refresh.status = 404;
    passTime(lifeMs - 30_000);
    expect(await vendorClient.read(reading, get)).toEqual({ token: "t2" });
    expect([sent("/refresh"), sent("/sign-in")]).toEqual([1, 2]);
    passTime(lifeMs + 1);
    expect(await vendorClient.read(reading, get)).toEqual({ token: "t3" });
    expect([sent("/refresh"), sent("/sign-in")]).toEqual([1, 3]);
  });

  test("discards a refreshed token that speaks for somebody else", async () => {
    const vendorClient = client(refreshing);
    await vendorClient.read(reading, get);
    refresh.subject = "somebody else";
    passTime(lifeMs - 30_000);
    expect(await vendorClient.read(reading, get)).toEqual({ token: "t3" });
    expect(sent("/sign-in")).toBe(2);
  });

  test("the old token serves on while the sign-in is down, and renewal is not tried at every call", async () => {
    const vendorClient = client();
    await vendorClient.read(reading, get);
    signIn.status = 500;
    passTime(lifeMs - 30_000);
    for (let count = 0; count < 10; count++) {
      expect(await vendorClient.read(reading, get)).toEqual({ token: "t1" });
    }
    expect(sent("/sign-in")).toBe(2);
    signIn.status = 200;
    passTime(10_001);
    expect(await vendorClient.read(reading, get)).toEqual({ token: "t2" });
  });

  test("credentials turned down at renewal are not tried again while the old token serves", async () => {
    const vendorClient = client();
    await vendorClient.read(reading, get);
    signIn.status = 401;
    passTime(lifeMs - 50_000);
    await vendorClient.read(reading, get);
    passTime(40_000);
    await vendorClient.read(reading, get);
    expect(sent("/sign-in")).toBe(2);
  });
});

describe("a sign-in that fails", () => {
  test.each([
    [401, "denied"],
    [403, "denied"],
    [400, "refused"],
  ] as const)("with %i is remembered for half a minute: vendors lock accounts", async (status, kind) => {
    signIn.status = status;
    const vendorClient = client();
    const first = await failureOf(vendorClient.read({ requestId: "first" }, get));
    expect(first).toMatchObject({ kind, call: "POST /sign-in", requestId: "first" });
    const second = await failureOf(
      vendorClient.write({ ...permit(), requestId: "second" }, { ...get, method: "POST" }),
    );
    expect(second).toMatchObject({ kind, requestId: "second", mayHaveActed: false });
    expect(second.retryAfterMs).toBeGreaterThan(29_000);
    expect(sent("/sign-in")).toBe(1);
    expect(sent("/data")).toBe(0);

    signIn.status = 200;
    passTime(30_001);
    expect(await vendorClient.read(reading, get)).toEqual({ token: "t1" });
  });

  test("is told to each waiting request under its own id", async () => {
    signIn = { status: 401, delayed: true };
    const vendorClient = client();
    const calls = ["a", "b"].map((requestId) => failureOf(vendorClient.read({ requestId }, get)));
    await until(() => sent("/sign-in") === 1);
    letSignInAnswer();
    expect((await Promise.all(calls)).map((error) => error.requestId)).toEqual(["a", "b"]);
  });

  test("for want of an answer leaves a change unsent and not in doubt", async () => {
    signIn.delayed = true;
    const error = await failureOf(
      client({}, { signInDeadlineMs: shortMs }).write(permit(), { ...get, method: "POST" }),
    );
    expect(error).toMatchObject({ kind: "timeout", mayHaveActed: false });
    expect(sent("/data")).toBe(0);
  });

  test("is told to the listeners as a call of its own", async () => {
    signIn.status = 401;
    const { seen, stop } = outcomes();
    await failureOf(client().read(reading, get));
    stop();
    expect(seen.map(({ call, ok, attempts }) => [call, ok, attempts])).toEqual([
      ["POST /sign-in", false, 1],
      ["GET /data", false, 0],
    ]);
  });
});

describe("what a token says of itself", () => {
  async function jwt(claims: { iat?: number; exp?: number; sub?: string }): Promise<string> {
    return await new SignJWT({ ...claims }).setProtectedHeader({ alg: "HS256" }).sign(new Uint8Array(32));
  }

  test("its life span counts, not the vendor's clock", async () => {
    const tenMinutesAhead = 1_000_000 + 600;
    const value = await jwt({ iat: tenMinutesAhead, exp: tenMinutesAhead + 3_600, sub: "me" });
    expect(describeToken(value, 1_000_000_000, 1)).toEqual({
      value,
      issuedAtMs: 1_000_000_000,
      expiresAtMs: 1_000_000_000 + 3_600_000,
      subject: "me",
    });
  });

  test("an assumed life span stands in where it says nothing", async () => {
    const silent = await jwt({ exp: 2_000_000_000 });
    expect(describeToken(silent, 5_000, 1_000).expiresAtMs).toBe(6_000);
    expect(describeToken("opaque", 5_000, 1_000)).toMatchObject({ expiresAtMs: 6_000, subject: undefined });
  });

  test("an assumed life span stands in for one below zero", async () => {
    const value = await jwt({ iat: 200, exp: 100 });
    expect(describeToken(value, 5_000, 1_000).expiresAtMs).toBe(6_000);
  });
});
