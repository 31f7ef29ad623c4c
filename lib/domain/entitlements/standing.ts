import type { Entitlement, EntitlementStanding } from "@/lib/contract/entitlements";
import { expiringWithinDays } from "@/lib/contract/licenses";

const dayMs = 24 * 3_600_000;

/** What the standing is made of. */
type Judged = Pick<Entitlement, "startsAt" | "endsAt" | "quantity" | "status">;

/** The vendor's words are not listed anywhere; these are understood in any spelling. */
const words = {
  revoked: /revoked|cancell?ed|terminated/i,
  ended: /expired|ended/i,
  notStarted: /not.?started/i,
  exceeded: /exceeded/i,
  usedUp: /exhausted|used.?up/i,
  atRest: /inactive|not.?active|invalid|suspended|hold|blocked|pending/i,
  good: /active|valid|available/i,
};

/**
 * When an end that the vendor names is over, in epoch milliseconds. Juniper writes days, which come here as their first
 * moment: what ends on a day is good until the day is over.
 */
export function endMsOf(endsAt: string): number {
  const atMs = Date.parse(endsAt);
  return atMs % dayMs === 0 ? atMs + dayMs : atMs;
}

/** Whether it ends within so many days from now; what has ended does not. */
export function endsWithin(days: number, { endsAt }: { endsAt: string | null }, now: Date): boolean {
  if (endsAt === null) return false;
  const leftMs = endMsOf(endsAt) - now.getTime();
  return leftMs > 0 && leftMs <= days * dayMs;
}

/** How much of it is free, never below 0; null where the vendor does not say. */
export function freeOf({ total, activated, available }: Entitlement["quantity"]): number | null {
  if (available !== null) return Math.max(0, available);
  return total === null || activated === null ? null : Math.max(0, total - activated);
}

/**
 * What an entitlement is good for now. Dates and quantities decide by our clock; the vendor's word decides where it
 * says what they cannot. Of several that are true the first in this order: revoked, expired, not started, exceeded,
 * expiring, used up.
 */
export function standingOf(entitlement: Judged, now: Date): EntitlementStanding {
  const { startsAt, endsAt, quantity } = entitlement;
  const status = entitlement.status ?? "";
  if (words.revoked.test(status)) return "revoked";
  if (endsAt === null ? words.ended.test(status) : endMsOf(endsAt) <= now.getTime()) return "expired";
  if (startsAt === null ? words.notStarted.test(status) : Date.parse(startsAt) > now.getTime()) {
    return "not_started";
  }
  if (isExceeded(quantity) || words.exceeded.test(status)) return "exceeded";
  if (endsWithin(expiringWithinDays, entitlement, now)) return "expiring";
  const free = freeOf(quantity);
  if (free === null ? words.usedUp.test(status) : free === 0) return "used_up";
  if (words.atRest.test(status)) return "unclear";
  return endsAt !== null || free !== null || words.good.test(status) ? "active" : "unclear";
}

function isExceeded({ total, activated }: Entitlement["quantity"]): boolean {
  return total !== null && activated !== null && activated > total;
}
