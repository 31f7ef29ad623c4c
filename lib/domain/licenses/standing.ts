import { expiringWithinDays, type LicenseStanding, type LicenseState } from "@/lib/contract/licenses";
import { endMsOf, endsWithin } from "../entitlements/standing";

/**
 * What is to be seen of a license at a moment: its state, and of an active one whether it ends soon or has ended. One
 * without an end stays active; an end that cannot be read says nothing.
 */
export function licenseStandingOf(
  { state, endsAt }: { state: LicenseState; endsAt: string | null },
  now: Date,
): LicenseStanding {
  if (state !== "active" || endsAt === null) return state;
  if (endMsOf(endsAt) <= now.getTime()) return "expired";
  return endsWithin(expiringWithinDays, { endsAt }, now) ? "expiring" : "active";
}
