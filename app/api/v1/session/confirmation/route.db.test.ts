import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { sessions, signInAttempts } from "@/drizzle/schema/people";
import { currentSession } from "@/lib/access/session";
import { readSession, startSession } from "@/lib/access/sessions";
import { goodPassword, makePerson } from "@/lib/access/testing";
import { listEntries } from "@/lib/audit/read";
import { problemDocument } from "@/lib/contract/problem";
import { session as contract } from "@/lib/contract/users";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { whoAmI } from "@/lib/domain/users/self";
import { asked } from "@/lib/http/testing";
import { logger } from "@/lib/log";
import { POST } from "./route";

vi.mock("@/lib/access/session", () => ({ currentSession: vi.fn() }));

await testDatabase();
logger().level = "silent";
const wrong = "not the password at all";
const longAgo = new Date(Date.now() - 60 * 60_000);

beforeEach(async () => {
  await db().delete(signInAttempts);
});

/** Signs somebody in an hour ago, as the one who asks from here on. */
async function signIn(changes: Parameters<typeof makePerson>[0] = {}) {
  const person = await makePerson(changes);
  const sessionId = await startSession(person.id, "192.0.2.1", longAgo);
  const read = () => readSession(sessionId, "192.0.2.1");
  vi.mocked(currentSession).mockImplementation(read);
  return { person, sessionId, read };
}

const confirm = (password: string) => POST(...asked(contract.confirm, { body: { password } }));
const confirmedAt = async (sessionId: string) =>
  (await db().select().from(sessions).where(eq(sessions.id, sessionId)))[0]?.confirmedAt;
const rows = async (actor: string) =>
  (await listEntries({ actor, action: "session.confirm" }, { size: 20 })).items;
const problemOf = async (response: Response) => problemDocument.parse(await response.json());

test("the right password confirms this session alone, and that is on record", async () => {
  const { person, sessionId, read } = await signIn();
  const elsewhere = await startSession(person.id, null, longAgo);
  const response = await confirm(goodPassword);
  expect(response.status).toBe(200);
  const told = contract.confirm.response.parse(await response.json());
  expect(told.by).toBe("password");
  expect((await confirmedAt(sessionId))?.toISOString()).toBe(told.confirmedAt);
  expect(await confirmedAt(elsewhere)).toEqual(longAgo);
  const session = await read();
  expect(session && (await whoAmI(session)).confirmation).toEqual(told);
  expect(await rows(person.id)).toEqual([
    expect.objectContaining({ outcome: "succeeded", subjectType: "session", actorName: person.email }),
  ]);
});

describe("a wrong password", () => {
  test("confirms nothing, is told without detail and is on record without the password", async () => {
    const { person, sessionId } = await signIn();
    const response = await confirm(wrong);
    const problem = await problemOf(response);
    expect(problem).toMatchObject({ status: 403, code: "confirmation_needed" });
    expect(problem.errors).toEqual([{ path: "password", message: "This is not your password." }]);
    expect(await confirmedAt(sessionId)).toEqual(longAgo);
    const found = await rows(person.id);
    expect(found).toEqual([
      expect.objectContaining({ outcome: "denied", detail: { code: "confirmation_needed" } }),
    ]);
    expect(JSON.stringify(found)).not.toContain(wrong);
  });

  test("is told in the same words to people who have none here", async () => {
    await signIn();
    const { requestId: _one, ...ofPassword } = await problemOf(await confirm(wrong));
    const { sessionId } = await signIn({
      passwordHash: null,
      oidcIssuer: "https://login.example.com",
      oidcSubject: "7",
    });
    for (const password of [wrong, goodPassword]) {
      const { requestId: _other, ...ofProvider } = await problemOf(await confirm(password));
      expect(ofProvider).toEqual(ofPassword);
    }
    expect(await confirmedAt(sessionId)).toEqual(longAgo);
  });

  test("counts as one of signing in: after eight the right one is not tried either", async () => {
    const { person, sessionId } = await signIn();
    for (let tries = 0; tries < 8; tries += 1) {
      expect((await problemOf(await confirm(wrong))).code).toBe("confirmation_needed");
    }
    expect(await problemOf(await confirm(goodPassword))).toMatchObject({ code: "throttled", status: 429 });
    expect(await confirmedAt(sessionId)).toEqual(longAgo);
    expect((await rows(person.id))[0]).toMatchObject({ outcome: "failed", detail: { code: "throttled" } });
  });
});

test("many at once wait for no connection that one of them holds", async () => {
  const { sessionId } = await signIn();
  const responses = await Promise.all(Array.from({ length: 12 }, () => confirm(goodPassword)));
  expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await confirmedAt(sessionId))?.getTime()).toBeGreaterThan(longAgo.getTime());
});

test("whoever came without a time from the identity provider is told to confirm there", async () => {
  const person = await makePerson({ passwordHash: null, oidcIssuer: "https://a.example", oidcSubject: "1" });
  const session = await readSession(await startSession(person.id, null, new Date(0)), null);
  expect(session && (await whoAmI(session)).confirmation).toEqual({ confirmedAt: null, by: "provider" });
});
