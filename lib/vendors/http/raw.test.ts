import { expect, test } from "vitest";
import { rawOf } from "./raw";

test("keeps the vendor's words and drops its secrets", () => {
  const answered = {
    ROTPublicUID: "0002000089280087",
    Odd: [1, { AuthorizationToken: "Bearer abc", At: null }],
  };
  expect(rawOf(answered)).toEqual({
    ROTPublicUID: "0002000089280087",
    Odd: [1, { AuthorizationToken: "[redacted]", At: null }],
  });
  expect(answered.Odd[1]).toMatchObject({ AuthorizationToken: "Bearer abc" });
});

test("keeps numbers whose names only sound secret, but no key in whatever form", () => {
  expect(
    rawOf({ SymmetricKey: 3, Key: { "2020-02-01": 2, d: "abc" }, EncryptionKey: [12, 255], KIV: ["abc"] }),
  ).toEqual({
    SymmetricKey: 3,
    Key: { "2020-02-01": 2, d: "[redacted]" },
    EncryptionKey: "[redacted]",
    KIV: "[redacted]",
  });
});

test("ends where nesting would not", () => {
  const deep: unknown = JSON.parse(`${'{"a":['.repeat(100_000)}1${"]}".repeat(100_000)}`);
  const text = JSON.stringify(rawOf(deep));
  expect(text).toContain("[too deep]");
  expect(text.length).toBeLessThan(300);
});

test("drops what a vendor's room says is secret too, by name and wherever its text stands", () => {
  const answered = { activationCode: "A1B2C3D4", file: { name: "a.lic", size: 3 }, said: "A1B2C3D4 is used" };
  const isSecret = (name: string) => ["activationCode", "file"].includes(name);
  expect(rawOf(answered, { isSecret, values: ["A1B2C3D4"] })).toEqual({
    activationCode: "[redacted]",
    file: { name: "[redacted]", size: 3 },
    said: "[redacted] is used",
  });
});
