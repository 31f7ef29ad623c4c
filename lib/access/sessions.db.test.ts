import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { sessions } from "@/drizzle/schema/people";
import { listEntries } from "@/lib/audit/read";
import { tester } from "@/lib/audit/testing";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import {
  changeOwnPassword,
  disableUser,
  enableUser,
  inviteUser,
  renewPasswordLink,
  setPasswordByLink,
  setRole,
} from "@/lib/domain/users/users";
import { performInRecords } from "@/lib/operations/perform";
import type { RecordsPermit } from "@/lib/operations/records-permit";
import { endSession, readSession, sessionMsMax, startSession, sweepSessions } from "./sessions";
import { goodPassword, makePerson } from "./testing";

await testDatabase();
const minute = 60_000;
const hour = 60 * minute;

// One more administrator, so that the others are never the last.
await makePerson();

function change<Result>(run: (permit: RecordsPermit) => Promise<Result>): Promise<Result> {
  const act = {
    actor: tester,
    action: "users.setRole",
    permission: "users:write",
    subject: { type: "user", id: "x" },
    requestId: "req_change",
  } as const;
  return performInRecords(act, run);
}

/** Makes a session older than it is. */
async function age(sessionId: string, ages: { createdMs?: number; seenMs?: number }) {
  const now = Date.now();
  await db()
    .update(sessions)
    .set({
      ...(ages.createdMs !== undefined && { expiresAt: new Date(now - ages.createdMs + sessionMsMax) }),
      ...(ages.seenMs !== undefined && { lastSeenAt: new Date(now - ages.seenMs) }),
    })
    .where(eq(sessions.id, sessionId));
}

const lastSeen = async (sessionId: string) =>
  (await db().select().from(sessions).where(eq(sessions.id, sessionId)))[0]?.lastSeenAt.getTime() ?? 0;

describe("a session", () => {
  test("belongs to its person, with the role and address of this request", async () => {
    const person = await makePerson({ role: "support" });
    const sessionId = await startSession(person.id, "192.0.2.1");
    const session = await readSession(sessionId, "192.0.2.2");
    expect(session).toMatchObject({
      sessionId,
      userId: person.id,
      actor: { type: "person", id: person.id, name: person.email, role: "support", address: "192.0.2.2" },
    });
    const lifeMs = (session?.expiresAt.getTime() ?? 0) - Date.now();
    expect(lifeMs).toBeGreaterThan(sessionMsMax - minute);
    expect(lifeMs).toBeLessThanOrEqual(sessionMsMax);
  });

  test("gets a new id at every sign-in, long enough not to be guessed", async () => {
    const person = await makePerson();
    const ids = await Promise.all(Array.from({ length: 5 }, () => startSession(person.id, null)));
    expect(new Set(ids).size).toBe(5);
    for (const id of ids) expect(Buffer.from(id, "base64url").length).toBe(24);
  });

  test("is on record with its sign-in and its sign-out, and sets the time of the last sign-in", async () => {
    const person = await makePerson();
    const sessionId = await startSession(person.id, "192.0.2.1");
    await endSession(sessionId);
    await endSession(sessionId);
    const { items } = await listEntries({ actor: person.id }, { size: 10 });
    expect(
      items.map(({ action, outcome, subjectId, address }) => [action, outcome, subjectId, address]),
    ).toEqual([
      ["session.signOut", "succeeded", person.email, null],
      ["session.signIn", "succeeded", person.email, "192.0.2.1"],
    ]);
    expect(await readSession(sessionId, null)).toBeUndefined();
  });

  test("is not started for somebody who is disabled, invited or gone", async () => {
    for (const state of ["disabled", "invited"]) {
      const person = await makePerson({ state });
      await expect(startSession(person.id, null)).rejects.toThrow("not active");
    }
    await expect(startSession("usr_nobody", null)).rejects.toThrow("not active");
    const { items } = await listEntries({ action: "session.signIn", actor: "usr_nobody" }, { size: 1 });
    expect(items).toEqual([]);
  });

  test("that was made up is none", async () => {
    for (const made of ["", "x", "' or 1=1 --", "A".repeat(4_000)])
      expect(await readSession(made, null)).toBeUndefined();
  });
});

