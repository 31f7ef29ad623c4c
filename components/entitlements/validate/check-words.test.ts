import { expect, test } from "vitest";
import type { EntitlementCheck } from "@/lib/contract/entitlements";
import { checkWords, refusalWords } from "./check-words";

type Checked = NonNullable<EntitlementCheck["entitlement"]>;

const entitlement: Checked = {
  entitlementId: "ENT-1",
  ssrn: "152115134567",
  activationCodeMasked: "••••7890",
  type: "SUBSCRIPTION",
  productSku: "S-MX",
  productDescription: "MX Series",
  customerId: "01",
  groupId: "GRP-77",
  accountId: null,
  quantity: { total: 10, activated: 3, available: 7 },
  startsAt: null,
  endsAt: "2027-03-14T09:00:00Z",
  status: "ACTIVE",
  activations: [],
  standing: "active",
};
const told = (valid: boolean, more: Partial<Checked> | null = {}) =>
  checkWords({ valid, entitlement: more && { ...entitlement, ...more }, warnings: [] });

test("what is valid says what is free and until when", () => {
  expect(told(true)).toEqual({
    kind: "ok",
    title: "Valid: 7 of 10 free, ends Sun, 14 March 2027, 09:00 UTC",
  });
  expect(told(true, { type: "PERPETUAL", endsAt: null }).title).toBe("Valid: 7 of 10 free, never ends");
  expect(told(true, { endsAt: null }).title).toBe("Valid: 7 of 10 free, when it ends, Juniper does not say");
  expect(told(true, null)).toEqual({
    kind: "ok",
    title: "Valid. Juniper does not say for which entitlement.",
  });
});

test("what is valid and gives nothing is marked", () => {
  const usedUp = told(true, {
    standing: "used_up",
    quantity: { total: 4, activated: 4, available: 0 },
    type: "PERPETUAL",
    endsAt: null,
  });
  expect(usedUp).toEqual({ kind: "attention", title: "Valid: 0 of 4 free, never ends. Used up now" });
});

test("what is not valid says why, by the vendor's own word first", () => {
  expect(told(false, { status: "EXPIRED", standing: "expired" })).toEqual({
    kind: "failed",
    title: "Not valid: Juniper says “EXPIRED”.",
  });
  expect(told(false, { status: null, standing: "not_started" }).title).toBe(
    "Not valid: by its dates and quantity it is not started.",
  );
  expect(told(false, { status: null, standing: "unclear" }).title).toBe(
    "Not valid: Juniper does not say why.",
  );
  expect(told(false, null).title).toBe("Not valid: Juniper names no entitlement for it.");
  const refused = { valid: false, entitlement: null, warnings: [{ code: "768", words: "SSRN is unknown" }] };
  expect(checkWords(refused).title).toBe("Not valid: Juniper says “SSRN is unknown”.");
});

test("only a refusal is an answer", () => {
  const refused = {
    title: "The vendor refused this",
    code: "vendor_refused",
    vendor: { name: "Juniper", text: "SIM-402 SSRN is unknown" },
  };
  expect(refusalWords(refused)?.title).toBe("Not valid: Juniper says “SIM-402 SSRN is unknown”");
  expect(refusalWords({ title: "The vendor does not answer", code: "vendor_unavailable" })).toBeUndefined();
});
