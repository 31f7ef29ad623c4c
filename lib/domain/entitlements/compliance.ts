import type { EntitlementStanding } from "@/lib/contract/entitlements";
import { expiringWithinDays, type GroupCompliance, productNotSaid } from "@/lib/contract/licenses";
import type { KnownEntitlement, KnownGroup } from "./group";
import { readingOf } from "./list";
import { endsWithin, freeOf, standingOf } from "./standing";

/** Sums in units of quantity. */
interface Sums {
  owned: number;
  activated: number;
  free: number;
  expiring: number;
  exceeded: number;
  lapsed: number;
}

const nothing: Sums = { owned: 0, activated: 0, free: 0, expiring: 0, exceeded: 0, lapsed: 0 };

/** Whether what is activated of an entitlement in this standing may be used now; undefined where that is not known. */
function isInForce(standing: EntitlementStanding): boolean | undefined {
  if (standing === "unclear") return undefined;
  return standing !== "expired" && standing !== "revoked" && standing !== "not_started";
}

/**
 * What one entitlement adds to the sums; undefined where the vendor says too little. Owned is what may be used now. What is
 * activated beyond it counts as exceeded, and what is activated of an entitlement that has ended or was revoked as lapsed.
 * Vouchers are handed out once and need no entitlement afterwards, so none of theirs lapses.
 */
export function sumsOf(entitlement: KnownEntitlement, now: Date): Sums | undefined {
  const standing = standingOf(entitlement, now);
  const { total, activated } = bothQuantities(entitlement);
  const inForce = isInForce(standing);
  if (inForce === undefined || activated === null) return undefined;
  if (inForce) {
    if (total === null) return undefined;
    return {
      owned: total,
      activated,
      free: freeOf({ total, activated, available: entitlement.quantity.available }) ?? 0,
      expiring: endsWithin(expiringWithinDays, entitlement, now) ? total : 0,
      exceeded: Math.max(0, activated - total),
      lapsed: 0,
    };
  }
  if (standing === "not_started") return { ...nothing, activated, exceeded: activated };
  return entitlement.type === "VOUCHER" ? nothing : { ...nothing, activated, lapsed: activated };
}

/** Of three numbers the vendor may leave out one; a number below 0 says nothing. */
function bothQuantities({ quantity }: KnownEntitlement): { total: number | null; activated: number | null } {
  const [total, activated, available] = [quantity.total, quantity.activated, quantity.available].map(
    (number) => (number !== null && number < 0 ? null : number),
  );
  return {
    total: total ?? (activated != null && available != null ? activated + available : null),
    activated: activated ?? (total != null && available != null ? Math.max(0, total - available) : null),
  };
}

const sumOf = (all: readonly Sums[]): Sums =>
  all.reduce(
    (sum, one) => ({
      owned: sum.owned + one.owned,
      activated: sum.activated + one.activated,
      free: sum.free + one.free,
      expiring: sum.expiring + one.expiring,
      exceeded: sum.exceeded + one.exceeded,
      lapsed: sum.lapsed + one.lapsed,
    }),
    nothing,
  );

const judged = (sums: Sums) => ({ ...sums, compliant: sums.exceeded === 0 && sums.lapsed === 0 });

/** What a group owns and what is activated of it, in all and by product; products that are out come first. Calls nobody. */
export function groupComplianceOf(group: KnownGroup, now: Date): GroupCompliance {
  const summed = group.entitlements.map((entitlement) => ({ entitlement, sums: sumsOf(entitlement, now) }));
  const clear = (some: typeof summed) => some.flatMap(({ sums }) => sums ?? []);
  const byProduct = Map.groupBy(summed, ({ entitlement }) => entitlement.productSku ?? productNotSaid);
  const products = [...byProduct].map(([productSku, some]) => ({
    ...judged(sumOf(clear(some))),
    productSku,
    productDescription:
      some.find(({ entitlement }) => entitlement.productDescription !== null)?.entitlement
        .productDescription ?? null,
    entitlementCount: some.length,
  }));
  return {
    ...judged(sumOf(clear(summed))),
    customerId: group.customerId,
    groupId: group.groupId,
    products: products.sort(
      (one, other) =>
        Number(one.compliant) - Number(other.compliant) ||
        one.productSku.localeCompare(other.productSku, "en"),
    ),
    unclearCount: summed.filter(({ sums }) => sums === undefined).length,
    group: readingOf(group),
  };
}
