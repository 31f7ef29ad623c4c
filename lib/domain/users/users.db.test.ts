import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { passwordLinks, users } from "@/drizzle/schema/people";
import { goodPassword, makePerson } from "@/lib/access/testing";
import { listEntries } from "@/lib/audit/read";
import { tester } from "@/lib/audit/testing";
import { user as userShape } from "@/lib/contract/users";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { performInRecords } from "@/lib/operations/perform";
import type { RecordsPermit } from "@/lib/operations/records-permit";
import { passwordMatches } from "./password";
import {
  changeOwnPassword,
  disableUser,
  enableUser,
  ensureUser,
  findUserByEmail,
  hasAdministrator,
  inviteUser,
  listUsers,
  readPasswordLink,
  renewPasswordLink,
  setPasswordByLink,
  setRole,
} from "./users";

await testDatabase();
beforeEach(() => db().delete(users));

const act = {
  actor: tester,
  action: "users.setRole",
  permission: "users:write",
  subject: { type: "user", id: "x" },
  requestId: "req_change",
} as const;
const change = <Result>(run: (permit: RecordsPermit) => Promise<Result>) => performInRecords(act, run);
const request = { requestId: "req_link", address: "192.0.2.4" };
const newPassword = "a brand new password";

const invite = (email = "new@example.com") =>
  change((permit) => inviteUser(permit, { email, name: "New Person", role: "support" }));
const rowOf = async (userId: string) => (await db().select().from(users).where(eq(users.id, userId)))[0];

describe("an invitation", () => {
  test("makes a person who cannot sign in yet, and a link that is kept as a hash only", async () => {
    const { user, secret, expiresAt } = await invite();
    expect(user).toMatchObject({
      email: "new@example.com",
      role: "support",
      state: "invited",
      signsInWith: "password",
    });
    expect((await rowOf(user.userId))?.passwordHash).toBeNull();
    expect(Buffer.from(secret, "base64url")).toHaveLength(32);
    expect(JSON.stringify(await db().select().from(passwordLinks))).not.toContain(secret);
    const lifeHours = (new Date(expiresAt).getTime() - Date.now()) / 3_600_000;
    expect(lifeHours).toBeGreaterThan(71);
    expect(lifeHours).toBeLessThanOrEqual(72);
    expect(await readPasswordLink(secret)).toEqual(user);
  });

  test("to an address that is taken is refused, in whatever spelling, and says where", async () => {
    await invite("taken@example.com");
    await expect(invite("Taken@Example.com")).rejects.toMatchObject({
      code: "conflict",
      words: { errors: [{ path: "email", message: expect.any(String) }] },
    });
    expect(await listUsers()).toHaveLength(1);
  });

  test("of the same address by two administrators at once makes one person", async () => {
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => invite()));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await listUsers()).toHaveLength(1);
  });
});

