import { describe, expect, test } from "vitest";
import type { Credential } from "@/lib/contract/juniper-access";
import { dueOf, standingOf, trialHeadline } from "./credential-words";
import { dueDates, reminderWords } from "./due-dates";
import { instantOf, issuedOn, today } from "./issued-on";
import { rotationForms } from "./rotation-forms";

const nowMs = Date.parse("2026-11-23T15:00:00Z");
const credential = (changes: Partial<Credential> = {}): Credential => ({
  credentialId: "crd_1",
  kind: "client_secret",
  state: "current",
  source: "console",
  issuedAt: "2026-01-10T00:00:00Z",
  addedAt: null,
  addedBy: null,
  provedAt: null,
  expiresAt: null,
  retiredAt: null,
  subject: null,
  fingerprintSha256: null,
  words: null,
  ...changes,
});

test.each([
  [{}, "ok", "In use"],
  [{ words: "It cannot be read." }, "attention", "In use"],
  [{ state: "candidate" }, "waiting", "Being tried"],
  [{ state: "candidate", words: "No answer came." }, "unknown", "Not known to work"],
  [{ state: "candidate", source: "environment", words: "It waits." }, "neutral", "In reserve"],
  [{ state: "previous" }, "waiting", "Kept for now"],
  [{ state: "retired", words: "Juniper refused it." }, "neutral", "Retired"],
] as const)("a credential %j stands as %s: %s", (changes, kind, word) => {
  expect(standingOf(credential(changes))).toEqual({ kind, word });
});

test.each([
  [null, null, "unknown"],
  ["2026-12-01T00:00:00Z", "2026-12-31T00:00:00Z", "fine"],
  ["2026-11-23T15:00:00Z", "2026-12-31T00:00:00Z", "due"],
  ["2026-10-01T00:00:00Z", "2026-11-23T15:00:00Z", "over"],
  [null, "2026-11-23T15:40:00Z", "fine"],
] as const)("with rotation due %s and an end %s it is %s", (rotationDueAt, expiresAt, due) => {
  expect(dueOf({ rotationDueAt, expiresAt }, nowMs)).toBe(due);
});

describe("the dates of the credentials in use", () => {
  test("are told in order, with what has come already", () => {
    const dates = { rotationDueAt: "2026-11-01T00:00:00Z", expiresAt: "2027-01-10T00:00:00Z" };
    expect(dueDates(credential(), dates, nowMs)).toEqual([
      { id: "issued", kind: "neutral", title: "Issued", at: "2026-01-10T00:00:00Z" },
      { id: "due", kind: "attention", title: "Time to rotate it", at: dates.rotationDueAt },
      { id: "ends", kind: "neutral", title: "Its year is over", at: dates.expiresAt },
    ]);
    expect(dueDates(credential(), dates, Date.parse(dates.expiresAt)).at(-1)?.kind).toBe("failed");
  });

  test("that nobody knows are left out, and words fit the kind", () => {
    const nothing = { rotationDueAt: null, expiresAt: null };
    expect(dueDates(credential({ issuedAt: null }), nothing, nowMs)).toEqual([]);
    const certificate = credential({ kind: "client_certificate", issuedAt: null });
    const dates = { rotationDueAt: "2027-01-01T00:00:00Z", expiresAt: "2027-03-01T00:00:00Z" };
    expect(dueDates(certificate, dates, nowMs).map(({ kind, title }) => [kind, title])).toEqual([
      ["waiting", "Time to replace it"],
      ["neutral", "It expires"],
    ]);
    expect(reminderWords.client_certificate).toContain("60 days");
  });
});

test.each([
  ["accepted", "client_secret", "ok", "Juniper accepts the new secret"],
  ["refused", "client_certificate", "failed", "Juniper does not accept this certificate"],
  ["unclear", "client_secret", "unknown", "It is not known whether Juniper accepts the new secret"],
] as const)("a trial that was %s is told for a %s", (outcome, kind, status, title) => {
  const trial = { outcome, words: "", credential: credential({ kind }) };
  expect(trialHeadline(trial)).toEqual({ kind: status, title });
});

describe("what is entered", () => {
  const secret = rotationForms.client_secret.schema;
  const certificate = rotationForms.client_certificate.schema;
  const pem = (label: string) => `-----BEGIN ${label}-----\nMIIB\n-----END ${label}-----`;

  test("of a secret is sent with the beginning of its day", () => {
    expect(secret.parse({ clientSecret: " abc~1 \n", issuedOn: "2026-11-20" })).toEqual({
      kind: "client_secret",
      clientSecret: "abc~1",
      issuedAt: "2026-11-20T00:00:00Z",
    });
  });

  test.each([
    ["nothing", { clientSecret: " " }],
    ["two words", { clientSecret: "abc def" }],
    ["no day", { issuedOn: "" }],
    ["a day that has not come", { issuedOn: today(Date.now() + 48 * 3_600_000) }],
  ])("of a secret is refused: %s", (_name, wrong) => {
    const entered = { clientSecret: "abc", issuedOn: "2026-11-20", ...wrong };
    expect(secret.safeParse(entered).success).toBe(false);
  });

  test("of a certificate has to be PEM, both of it", () => {
    const good = { certificatePem: `${pem("CERTIFICATE")}\n`, privateKeyPem: pem("EC PRIVATE KEY") };
    expect(certificate.parse(good)).toEqual({
      kind: "client_certificate",
      certificatePem: pem("CERTIFICATE"),
      privateKeyPem: pem("EC PRIVATE KEY"),
    });
    expect(certificate.safeParse({ ...good, certificatePem: "MIIB" }).success).toBe(false);
    expect(certificate.safeParse({ ...good, privateKeyPem: pem("CERTIFICATE") }).success).toBe(false);
  });

  test("as a day is a day of UTC", () => {
    expect(today(Date.parse("2026-11-23T23:59:00Z"))).toBe("2026-11-23");
    expect(instantOf("2026-11-23")).toBe("2026-11-23T00:00:00Z");
    expect(issuedOn.safeParse(today()).success).toBe(true);
  });
});
