import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { users } from "@/drizzle/schema/people";
import { listEntries } from "@/lib/audit/read";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { completeEnv } from "@/lib/env";
import { neverConfirmed } from "./confirmation";
import { authenticatedAt, oidcProvider, provisionOidcUser, roleFromClaims } from "./oidc";
import { makePerson } from "./testing";

await testDatabase();
const issuer = "https://login.example.com";

beforeAll(() => {
  expect(oidcProvider()).toBeUndefined();
  completeEnv({
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: "muniment",
    OIDC_CLIENT_SECRET: "a-client-secret",
    OIDC_ROLE_CLAIM: "groups",
    OIDC_ROLE_MAP: "console-admins=admin; console-support=support",
  });
});
beforeEach(() => db().delete(users));

const claims = (changes: Record<string, unknown> = {}) => ({
  sub: "subject-1",
  email: "ada@example.com",
  name: "Ada Lovelace",
  groups: ["staff", "console-support"],
  ...changes,
});
const provision = (changes?: Record<string, unknown>) => provisionOidcUser(claims(changes), "192.0.2.4");
const people = () => db().select().from(users);
const provisioned = async () =>
  (await listEntries({ action: "users.provision", subjectId: "ada@example.com" }, { size: 1 })).items[0];

test("the provider is asked with code, PKCE, state and nonce, for what the account needs", () => {
  expect(oidcProvider()).toMatchObject({
    type: "oauth",
    wellKnown: `${issuer}/.well-known/openid-configuration`,
    checks: ["pkce", "state", "nonce"],
    idToken: true,
    authorization: { params: { scope: "openid email profile" } },
  });
});

describe("a person of the identity provider", () => {
  test("gets an account at the first sign-in, with the role of the claims", async () => {
    const result = await provision();
    const [person, ...others] = await people();
    expect(others).toEqual([]);
    expect(result).toEqual({ id: person?.id });
    expect(person).toMatchObject({
      email: "ada@example.com",
      name: "Ada Lovelace",
      role: "support",
      state: "active",
      passwordHash: null,
      oidcIssuer: issuer,
      oidcSubject: "subject-1",
    });
    expect(await provisioned()).toMatchObject({
      outcome: "succeeded",
      actorType: "system",
      address: "192.0.2.4",
      fields: ["role:support"],
    });
  });

  test("keeps the account, and takes on name, address and role of every later sign-in", async () => {
    const first = await provision();
    const again = await provision({
      email: "lovelace@example.com",
      name: "A. Lovelace",
      groups: ["console-admins"],
    });
    expect(again).toEqual(first);
    expect(await people()).toEqual([
      expect.objectContaining({ email: "lovelace@example.com", name: "A. Lovelace", role: "admin" }),
    ]);
  });

  test("goes without a name by the address", async () => {
    await provision({ name: undefined });
    expect((await people())[0]?.name).toBe("ada@example.com");
  });

  test("who opens two windows at once gets one account, and both are let in", async () => {
    const results = await Promise.all(Array.from({ length: 4 }, () => provision()));
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(await people()).toHaveLength(1);
  });
});

describe("nobody is let in", () => {
  test("without a mapped role, and that is on record", async () => {
    expect(await provision({ groups: ["staff"] })).toBe("no_role");
    expect(await provision({ groups: undefined })).toBe("no_role");
    expect(await people()).toEqual([]);
    expect(await provisioned()).toMatchObject({ outcome: "denied", detail: { code: "no_role" } });
  });

  test("any more, when the role is taken away at the provider", async () => {
    await provision();
    expect(await provision({ groups: [] })).toBe("no_role");
  });

  test("without a subject or a sound address, or with one that is not verified", async () => {
    for (const changes of [
      { sub: "" },
      { sub: undefined },
      { email: "ada" },
      { email: undefined },
      { email_verified: false },
    ]) {
      expect(await provision(changes)).toBe("incomplete_claims");
    }
    expect(await provisionOidcUser(undefined, null)).toBe("incomplete_claims");
    expect(await people()).toEqual([]);
  });

  test("who is disabled here, and that is on record", async () => {
    await provision();
    await db().update(users).set({ state: "disabled" });
    expect(await provision()).toBe("disabled");
    expect(await provisioned()).toMatchObject({ outcome: "denied", detail: { code: "disabled" } });
  });

  test("under the address of an account with a password, in whatever spelling", async () => {
    const owner = await makePerson({ email: "ADA@example.com" });
    expect(await provision()).toBe("address_taken");
    expect(await people()).toEqual([owner]);
    expect(await provisioned()).toMatchObject({ outcome: "denied", detail: { code: "address_taken" } });
  });

  test("who changes to an address that is taken", async () => {
    await provision();
    await makePerson({ email: "grace@example.com" });
    expect(await provision({ email: "Grace@example.com" })).toBe("address_taken");
  });

  test("by the same subject of another issuer", async () => {
    await provision();
    completeEnv({ OIDC_ISSUER: "https://other.example.com" });
    expect(await provision()).toBe("address_taken");
    completeEnv({ OIDC_ISSUER: issuer });
  });
});

describe("the role map", () => {
  const rules = [
    { claimValue: "console-admins", role: "admin" },
    { claimValue: "console-support", role: "support" },
  ] as const;

  test.each([
    ["a list", { groups: ["x", "console-support"] }, "groups", "support"],
    ["one word", { groups: "console-admins" }, "groups", "admin"],
    [
      "the first rule that matches, not the first group",
      { groups: ["console-support", "console-admins"] },
      "groups",
      "admin",
    ],
    [
      "a claim inside another",
      { realm_access: { roles: ["console-admins"] } },
      "realm_access.roles",
      "admin",
    ],
    [
      "a claim that is named by a URL",
      { "https://acme.example/roles": ["console-admins"] },
      "https://acme.example/roles",
      "admin",
    ],
    ["exact words only", { groups: ["console-admins-interns", "Console-Admins"] }, "groups", undefined],
    ["words only", { groups: [{ name: "console-admins" }, 7, null] }, "groups", undefined],
    ["own members only", {}, "constructor.name", undefined],
    ["nothing in an empty claim", { groups: "" }, "groups", undefined],
  ])("takes %s", (_what, profile, path, role) => {
    expect(roleFromClaims(profile, path, rules)).toBe(role);
  });
});

describe("when a person signed in at the provider", () => {
  const now = Date.parse("2027-03-01T10:00:00Z");
  const at = (auth_time: unknown) => authenticatedAt(claims({ auth_time }), now);

  test("is what auth_time says, in seconds, and not later than now", () => {
    expect(at(now / 1000 - 90)).toEqual(new Date(now - 90_000));
    expect(at(now / 1000 + 3_600)).toEqual(new Date(now));
    expect(at(0)).toEqual(new Date(0));
  });

  test.each([undefined, null, "1772359200", -1, Number.NaN, Number.POSITIVE_INFINITY, {}])(
    "is never, when it says %s",
    (auth_time) => {
      expect(at(auth_time)).toEqual(neverConfirmed);
    },
  );
});
