import { describe, expect, test } from "vitest";
import { hashPassword, passwordMatches } from "./password";

const password = "correct horse battery staple";

describe("a hash", () => {
  test("is argon2id with OWASP's parameters, its own salt, and no trace of the password", async () => {
    const [first, second] = await Promise.all([hashPassword(password), hashPassword(password)]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(first).not.toBe(second);
    expect(first).not.toContain("horse");
  });

  test("is matched by its password and by nothing else", async () => {
    const hash = await hashPassword(password);
    expect(await passwordMatches(password, hash)).toBe(true);
    for (const wrong of ["", `${password} `, password.toUpperCase(), password.slice(0, -1), hash]) {
      expect(await passwordMatches(wrong, hash)).toBe(false);
    }
  });

  test("is matched however the keyboard composes its characters", async () => {
    const composed = "caf\u00e9 au lait s\u2019il";
    const decomposed = "cafe\u0301 au lait s\u2019il";
    expect(await passwordMatches(decomposed, await hashPassword(composed))).toBe(true);
  });

  test("that is broken matches nothing", async () => {
    for (const broken of [
      "",
      "$",
      "$argon2id$v=19$m=19456,t=2,p=1$$",
      "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$AAAA",
    ]) {
      await expect(passwordMatches(password, broken).catch(() => false)).resolves.toBe(false);
    }
  });
});

test("without a hash nothing matches, and it takes as long", async () => {
  const hash = await hashPassword(password);
  const time = async (against: string | null) => {
    const startedAt = performance.now();
    expect(await passwordMatches("not the password", against)).toBe(false);
    return performance.now() - startedAt;
  };
  const known: number[] = [];
  const unknown: number[] = [];
  for (let round = 0; round < 15; round += 1) {
    known.push(await time(hash));
    unknown.push(await time(null));
  }
  const median = (times: number[]) => times.toSorted((left, right) => left - right)[7] ?? 0;
  // The work is the same by construction; a path that skipped it would take a hundredth.
  expect(median(unknown) / median(known)).toBeGreaterThan(0.2);
  expect(median(unknown) / median(known)).toBeLessThan(5);
});
