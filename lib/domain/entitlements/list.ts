import type { z } from "zod";
import type {
  Entitlement,
  EntitlementFilters,
  EntitlementInList,
  EntitlementStanding,
  entitlementSorts,
  entitlements,
  groupReading,
} from "@/lib/contract/entitlements";
import type { KnownEntitlement, KnownGroup } from "./group";
import { endMsOf, endsWithin, freeOf, standingOf } from "./standing";

type ListQuery = z.output<typeof entitlements.list.query>;
type Sort = (typeof entitlementSorts)[number];

/** What needs looking at first. */
const gravity: Record<EntitlementStanding, number> = {
  exceeded: 0,
  expired: 1,
  expiring: 2,
  used_up: 3,
  unclear: 4,
  not_started: 5,
  active: 6,
  revoked: 7,
};

/** What a list or a sum was made of. */
export function readingOf({
  customerId,
  groupId,
  complete,
  warnings,
}: KnownGroup): z.input<typeof groupReading> {
  return { customerId, groupId, complete, warnings };
}

/** The entitlements of a group that the filters find, in the vendor's order. Which group it is has been decided before. */
export function matching(
  { entitlements: all }: Pick<KnownGroup, "entitlements">,
  filters: EntitlementFilters,
  now: Date,
): KnownEntitlement[] {
  const { type, standing, accountId, endsWithinDays, freeAtLeast } = filters;
  const search = filters.search?.toLowerCase();
  return all.filter(
    (one) =>
      (type === undefined || one.type === type) &&
      (standing === undefined || standingOf(one, now) === standing) &&
      (accountId === undefined || one.accountId === accountId) &&
      (endsWithinDays === undefined || endsWithin(endsWithinDays, one, now)) &&
      (freeAtLeast === undefined || (freeOf(one.quantity) ?? 0) >= freeAtLeast) &&
      (search === undefined || searched(one).includes(search)),
  );
}

/** The activation code is not among it, not even its end. */
function searched({ entitlementId, ssrn, productSku, productDescription }: Entitlement): string {
  return [entitlementId, ssrn, productSku, productDescription].join("\n").toLowerCase();
}

/** One page of a group's entitlements. Calls nobody. */
export function listOf(
  group: KnownGroup,
  { page, size, sort, direction, ...filters }: ListQuery,
  now: Date,
): z.input<typeof entitlements.list.response> {
  const found = sorted(matching(group, filters, now), sort, direction, now);
  return {
    items: found.slice((page - 1) * size, page * size).map((one) => inList(one, now)),
    page: { number: page, size, total: found.length },
    group: readingOf(group),
    types: valuesOf(group, ({ type }) => type),
    accountIds: valuesOf(group, ({ accountId }) => accountId),
  };
}

function inList(known: KnownEntitlement, now: Date): EntitlementInList {
  const { sealedCode: _code, raw: _raw, activations: _activations, ...shown } = known;
  return { ...shown, standing: standingOf(known, now) };
}

const inOrder = new Intl.Collator("en", { numeric: true });

/** What is not said comes last in either direction; what is equal is in the order of its ids. */
function sorted(
  all: readonly KnownEntitlement[],
  sort: Sort,
  direction: "asc" | "desc",
  now: Date,
): KnownEntitlement[] {
  const sign = direction === "asc" ? 1 : -1;
  return all
    .map((one) => ({ one, value: sortValue(one, sort, now) }))
    .sort((first, second) => {
      const ids = inOrder.compare(first.one.entitlementId, second.one.entitlementId);
      if (first.value === null || second.value === null) {
        return Number(first.value === null) - Number(second.value === null) || ids;
      }
      return sign * compare(first.value, second.value) || ids;
    })
    .map(({ one }) => one);
}

function compare(one: string | number, other: string | number): number {
  return typeof one === "number" && typeof other === "number"
    ? one - other
    : inOrder.compare(String(one), String(other));
}

function sortValue(one: KnownEntitlement, sort: Sort, now: Date): string | number | null {
  switch (sort) {
    case "product":
      return one.productSku ?? one.productDescription;
    case "type":
      return one.type;
    case "used":
      return shareUsed(one.quantity);
    case "endsAt":
      return one.endsAt === null ? null : endMsOf(one.endsAt);
    case "standing":
      return gravity[standingOf(one, now)];
  }
}

/** 1 where all of it is taken; above where more is. */
function shareUsed({ total, activated }: Entitlement["quantity"]): number | null {
  if (total === null || activated === null) return null;
  return activated / Math.max(total, Number.MIN_VALUE) || 0;
}

function valuesOf(group: KnownGroup, of: (one: Entitlement) => string | null): string[] {
  const values = new Set(group.entitlements.map(of).filter((value) => value !== null));
  return [...values].sort(inOrder.compare);
}
