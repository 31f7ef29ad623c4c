import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { sessions, users } from "@/drizzle/schema/people";
import { endSession, startSession, sweepSessions } from "@/lib/access/sessions";
import { makePerson } from "@/lib/access/testing";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { readStanding } from "./standing";

await testDatabase();

async function signedIn() {
  const person = await makePerson({ role: "support" });
  return { userId: person.id, sessionId: await startSession(person.id, null) };
}

const longAgo = new Date(Date.now() - 3 * 60 * 60_000);

test("is the person and the role of this moment", async () => {
  const { userId, sessionId } = await signedIn();
  expect(await readStanding(sessionId)).toEqual({ userId, role: "support" });
  await db().update(users).set({ role: "auditor" }).where(eq(users.id, userId));
  expect(await readStanding(sessionId)).toEqual({ userId, role: "auditor" });
});

test("ends with the session, with its time, and with the person's account", async () => {
  const [left, late, disabled] = [await signedIn(), await signedIn(), await signedIn()];
  await endSession(left.sessionId);
  await db().update(sessions).set({ expiresAt: longAgo }).where(eq(sessions.id, late.sessionId));
  await db().update(users).set({ state: "disabled" }).where(eq(users.id, disabled.userId));
  for (const { sessionId } of [left, late, disabled]) expect(await readStanding(sessionId)).toBeUndefined();
  expect(await readStanding("no such session")).toBeUndefined();
});

test("asking keeps no session from running idle", async () => {
  const { sessionId } = await signedIn();
  await db().update(sessions).set({ lastSeenAt: longAgo }).where(eq(sessions.id, sessionId));
  await readStanding(sessionId);
  const [row] = await db().select().from(sessions).where(eq(sessions.id, sessionId));
  expect(row?.lastSeenAt).toEqual(longAgo);
  await sweepSessions();
  expect(await readStanding(sessionId)).toBeUndefined();
});
