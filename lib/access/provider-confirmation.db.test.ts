import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { eq } from "drizzle-orm";
import NextAuth from "next-auth";
import { decode } from "next-auth/jwt";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { sessions } from "@/drizzle/schema/people";
import { type IdentityProvider, startIdentityProvider } from "@/e2e/fixtures/identity-provider";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { completeEnv, env } from "@/lib/env";
import { logger } from "@/lib/log";
import { isConfirmed, neverConfirmed } from "./confirmation";
import { sessionCookie } from "./cookies";
import { authOptions } from "./next-auth";
import { currentSession } from "./session";
import { readSession } from "./sessions";

vi.mock("./session", () => ({ currentSession: vi.fn() }));

// The console's sign-in as it is, over real HTTP, with a real identity provider and a browser without a screen.
await testDatabase();
logger().level = "silent";

const ada = { subject: "ada-1", email: "ada@example.com", name: "Ada", groups: ["console-admins"] };
const eve = { subject: "eve-2", email: "eve@example.com", name: "Eve", groups: ["console-admins"] };

let provider: IdentityProvider;
let origin: string;

const server = createServer(async (request, response) => {
  const url = new URL(request.url ?? "/", origin);
  const cookies = cookiesIn(request.headers.cookie);
  vi.mocked(currentSession).mockImplementation(() => sessionIn(cookies));
  const [nextauth, query] = [url.pathname.split("/").slice(3), Object.fromEntries(url.searchParams)];
  const body = Object.fromEntries(new URLSearchParams(await text(request)));
  const asked = Object.assign(request, { query: { ...query, nextauth }, cookies, body });
  const answered = Object.assign(response, {
    status: (code: number) => Object.assign(answered, { statusCode: code }),
    send: (content: unknown) => response.end(JSON.stringify(content)),
    json: (content: unknown) => response.end(JSON.stringify(content)),
  });
  await NextAuth(asked as never, answered as never, authOptions(new Headers()));
  response.end();
});

const cookiesIn = (header = "") =>
  Object.fromEntries(
    header.split("; ").map((pair) => {
      const [name = "", value = ""] = pair.split(/=(.*)/s);
      return [name, decodeURIComponent(value)];
    }),
  );

async function sessionIn(cookies: Record<string, string>) {
  const sealed = cookies[sessionCookie()];
  const token = sealed ? await decode({ token: sealed, secret: env().AUTH_SECRET }) : null;
  return typeof token?.sessionId === "string" ? readSession(token.sessionId, null) : undefined;
}

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const redirectUris = [`${origin}/api/auth/callback/oidc`];
  provider = await startIdentityProvider({ port: 0, redirectUris, users: [ada, eve] });
  vi.stubEnv("NEXTAUTH_URL", origin);
  completeEnv({
    APP_URL: origin,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
    OIDC_ROLE_CLAIM: "groups",
    OIDC_ROLE_MAP: "console-admins=admin",
  });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await provider.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Keeps cookies by host, follows redirects, and presses the button of a person where the provider asks. */
function browser() {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: string) => {
    const { host } = new URL(url);
    const jar = jars.get(host) ?? new Map<string, string>();
    jars.set(host, jar);
    return jar;
  };
  const visit = async (url: string, form?: Record<string, string>) => {
    const jar = jarOf(url);
    const response = await fetch(url, {
      redirect: "manual",
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      jar.set(name, value);
    }
    return response;
  };
  /** Goes to the provider and back. @returns where the console sends people then */
  const enter = async (subject: string, asked: Record<string, string> = {}) => {
    const { csrfToken } = await (await visit(`${origin}/api/auth/csrf`)).json();
    const begin = `${origin}/api/auth/signin/oidc?${new URLSearchParams(asked)}`;
    const form = { csrfToken, callbackUrl: `${origin}/confirm-identity?returned=yes`, json: "true" };
    let url = String((await (await visit(begin, form)).json()).url);
    const questions: string[] = [];
    while (
      new URL(url).origin === provider.issuer ||
      new URL(url).pathname.startsWith("/api/auth/callback")
    ) {
      const isQuestion = new URL(url).pathname.startsWith("/interaction/");
      if (isQuestion) questions.push(url);
      const response = await visit(url, isQuestion ? { subject } : undefined);
      const location = response.headers.get("location");
      if (location === null) throw new Error(`${url} leads nowhere: ${response.status}`);
      url = new URL(location, url).href;
    }
    const { pathname, search } = new URL(url);
    return { endedAt: pathname + search, questions: questions.length };
  };
  const session = () => sessionIn(Object.fromEntries(jarOf(origin)));
  /** Signs out at the provider, which asks anew then. */
  const leaveProvider = () => jarOf(provider.issuer).clear();
  return { enter, session, leaveProvider };
}

const anew = { prompt: "login", max_age: "0" };

test("a sign-in by which nobody was asked confirms nothing; one that was asked for anew does", async () => {
  const { enter, session } = browser();
  expect(await enter(ada.subject)).toMatchObject({ endedAt: "/confirm-identity?returned=yes", questions: 1 });
  const before = await session();
  expect(before?.email).toBe(ada.email);
  expect(before?.confirmedAt).toEqual(neverConfirmed);

  // The provider knows the browser and asks nothing: whoever sits there could be anybody.
  expect((await enter(ada.subject)).questions).toBe(0);
  expect((await session())?.confirmedAt).toEqual(neverConfirmed);

  expect((await enter(ada.subject, anew)).questions).toBe(1);
  const after = await session();
  expect(after?.sessionId).toBe(before?.sessionId);
  expect(after && isConfirmed(after)).toBe(true);
});

test("asked for anew and answered by somebody else, the session is neither confirmed nor taken over", async () => {
  const { enter, session, leaveProvider } = browser();
  await enter(ada.subject);
  const before = await session();
  leaveProvider();
  expect((await enter(eve.subject, anew)).endedAt).toBe("/confirm-identity?error=another_person");
  expect(await session()).toEqual(before);
  expect(before?.confirmedAt).toEqual(neverConfirmed);
});

test("the time of an earlier sign-in at the provider is not taken for one of now", async () => {
  const { enter, session } = browser();
  await enter(ada.subject, anew);
  const first = await session();
  const longAgo = new Date(Date.now() - 60 * 60_000);
  await db()
    .update(sessions)
    .set({ confirmedAt: longAgo })
    .where(eq(sessions.id, first?.sessionId ?? ""));
  // With a large age the provider answers without a question, and names the time at which it asked.
  expect((await enter(ada.subject, { max_age: "3600" })).questions).toBe(0);
  const confirmedAt = (await session())?.confirmedAt.getTime() ?? 0;
  expect(Math.abs(confirmedAt - (first?.confirmedAt.getTime() ?? 0))).toBeLessThan(2_000);
});
