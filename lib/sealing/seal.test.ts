import { describe, expect, test } from "vitest";
import { keyedDigest, SealBroken, seal, unseal } from "./seal";

const place = "licenses.key/lic_1";

describe("a seal", () => {
  test("opens at its own place, and every sealing looks different", async () => {
    const secret = "JUNOS204558 aeaqea qmijhd ✓";
    const [one, other] = [await seal(secret, place), await seal(secret, place)];
    expect(one).not.toBe(other);
    expect(one).not.toContain("JUNOS");
    expect(await unseal(one, place)).toBe(secret);
    expect(await unseal(other, place)).toBe(secret);
  });

  test("does not open at another place", async () => {
    await expect(unseal(await seal("secret", place), "licenses.key/lic_2")).rejects.toThrow(SealBroken);
  });

  test("does not open when a character of it was changed", async () => {
    const sealed = await seal("secret", place);
    const parts = sealed.split(".");
    for (const index of [0, 2, 3, 4]) {
      const changed = parts.with(
        index,
        `${parts[index]?.startsWith("A") ? "B" : "A"}${parts[index]?.slice(1)}`,
      );
      await expect(unseal(changed.join("."), place)).rejects.toThrow();
    }
  });

  test.each(["", "no seal", "a.b.c.d.e"])("is not what is no seal at all: %j", async (text) => {
    await expect(unseal(text, place)).rejects.toThrow(SealBroken);
  });
});

test("a keyed digest is the same for the same secret and purpose only", () => {
  expect(keyedDigest("one", "a")).toBe(keyedDigest("one", "a"));
  expect(keyedDigest("one", "a")).not.toBe(keyedDigest("one", "b"));
  expect(keyedDigest("one", "a")).not.toBe(keyedDigest("two", "a"));
});
