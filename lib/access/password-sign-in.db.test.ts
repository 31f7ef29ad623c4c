import { beforeEach, describe, expect, test, vi } from "vitest";
import { signInAttempts } from "@/drizzle/schema/people";
import { listEntries } from "@/lib/audit/read";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import * as passwords from "@/lib/domain/users/password";
import { checkPassword } from "./password-sign-in";
import { goodPassword, makePerson } from "./testing";

vi.mock("@/lib/domain/users/password", { spy: true });

await testDatabase();
const wrong = "not the password at all";

beforeEach(async () => {
  await db().delete(signInAttempts);
  vi.clearAllMocks();
});

const attempt = (email: string, password: string, address: string | null = "192.0.2.1") =>
  checkPassword({ email, password, address });

async function outcome(email: string, password: string, address?: string): Promise<string> {
  try {
    return (await attempt(email, password, address)) === null ? "refused" : "signed in";
  } catch (error) {
    return error instanceof Error ? error.message : "?";
  }
}

describe("the right password", () => {
  test("signs its person in, however the address is written", async () => {
    const person = await makePerson({ email: "Ada.Lovelace@example.com" });
    for (const email of ["Ada.Lovelace@example.com", "  ada.lovelace@EXAMPLE.com "]) {
      expect(await attempt(email, goodPassword)).toEqual({ id: person.id });
    }
  });

  test("is refused for who is disabled, only invited, or of the identity provider", async () => {
    const disabled = await makePerson({ state: "disabled" });
    const invited = await makePerson({ state: "invited", passwordHash: null });
    const foreign = await makePerson({
      passwordHash: null,
      oidcIssuer: "https://login.example.com",
      oidcSubject: "7",
    });
    for (const { email } of [disabled, invited, foreign])
      expect(await attempt(email, goodPassword)).toBeNull();
  });
});

describe("every refusal", () => {
  test("costs one password check, also where there is nothing to check against", async () => {
    const { email } = await makePerson();
    const disabled = await makePerson({ state: "disabled" });
    const foreign = await makePerson({ passwordHash: null });
    for (const address of [
      email,
      disabled.email,
      foreign.email,
      "nobody@example.com",
      "",
      "x".repeat(10_000),
    ]) {
      vi.mocked(passwords.passwordMatches).mockClear();
      expect(await attempt(address, wrong)).toBeNull();
      expect(passwords.passwordMatches).toHaveBeenCalledTimes(1);
    }
  });

  test("is on record with the address it was tried for and came from, and without the password", async () => {
    await attempt("nobody@example.com", wrong, "203.0.113.5");
    const { items } = await listEntries({ action: "session.signIn" }, { size: 1 });
    expect(items[0]).toMatchObject({
      outcome: "denied",
      actorName: "nobody@example.com",
      actorRole: "none",
      subjectId: "nobody@example.com",
      address: "203.0.113.5",
    });
    expect(JSON.stringify(items)).not.toContain(wrong);
  });
});

describe("after too many failures", () => {
  test("an account is closed to that address, with the right password too, and open to others", async () => {
    const { email } = await makePerson();
    for (let tries = 0; tries < 8; tries += 1) expect(await outcome(email, wrong)).toBe("refused");
    vi.mocked(passwords.passwordMatches).mockClear();
    expect(await outcome(email, wrong)).toBe("throttled");
    expect(await outcome(email.toUpperCase(), goodPassword)).toBe("throttled");
    expect(passwords.passwordMatches).not.toHaveBeenCalled();
    expect(await outcome(email, goodPassword, "198.51.100.9")).toBe("signed in");
  });

  test("an unknown account is closed in the same way", async () => {
    for (let tries = 0; tries < 8; tries += 1)
      expect(await outcome("nobody@example.com", wrong)).toBe("refused");
    expect(await outcome("nobody@example.com", wrong)).toBe("throttled");
  });

  test("an address that tries one password on many accounts is closed for all of them", async () => {
    const { email } = await makePerson();
    for (let account = 0; account < 60; account += 1) {
      expect(await outcome(`account-${account}@example.com`, "Spring2026!", "203.0.113.66")).toBe("refused");
    }
    expect(await outcome("account-60@example.com", "Spring2026!", "203.0.113.66")).toBe("throttled");
    expect(await outcome(email, goodPassword, "203.0.113.66")).toBe("throttled");
    expect(await outcome(email, goodPassword, "203.0.113.67")).toBe("signed in");
  }, 60_000);

  test("a success in between starts the account's count over", async () => {
    const { email } = await makePerson();
    for (let tries = 0; tries < 7; tries += 1) await outcome(email, wrong);
    expect(await outcome(email, goodPassword)).toBe("signed in");
    for (let tries = 0; tries < 8; tries += 1) expect(await outcome(email, wrong)).toBe("refused");
    expect(await outcome(email, wrong)).toBe("throttled");
  });

  test("it opens by itself", async () => {
    const { email } = await makePerson();
    for (let tries = 0; tries < 8; tries += 1) await outcome(email, wrong);
    expect(await outcome(email, goodPassword)).toBe("throttled");
    await db()
      .update(signInAttempts)
      .set({ expire: new Date(Date.now() - 1) });
    expect(await outcome(email, goodPassword)).toBe("signed in");
  });

  test("attempts at once are counted one by one", async () => {
    const { email } = await makePerson();
    await Promise.all(Array.from({ length: 8 }, () => outcome(email, wrong)));
    expect(await outcome(email, goodPassword)).toBe("throttled");
  });
});
