import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hasValidCheckDigit, imei, instant, rotPublicUid, tagName } from "./identifiers";

const hex = fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 16, maxLength: 16 });

describe("a RoT UID", () => {
  test("is any 16 hexadecimal digits, leading zeros and all, told in lower case", () => {
    fc.assert(
      fc.property(hex, (uid) => {
        expect(rotPublicUid.parse(` ${uid.toUpperCase()}\n`)).toBe(uid);
      }),
    );
    expect(rotPublicUid.parse("0000000000000000")).toBe("0000000000000000");
  });

  test("is never a number, and nothing shorter, longer or else", () => {
    const wrong = [
      "",
      "2000089280087",
      `0${"0".repeat(16)}`,
      "000200008928008g",
      "0x02000089280087",
      "00020000 89280087",
    ];
    for (const value of [...wrong, 2000089280087, null])
      expect(rotPublicUid.safeParse(value).success).toBe(false);
  });
});

describe("an IMEI", () => {
  const body = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 14, maxLength: 14 });
  const complete = (digits: string) =>
    [..."0123456789"].map((digit) => digits + digit).find(hasValidCheckDigit) ?? "";

  test("has one check digit that fits, of ten", () => {
    // The example of 3GPP TS 23.003 annex B, and the one every phone shop knows.
    for (const known of ["490154203237518", "352099001761481"]) expect(imei.parse(known)).toBe(known);
    fc.assert(
      fc.property(body, (digits) => {
        expect([..."0123456789"].filter((digit) => imei.safeParse(digits + digit).success)).toHaveLength(1);
      }),
    );
  });

  test("with one digit mistyped is found", () => {
    fc.assert(
      fc.property(body, fc.integer({ min: 0, max: 14 }), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
        const right = complete(digits);
        const wrong = [...right]
          .map((digit, index) => (index === at ? (Number(digit) + by) % 10 : digit))
          .join("");
        expect(imei.safeParse(right).success).toBe(true);
        expect(imei.safeParse(wrong).success).toBe(false);
      }),
    );
  });

  test("has 15 digits and nothing else", () => {
    for (const wrong of [
      "49015420323751",
      "4901542032375180",
      "49015420323751A",
      "49-015420-323751-8",
      "４９０１５４２０３２３７５１８",
    ]) {
      expect(imei.safeParse(wrong).success).toBe(false);
    }
  });
});

describe("a tag's name", () => {
  test.each([...'^`~<>"{}|,\\'])("cannot contain %s", (symbol) => {
    for (const name of [symbol, `down${symbol}town`]) expect(tagName.safeParse(name).success).toBe(false);
  });

  test.each(["downtown", "Down Town", "größe-1", "日本", "a/b?c#d%20", "..x", "x".repeat(255), "🦀"])(
    "can be %s",
    (name) => {
      expect(tagName.parse(name)).toBe(name);
    },
  );

  test.each(["", "   ", "x".repeat(256), "two\nlines", "bell\u0007", ".", ".."])("cannot be %j", (name) => {
    expect(tagName.safeParse(name).success).toBe(false);
  });

  test("is told without the space around it", () => {
    expect(tagName.parse("  downtown ")).toBe("downtown");
  });
});

test("a point in time names its zone", () => {
  for (const right of ["2026-03-01T10:00:00Z", "2026-03-01T10:00:00.123Z", "2026-03-01T10:00:00+02:00"]) {
    expect(instant.safeParse(right).success).toBe(true);
  }
  for (const wrong of [
    "2026-03-01",
    "2026-03-01T10:00:00",
    "2026-02-30T10:00:00Z",
    "yesterday",
    1_772_359_200_000,
  ]) {
    expect(instant.safeParse(wrong).success).toBe(false);
  }
});