describe("a session ends", () => {
  test("two hours after its last request", async () => {
    const sessionId = await startSession((await makePerson()).id, null);
    await age(sessionId, { seenMs: 2 * hour - minute });
    expect(await readSession(sessionId, null)).toBeDefined();
    await age(sessionId, { seenMs: 2 * hour });
    expect(await readSession(sessionId, null)).toBeUndefined();
  });

  test("twelve hours after the sign-in, however busy", async () => {
    const sessionId = await startSession((await makePerson()).id, null);
    await age(sessionId, { createdMs: 12 * hour - minute, seenMs: 0 });
    expect(await readSession(sessionId, null)).toBeDefined();
    await age(sessionId, { createdMs: 12 * hour, seenMs: 0 });
    expect(await readSession(sessionId, null)).toBeUndefined();
  });

  test("not by being idle while it is used: the last request is kept, to the minute", async () => {
    const sessionId = await startSession((await makePerson()).id, null);
    await age(sessionId, { seenMs: hour });
    await readSession(sessionId, null);
    expect(Date.now() - (await lastSeen(sessionId))).toBeLessThan(minute);
    await age(sessionId, { seenMs: 30_000 });
    await readSession(sessionId, null);
    expect(Date.now() - (await lastSeen(sessionId))).toBeGreaterThanOrEqual(30_000);
  });

  test("at the next request after its person was disabled, and stays ended when enabled again", async () => {
    const person = await makePerson();
    const sessionId = await startSession(person.id, null);
    await change((permit) => disableUser(permit, person.id));
    expect(await readSession(sessionId, null)).toBeUndefined();
    await change((permit) => enableUser(permit, person.id));
    expect(await readSession(sessionId, null)).toBeUndefined();
  });

  test("everywhere else when its person changes the password, and not here", async () => {
    const person = await makePerson();
    const [here = "", elsewhere = "", phone = ""] = await Promise.all(
      Array.from({ length: 3 }, () => startSession(person.id, null)),
    );
    await change((permit) =>
      changeOwnPassword(permit, {
        userId: person.id,
        sessionId: here,
        currentPassword: goodPassword,
        newPassword: "another good password",
      }),
    );
    expect(await readSession(here, null)).toBeDefined();
    expect(await readSession(elsewhere, null)).toBeUndefined();
    expect(await readSession(phone, null)).toBeUndefined();
  });

  test("when a password is set by a link", async () => {
    const person = await makePerson();
    const sessionId = await startSession(person.id, null);
    const { secret } = await change((permit) => renewPasswordLink(permit, person.id));
    expect(await readSession(sessionId, null)).toBeDefined();
    await setPasswordByLink(secret, "another good password", { requestId: "req_link", address: null });
    expect(await readSession(sessionId, null)).toBeUndefined();
  });
});

test("a changed role counts at the next request", async () => {
  const person = await makePerson({ role: "admin" });
  const sessionId = await startSession(person.id, null);
  await change((permit) => setRole(permit, person.id, "auditor"));
  expect((await readSession(sessionId, null))?.actor.role).toBe("auditor");
});

test("an invited person has no session before the password is set", async () => {
  const { user, secret } = await change((permit) =>
    inviteUser(permit, { email: "new@example.com", name: "New", role: "support" }),
  );
  await expect(startSession(user.userId, null)).rejects.toThrow("not active");
  await setPasswordByLink(secret, "a good first password", { requestId: "req_first", address: null });
  expect(await readSession(await startSession(user.userId, null), null)).toBeDefined();
});

test("the sweep removes what has run out and leaves the rest", async () => {
  const person = await makePerson();
  const [idle = "", old = "", live = ""] = await Promise.all(
    Array.from({ length: 3 }, () => startSession(person.id, null)),
  );
  await age(idle, { seenMs: 3 * hour });
  await age(old, { createdMs: 13 * hour });
  await sweepSessions();
  const left = await db().select({ id: sessions.id }).from(sessions).where(eq(sessions.userId, person.id));
  expect(left.map(({ id }) => id)).toEqual([live]);
});
