"use client";

import { RawJson } from "@/components/patterns/raw-json";
import { Section } from "@/components/patterns/section";
import { exactTime } from "@/components/patterns/time/format-time";
import { Skeleton } from "@/components/ui/skeleton";
import { useShownLicense } from "./license-context";

/** What the vendor's listing says of it, without secrets. */
export function LicenseRaw() {
  const { license, asOf, failed } = useShownLicense();
  if (failed) return null;
  if (license === undefined || asOf === undefined) return <Skeleton className="h-64 w-full" />;
  if (license.listed === null || license.listed === undefined) {
    return (
      <Section title="Raw license">
        <p className="max-w-160 text-13 text-muted">
          Juniper's listing does not have it: it lists what is active, and some time after an activation.
        </p>
      </Section>
    );
  }
  return (
    <RawJson
      label="Raw license"
      value={license.listed}
      note={`As Juniper listed it on ${exactTime(asOf.toISOString(), true)}, without key and file.`}
      defaultOpen
    />
  );
}
