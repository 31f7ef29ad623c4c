import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchPublished } from "./published-pattern";

describe("the vendor's own patterns", () => {
  test.each([
    ["^(0|[1-9][0-9]{0,63})$", "0", "matches"],
    ["^(0|[1-9][0-9]{0,63})$", "9".repeat(64), "matches"],
    ["^(0|[1-9][0-9]{0,63})$", "9".repeat(65), "differs"],
    ["^(0|[1-9][0-9]{0,63})$", "007", "differs"],
    ["^[1-9][0-9]*$", "10", "matches"],
    ["^[1-9][0-9]*$", "0", "differs"],
    ["^(1|2|3){1}$", "3", "matches"],
    ["^(1|2|3){1}$", "12", "differs"],
    ["^(.*)$", "p@ss wörd", "matches"],
    ["^(.*)$", "two\nlines", "differs"],
    ["^([^@\\s]+@[^@\\s]+\\.[a-z]{2,})?$", "ops@example.com", "matches"],
    ["^([^@\\s]+@[^@\\s]+\\.[a-z]{2,})?$", "ops@example", "differs"],
  ])("%s on %s: %s", (pattern, value, verdict) => {
    expect(matchPublished(pattern, value)).toBe(verdict);
  });
});

test("a pattern without anchors is held against the whole value", () => {
  expect(matchPublished("[0-9]+", "12")).toBe("matches");
  expect(matchPublished("[0-9]+", "12a")).toBe("differs");
  expect(matchPublished("^[0-9]+$", "12\n")).toBe("differs");
});

describe("what cannot be checked is said to be unchecked, not guessed", () => {
  test.each([
    ["look-ahead", "^(?=.*[A-Z]).{10,64}$"],
    ["look-behind", "(?<=a)b"],
    ["back reference", "(a)\\1"],
    ["possessive repetition", "a++"],
    ["atomic group", "(?>a)"],
    ["Java's names of classes", "\\p{Alpha}+"],
    ["class intersection", "[a-z&&[^b]]+"],
    ["class in a class", "[a[bc]]"],
    ["POSIX name, which Java reads as letters", "[[:alpha:]]"],
    ["quotation", "\\Qa.b\\E"],
    ["vertical white space", "\\v"],
    ["the flag U", "(?U)\\w+"],
    ["not a pattern at all", "("],
    ["100 kB of pattern", "a".repeat(100_000)],
    ["a repetition of more than 1,000", "a{2000}"],
  ])("%s", (_name, pattern) => {
    expect(matchPublished(pattern, "a")).toBe("unchecked");
  });

  test("a bracket or an ampersand that is escaped is an ordinary character", () => {
    expect(matchPublished("[\\[\\]&]+", "[&]")).toBe("matches");
    expect(matchPublished("\\[a&&b\\]", "[a&&b]")).toBe("matches");
  });
});

describe("hostile patterns and values pause nothing for more than 50 ms", () => {
  test.each([
    ["^(a+)+$", `${"a".repeat(1_000_000)}b`],
    ["(x+x+)+y", "x".repeat(1_000_000)],
    ["(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)[^a]", "a".repeat(10_000)],
    ["(a|b)*a(a|b){900}", "ab".repeat(5_000)],
    ["((a?){30}){30}", "a".repeat(10_000)],
    ["(a?){1000}a{1000}", "a".repeat(1_000)],
    [`(${"a".repeat(280)}){1000}`, "a"],
    ["a{1000}".repeat(100), "a"],
    [`(${"(a|b){1000}|".repeat(50)}c)`, "ab".repeat(500)],
    ["(".repeat(1_000), "a"],
    ["[".repeat(1_000), "a"],
    ["\\p{".repeat(300), "a"],
    ["(((((a{10}){10}){10}b){10}){10}){10}", "a".repeat(10_000)],
  ])("%s", (pattern, value) => {
    matchPublished("warm{2}", "warmm");
    // Processor time, not the clock's: it does not grow with what else the machine is doing.
    const before = process.threadCpuUsage();
    matchPublished(pattern, value);
    const { user, system } = process.threadCpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(50);
  });
});

test("agrees with JavaScript's own engine on patterns both understand", () => {
  const atom = fc.constantFrom(
    "a",
    "b",
    "[ab]",
    "[^a]",
    "\\d",
    ".",
    "(a|b)",
    "(ab)?",
    "a{2,3}",
    "b*",
    "(a|1)+",
  );
  fc.assert(
    fc.property(
      fc.array(atom, { minLength: 1, maxLength: 6 }),
      fc.string({ unit: fc.constantFrom("a", "b", "1"), maxLength: 12 }),
      (atoms, value) => {
        const pattern = atoms.join("");
        const expected = new RegExp(`^(?:${pattern})$`).test(value) ? "matches" : "differs";
        expect(matchPublished(pattern, value)).toBe(expected);
      },
    ),
  );
});
