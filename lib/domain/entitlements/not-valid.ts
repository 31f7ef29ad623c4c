import type { EntitlementCheck } from "@/lib/contract/entitlements";

/** Why an entitlement is not valid, as far as its dates and quantities tell, where the vendor itself gives no reason. */
export function reasonOf(found: EntitlementCheck["entitlement"]): string {
  const silent = "Juniper says that it is not valid, and not why.";
  if (found === null) return silent;
  const { standing, startsAt, endsAt, status } = found;
  switch (standing) {
    case "expired":
      return endsAt === null ? "It has ended." : `It ended on ${endsAt.slice(0, 10)}.`;
    case "not_started":
      return startsAt === null ? "It has not started yet." : `It starts on ${startsAt.slice(0, 10)}.`;
    case "revoked":
      return "It was revoked.";
    case "used_up":
      return "All of it is activated.";
    case "exceeded":
      return "More of it is activated than was bought.";
    case "active":
    case "expiring":
    case "unclear":
      return status === null ? silent : `${silent} Its status there is ${status}.`;
  }
}
