import { expect, test } from "vitest";
import { entitlementStanding } from "@/lib/contract/entitlements";
import { licenseStanding, licensesAttentionKind } from "@/lib/contract/licenses";
import { voucherStanding } from "@/lib/contract/vouchers";
import { licensesLine } from "./licenses-words";

const standings: Record<string, readonly string[]> = {
  "/entitlements": entitlementStanding.options,
  "/activations": licenseStanding.options,
  "/vouchers": voucherStanding.options,
};

test.each(licensesAttentionKind.options)("%s leads to a list with a filter that it knows", (kind) => {
  const { pathname, searchParams } = new URL(
    licensesLine({ kind, count: 1 }).href,
    "https://console.invalid",
  );
  expect(standings[pathname]).toContain(searchParams.get("standing"));
});

test("one is one, and more are counted in groups of digits", () => {
  expect(licensesLine({ kind: "vouchers_expiring", count: 1 }).words).toBe(
    "1 voucher expires within 30 days",
  );
  expect(licensesLine({ kind: "entitlements_expiring", count: 1_200 }).words).toBe(
    "1,200 entitlements end within 90 days",
  );
});