describe("a link", () => {
  test("sets the password once", async () => {
    const { user, secret } = await invite();
    expect(await setPasswordByLink(secret, newPassword, request)).toMatchObject({
      userId: user.userId,
      state: "active",
    });
    const row = await rowOf(user.userId);
    expect(await passwordMatches(newPassword, row?.passwordHash ?? null)).toBe(true);
    await expect(setPasswordByLink(secret, "another password", request)).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await passwordMatches(newPassword, (await rowOf(user.userId))?.passwordHash ?? null)).toBe(true);
    expect(await readPasswordLink(secret)).toBeUndefined();
  });

  test("sets it once also when it is opened many times at once", async () => {
    const { secret } = await invite();
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, (_, number) =>
        setPasswordByLink(secret, `password number ${number}`, request),
      ),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results) {
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "not_found" });
    }
  });

  test("is on record as the act of the person it is for", async () => {
    const { user, secret } = await invite("record@example.com");
    await setPasswordByLink(secret, newPassword, { requestId: "req_set", address: "192.0.2.4" });
    const { items } = await listEntries({ requestId: "req_set" }, { size: 5 });
    expect(items).toEqual([
      expect.objectContaining({
        action: "users.setPassword",
        actorId: user.userId,
        actorName: "record@example.com",
        address: "192.0.2.4",
        fields: ["password"],
        outcome: "succeeded",
      }),
    ]);
    expect(JSON.stringify(items)).not.toContain(secret);
    expect(JSON.stringify(items)).not.toContain(newPassword);
  });

  test("runs out", async () => {
    const { secret } = await invite();
    await db()
      .update(passwordLinks)
      .set({ expiresAt: new Date(Date.now() - 1) });
    expect(await readPasswordLink(secret)).toBeUndefined();
    await expect(setPasswordByLink(secret, newPassword, request)).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("stops working when a newer one is made", async () => {
    const { user, secret } = await invite();
    const renewed = await change((permit) => renewPasswordLink(permit, user.userId));
    await expect(setPasswordByLink(secret, newPassword, request)).rejects.toMatchObject({
      code: "not_found",
    });
    await setPasswordByLink(renewed.secret, newPassword, request);
  });

  test("stops working when its person is disabled, and none is made for one who is", async () => {
    await makePerson();
    const { user, secret } = await invite();
    await change((permit) => disableUser(permit, user.userId));
    await expect(setPasswordByLink(secret, newPassword, request)).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(change((permit) => renewPasswordLink(permit, user.userId))).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("is not made for people of the identity provider", async () => {
    const { id } = await makePerson({
      passwordHash: null,
      oidcIssuer: "https://login.example.com",
      oidcSubject: "7",
    });
    await expect(change((permit) => renewPasswordLink(permit, id))).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("that is used and its person disabled at the same moment leaves no way in", async () => {
    await makePerson();
    for (let round = 0; round < 10; round += 1) {
      const { user, secret } = await invite(`round-${round}@example.com`);
      const [set, disabled] = await Promise.allSettled([
        setPasswordByLink(secret, newPassword, request),
        change((permit) => disableUser(permit, user.userId)),
      ]);
      expect(disabled.status).toBe("fulfilled");
      if (set.status === "rejected")
        expect(set.reason).toMatchObject({ code: expect.stringMatching(/not_found|forbidden/) });
      expect((await rowOf(user.userId))?.state).toBe("disabled");
    }
  });
});

describe("the own password", () => {
  test("is changed by who knows the current one", async () => {
    const { id } = await makePerson();
    await change((permit) =>
      changeOwnPassword(permit, { userId: id, sessionId: "s", currentPassword: goodPassword, newPassword }),
    );
    expect(await passwordMatches(newPassword, (await rowOf(id))?.passwordHash ?? null)).toBe(true);
  });

  test("stays as it is for who does not", async () => {
    const { id } = await makePerson();
    const foreign = await makePerson({ passwordHash: null, oidcIssuer: "i", oidcSubject: "s" });
    for (const userId of [id, foreign.id]) {
      await expect(
        change((permit) =>
          changeOwnPassword(permit, {
            userId,
            sessionId: "s",
            currentPassword: "a guess or another",
            newPassword,
          }),
        ),
      ).rejects.toMatchObject({ code: "invalid_input", words: { errors: [{ path: "currentPassword" }] } });
    }
    expect(await passwordMatches(goodPassword, (await rowOf(id))?.passwordHash ?? null)).toBe(true);
  });
});

describe("the last administrator", () => {
  const refused = { code: "conflict", words: { detail: "This is the last active administrator." } };

  test("can be neither demoted nor disabled", async () => {
    const { id } = await makePerson();
    await makePerson({ state: "disabled" });
    await makePerson({ role: "support" });
    await expect(change((permit) => setRole(permit, id, "support"))).rejects.toMatchObject(refused);
    await expect(change((permit) => disableUser(permit, id))).rejects.toMatchObject(refused);
    expect(await hasAdministrator()).toBe(true);
  });

  test("can be made administrator again, to no effect", async () => {
    const { id } = await makePerson();
    expect(await change((permit) => setRole(permit, id, "admin"))).toMatchObject({ role: "admin" });
  });

  test("is left over by two who demote or disable each other at the same moment", async () => {
    for (let round = 0; round < 12; round += 1) {
      await db().delete(users);
      const [one, other] = [await makePerson(), await makePerson()];
      const results = await Promise.allSettled([
        change((permit) => (round % 2 ? setRole(permit, one.id, "auditor") : disableUser(permit, one.id))),
        change((permit) =>
          round % 3 ? setRole(permit, other.id, "support") : disableUser(permit, other.id),
        ),
      ]);
      expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
      for (const result of results) {
        // Refused in our words, not stopped by the database.
        if (result.status === "rejected") expect(result.reason).toMatchObject(refused);
      }
      expect(await hasAdministrator()).toBe(true);
    }
  });
});

describe("disabling and enabling", () => {
  test("goes back to what the person was: active with a password, invited without", async () => {
    await makePerson();
    const active = await makePerson({ role: "support" });
    const { user: invited } = await invite();
    for (const [id, state] of [
      [active.id, "active"],
      [invited.userId, "invited"],
    ] as const) {
      expect(await change((permit) => disableUser(permit, id))).toMatchObject({ state: "disabled" });
      expect(await change((permit) => enableUser(permit, id))).toMatchObject({ state });
    }
  });

  test("of somebody who is not there is refused", async () => {
    for (const run of [disableUser, enableUser, renewPasswordLink]) {
      await expect(change<unknown>((permit) => run(permit, "usr_nobody"))).rejects.toMatchObject({
        code: "not_found",
      });
    }
  });
});

test("people are told in the contract's shape, sorted, without their hashes", async () => {
  await makePerson({ email: "Zoe@example.com" });
  await makePerson({ email: "adam@example.com", passwordHash: null, oidcIssuer: "i", oidcSubject: "s" });
  const people = await listUsers();
  expect(people.map(({ email, signsInWith }) => [email, signsInWith])).toEqual([
    ["adam@example.com", "oidc"],
    ["Zoe@example.com", "password"],
  ]);
  for (const person of people) expect(userShape.strict().parse(person)).toEqual(person);
  expect(JSON.stringify(people)).not.toContain("argon2");
});

describe("the first people", () => {
  const first = { email: "root@example.com", name: "Root", role: "admin", password: goodPassword } as const;

  test("are made once, active, with a row in the history", async () => {
    expect(await hasAdministrator()).toBe(false);
    await Promise.all([ensureUser(first), ensureUser(first)]);
    await ensureUser({ ...first, password: "changed in the settings" });
    expect(await hasAdministrator()).toBe(true);
    const row = await findUserByEmail("ROOT@example.com");
    expect(await passwordMatches(goodPassword, row?.passwordHash ?? null)).toBe(true);
    const { items } = await listEntries({ action: "users.provision" }, { size: 5 });
    expect(items.map(({ subjectId, actorName }) => [subjectId, actorName])).toEqual([
      ["root@example.com", "setup"],
    ]);
  });
});
