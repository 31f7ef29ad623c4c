import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { sessions } from "@/drizzle/schema/people";
import { listEntries } from "@/lib/audit/read";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { neverConfirmed } from "./confirmation";
import { enterByProvider, isSomebodyElse } from "./provider-entry";
import { readSession, startSession } from "./sessions";
import { makePerson } from "./testing";

await testDatabase();
const minute = 60_000;

const personOfProvider = () =>
  makePerson({
    passwordHash: null,
    oidcIssuer: "https://login.example.com",
    oidcSubject: crypto.randomUUID(),
  });

async function signedIn(confirmedAt: Date) {
  const person = await personOfProvider();
  const sessionId = await startSession(person.id, "192.0.2.1", confirmedAt);
  const session = await readSession(sessionId, "192.0.2.1");
  if (session === undefined) throw new Error("The session did not begin.");
  return { person, session };
}

const confirmedAt = async (sessionId: string) =>
  (await db().select().from(sessions).where(eq(sessions.id, sessionId)))[0]?.confirmedAt;

const confirmations = async (actor: string) =>
  (await listEntries({ actor, action: "session.confirm" }, { size: 10 })).items;

describe("somebody who is not signed in", () => {
  test.each([
    ["at the time that the provider names", new Date(Date.now() - 90 * minute)],
    ["never, where the provider names none", neverConfirmed],
  ])("begins a session, confirmed %s", async (_what, authenticatedAt) => {
    const { id: userId } = await personOfProvider();
    const sessionId = await enterByProvider({ userId, authenticatedAt, address: null }, undefined);
    expect(await confirmedAt(sessionId)).toEqual(authenticatedAt);
    expect(await confirmations(userId)).toEqual([]);
  });
});

describe("somebody who is signed in", () => {
  test("confirms the session that is there, and that is on record", async () => {
    const { person, session } = await signedIn(neverConfirmed);
    const authenticatedAt = new Date();
    const vouched = { userId: person.id, authenticatedAt, address: "192.0.2.1" };
    expect(await enterByProvider(vouched, session)).toBe(session.sessionId);
    expect(await confirmedAt(session.sessionId)).toEqual(authenticatedAt);
    expect(await confirmations(person.id)).toEqual([
      expect.objectContaining({ outcome: "succeeded", actorName: person.email, address: "192.0.2.1" }),
    ]);
  });

  test.each([
    ["does not ask anew", new Date(Date.now() - 10 * minute)],
    ["says nothing of a time", neverConfirmed],
  ])("confirms nothing when the provider %s", async (_what, authenticatedAt) => {
    const before = new Date(Date.now() - 6 * minute);
    const { person, session } = await signedIn(before);
    const vouched = { userId: person.id, authenticatedAt, address: null };
    expect(await enterByProvider(vouched, session)).toBe(session.sessionId);
    expect(await confirmedAt(session.sessionId)).toEqual(before);
    expect(await confirmations(person.id)).toEqual([]);
  });

  test("is not confirmed by another person, and that attempt is on record", async () => {
    const { person, session } = await signedIn(neverConfirmed);
    const other = await personOfProvider();
    expect(await isSomebodyElse(session, person.id)).toBe(false);
    expect(await isSomebodyElse(session, other.id)).toBe(true);
    expect(await confirmedAt(session.sessionId)).toEqual(neverConfirmed);
    expect(await confirmations(person.id)).toEqual([
      expect.objectContaining({ outcome: "denied", detail: { code: "another_person" } }),
    ]);
    expect(await isSomebodyElse(undefined, other.id)).toBe(false);
  });

  test("keeps a session of their own when somebody else comes in without the question", async () => {
    const { session } = await signedIn(neverConfirmed);
    const other = await personOfProvider();
    const vouched = { userId: other.id, authenticatedAt: new Date(), address: null };
    expect(await enterByProvider(vouched, session)).not.toBe(session.sessionId);
    expect(await confirmedAt(session.sessionId)).toEqual(neverConfirmed);
  });
});
