import { expect, test } from "vitest";
import { lifeOf } from "./life";

const issued = {
  standing: "issued",
  askedAt: "2026-01-01T00:00:00.000Z",
  issuedAt: "2026-01-01T00:00:01.000Z",
  issuedBy: "ada@example.com",
  expiresAt: "2027-01-01T00:00:00.000Z",
  revokeAskedAt: null,
  revokedAt: null,
  revokeReason: null,
  settledReason: null,
  handedOut: [{ at: "2026-02-01T00:00:00.000Z", by: "bob@example.com", auditId: "aud_1" }],
} as const;
type Lived = Parameters<typeof lifeOf>[0];
const told = (changes: Partial<Lived>) =>
  lifeOf({ ...issued, handedOut: [...issued.handedOut], ...changes }).map(({ id, kind, detail }) => [
    id,
    kind,
    detail,
  ]);

test("what happened stands newest first, with the end on top", () => {
  expect(told({})).toEqual([
    ["end", "neutral", null],
    ["aud_1", "neutral", "bob@example.com"],
    ["issued", "ok", "ada@example.com"],
  ]);
  expect(told({ standing: "expired", expiresAt: "2026-01-15T00:00:00.000Z" })[1]).toEqual([
    "end",
    "failed",
    null,
  ]);
});

test.each<[string, Partial<Lived>, unknown[]]>([
  ["on its way", { standing: "issuing", issuedAt: null }, ["asked", "waiting", "ada@example.com"]],
  ["in doubt", { standing: "issue_in_doubt", issuedAt: null }, ["lost", "unknown", "ada@example.com"]],
  [
    "settled as not issued",
    { standing: "not_issued", issuedAt: null, settledReason: "not in the portal" },
    ["failed", "failed", "Settled: not in the portal"],
  ],
  ["settled as issued", { settledReason: "in the portal" }, ["issued", "ok", "Settled: in the portal"]],
])("one that is %s", (_what, changes, first) => {
  expect(told({ handedOut: [], ...changes }).at(-1)).toEqual(first);
});

test.each<[string, Partial<Lived>, unknown[]]>([
  ["under way", { standing: "revoking" }, ["revoking", "waiting", "sold"]],
  ["in doubt", { standing: "revoke_in_doubt" }, ["revoking", "unknown", "sold"]],
  [
    "settled",
    { standing: "revoked", revokedAt: "2026-03-01T00:00:00.000Z", settledReason: "seen" },
    ["revoked", "neutral", "sold · Settled: seen"],
  ],
])("a revocation that is %s", (_what, changes, second) => {
  const asked = { revokeAskedAt: "2026-03-01T00:00:00.000Z", revokeReason: "sold", ...changes };
  expect(told(asked)[1]).toEqual(second);
});

test("what was never issued has no end", () => {
  expect(told({ standing: "not_issued", issuedAt: null, handedOut: [] }).map(([id]) => id)).toEqual([
    "failed",
  ]);
});
