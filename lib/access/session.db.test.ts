import { encode } from "next-auth/jwt";
import { beforeEach, expect, test, vi } from "vitest";
import { testDatabase } from "@/lib/db/testing";
import { env } from "@/lib/env";
import { logger } from "@/lib/log";
import { sessionCookie } from "./cookies";
import { currentSession } from "./session";
import { endSession, startSession } from "./sessions";
import { makePerson } from "./testing";

const request = vi.hoisted(() => ({ cookies: new Map<string, string>(), headers: new Headers() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) =>
      request.cookies.has(name) ? { name, value: request.cookies.get(name) } : undefined,
  }),
  headers: async () => request.headers,
}));
await testDatabase();
logger().level = "silent";
const person = await makePerson({ role: "support" });
const sealed = (sessionId: unknown, secret = env().AUTH_SECRET) => encode({ token: { sessionId }, secret });

beforeEach(() => {
  request.cookies.clear();
  request.headers = new Headers({ "x-forwarded-for": "192.0.2.8" });
});

test("the sealed cookie leads to the session, its person and where the request came from", async () => {
  const sessionId = await startSession(person.id, null);
  request.cookies.set(sessionCookie(), await sealed(sessionId));
  expect(await currentSession()).toMatchObject({
    sessionId,
    userId: person.id,
    actor: { name: person.email, role: "support", address: "192.0.2.8" },
  });
});

test("the cookie does not show what it holds", async () => {
  const sessionId = await startSession(person.id, null);
  const cookie = await sealed(sessionId);
  expect(cookie).not.toContain(sessionId);
  expect(Buffer.from(cookie, "base64url").toString()).not.toContain(sessionId);
});

test("nobody is signed in without a cookie, by one under another name, or by an id that is not sealed", async () => {
  const sessionId = await startSession(person.id, null);
  expect(await currentSession()).toBeUndefined();
  request.cookies.set("next-auth.session-token", await sealed(sessionId));
  expect(await currentSession()).toBeUndefined();
  request.cookies.set(sessionCookie(), sessionId);
  expect(await currentSession()).toBeUndefined();
});

test("nor by one that was sealed with another secret, tampered with, cut, emptied or made up", async () => {
  const sessionId = await startSession(person.id, null);
  const good = await sealed(sessionId);
  const middle = Math.floor(good.length / 2);
  const flipped = good.slice(0, middle) + (good[middle] === "A" ? "B" : "A") + good.slice(middle + 1);
  const bad = [
    await sealed(sessionId, "another-secret-of-at-least-32-characters"),
    flipped,
    good.slice(0, -10),
    "",
    "x",
    "a.b.c.d.e",
    await sealed(undefined),
    await sealed({ $ne: null }),
    await sealed(7),
  ];
  for (const cookie of bad) {
    request.cookies.set(sessionCookie(), cookie);
    expect(await currentSession()).toBeUndefined();
  }
});

test("nor by a cookie that was kept when its session has ended", async () => {
  const sessionId = await startSession(person.id, null);
  request.cookies.set(sessionCookie(), await sealed(sessionId));
  expect(await currentSession()).toBeDefined();
  await endSession(sessionId);
  expect(await currentSession()).toBeUndefined();
});
