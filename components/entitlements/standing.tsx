import { Status } from "@/components/ui/status";
import type { EntitlementStanding as Standing } from "@/lib/contract/entitlements";
import { standingLooks } from "./words";

/** What an entitlement is good for now. */
export function EntitlementStanding({
  standing,
  variant,
}: {
  standing: Standing;
  variant?: "plain" | "badge";
}) {
  const { kind, word } = standingLooks[standing];
  return (
    <Status kind={kind} variant={variant}>
      {word}
    </Status>
  );
}
