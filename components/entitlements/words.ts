import type { StatusKind } from "@/components/ui/status-icon";
import type { Entitlement, EntitlementStanding } from "@/lib/contract/entitlements";

export const standingLooks: Readonly<Record<EntitlementStanding, { kind: StatusKind; word: string }>> = {
  active: { kind: "ok", word: "Active" },
  expiring: { kind: "attention", word: "Expiring" },
  used_up: { kind: "neutral", word: "Used up" },
  exceeded: { kind: "failed", word: "Exceeded" },
  not_started: { kind: "neutral", word: "Not started" },
  expired: { kind: "failed", word: "Expired" },
  revoked: { kind: "failed", word: "Revoked" },
  unclear: { kind: "unknown", word: "Unclear" },
};

const typeWords: Readonly<Record<string, string>> = {
  SUBSCRIPTION: "Subscription",
  PERPETUAL: "Perpetual",
  VOUCHER: "Voucher",
};

/** A type in our words; one that the document does not name stays as Juniper writes it. */
export const typeWord = (type: string): string => typeWords[type] ?? type;

/** What it is called, by what is known of it. */
export function nameOf({
  productDescription,
  productSku,
  ssrn,
  entitlementId,
}: Pick<Entitlement, "productDescription" | "productSku" | "ssrn" | "entitlementId">): string {
  return productDescription ?? productSku ?? ssrn ?? entitlementId;
}

/** What stands where an end would: a perpetual one has none, of another nobody knows it. */
export const noEnd = (type: string | null): string => (type === "PERPETUAL" ? "never" : "not said");

export const number = (count: number): string => count.toLocaleString("en-US");

type Quantity = Entitlement["quantity"];

/** How many are free, as far as the vendor says it; null where it does not. */
export function freeOf({ total, activated, available }: Quantity): number | null {
  if (available !== null) return available;
  return total === null || activated === null ? null : Math.max(0, total - activated);
}

/** "3 of 10", with what is missing said. */
export function usedWords({ total, activated }: Quantity): string {
  if (activated === null && total === null) return "not said";
  if (activated === null) return `not said, of ${number(total ?? 0)}`;
  return total === null ? `${number(activated)}, total not said` : `${number(activated)} of ${number(total)}`;
}

/** "7 of 10 free" */
export function freeWords(quantity: Quantity): string {
  const free = freeOf(quantity);
  if (free === null) return "how many are free, Juniper does not say";
  return quantity.total === null
    ? `${number(free)} free`
    : `${number(free)} of ${number(quantity.total)} free`;
}

/** Devices take licenses of it; a voucher entitlement gives vouchers instead. */
export const givesLicenses = ({ type }: Pick<Entitlement, "type">): boolean => type !== "VOUCHER";
export const givesVouchers = ({ type }: Pick<Entitlement, "type">): boolean =>
  type === "VOUCHER" || type === null;
