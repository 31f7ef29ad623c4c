"use client";

import { RawJson } from "@/components/patterns/raw-json";
import { exactTime } from "@/components/patterns/time/format-time";
import { Skeleton } from "@/components/ui/skeleton";
import { useShownEntitlement } from "./entitlement-context";

/** The vendor's own words, without the activation code. */
export function EntitlementRaw() {
  const { entitlement, asOf, failed } = useShownEntitlement();
  if (failed) return null;
  if (entitlement === undefined || asOf === undefined) return <Skeleton className="h-96 w-full" />;
  return (
    <RawJson
      label="Raw entitlement"
      value={entitlement.raw}
      note={`As Juniper answered on ${exactTime(asOf.toISOString(), true)}, without the activation code.`}
      defaultOpen
    />
  );
}
