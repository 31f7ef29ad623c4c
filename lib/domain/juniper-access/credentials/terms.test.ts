import { describe, expect, test } from "vitest";
import { daysUntil, remindersOf, termOf } from "./terms";
import { termWords } from "./words";

const born = new Date("2026-01-01T00:00:00Z");
const secret = { kind: "client_secret", source: "console", issuedAt: born, addedAt: born, expiresAt: null };
const certificate = {
  ...secret,
  kind: "client_certificate",
  source: "environment",
  expiresAt: new Date("2026-12-31T00:00:00Z"),
};
const iso = (dates: readonly Date[]) => dates.map((date) => date.toISOString().slice(0, 10));

describe("the term", () => {
  test("of a secret is a year, due after 335 days", () => {
    const term = termOf(secret);
    expect(term && iso([term.dueAt, term.endsAt])).toEqual(["2026-12-02", "2027-01-01"]);
  });

  test("of a secret without a date begins at the latest when it was set here", () => {
    expect(termOf({ ...secret, issuedAt: null })).toEqual(termOf(secret));
    expect(termOf({ ...secret, issuedAt: null, source: "environment" })).toBeUndefined();
  });

  test("of a certificate is its own, due 60 days before", () => {
    const term = termOf(certificate);
    expect(term && iso([term.dueAt, term.endsAt])).toEqual(["2026-11-01", "2026-12-31"]);
    expect(termOf({ ...certificate, expiresAt: null })).toBeUndefined();
  });
});

test.each([
  ["client_secret", secret, ["2026-12-02", "2026-12-18", "2026-12-29", "2027-01-01"]],
  ["client_certificate", certificate, ["2026-11-01", "2026-12-01", "2026-12-24", "2026-12-31"]],
])("a %s is reminded of four times", (kind, aged, days) => {
  const term = termOf(aged);
  expect(term && iso(remindersOf(kind, term).map(({ at }) => at))).toEqual(days);
});

test.each([
  ["2026-12-01T23:59:59Z", undefined],
  ["2026-12-02T00:00:00Z", /is over on Jan 1, 2027: 30 days are left\. Juniper mails/],
  ["2026-12-30T12:00:00Z", /: 1 day is left\./],
  ["2026-12-31T12:00:00Z", /: less than a day is left\./],
  ["2027-01-01T00:00:00Z", /was over on Jan 1, 2027; Juniper may refuse it/],
])("on %s it is said so", (now, words) => {
  const term = termOf(secret);
  const said = term && termWords("client_secret", term, new Date(now));
  if (words === undefined) expect(said).toBeUndefined();
  else expect(said?.words).toMatch(words);
});

test("a certificate's words name its end", () => {
  const term = termOf(certificate);
  const on = (now: string) => term && termWords("client_certificate", term, new Date(now));
  expect(on("2026-11-01T00:00:00Z")).toMatchObject({
    isOver: false,
    words: expect.stringMatching(/expires on Dec 31, 2026: 60 days/),
  });
  expect(on("2027-02-01T00:00:00Z")).toMatchObject({
    isOver: true,
    words: expect.stringMatching(/expired on Dec 31, 2026/),
  });
});

test("days are whole, and never below none", () => {
  expect(daysUntil(born, new Date("2025-12-30T12:00:00Z"))).toBe(1);
  expect(daysUntil(born, new Date("2026-06-01T00:00:00Z"))).toBe(0);
});
