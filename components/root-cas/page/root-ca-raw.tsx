"use client";

import { RawJson } from "@/components/patterns/raw-json";
import { Section } from "@/components/patterns/section";
import { exactTime } from "@/components/patterns/time/format-time";
import { CodeBlock } from "@/components/ui/code-block";
import { Skeleton } from "@/components/ui/skeleton";
import { useShownRootCa } from "./root-ca-context";

/** The vendor's own answer, and the certificate as it should be. */
export function RootCaRaw() {
  const { rootCa, asOf } = useShownRootCa();
  if (rootCa === undefined || asOf === undefined) return <Skeleton className="h-96 w-full" />;
  return (
    <>
      {rootCa.certificatePem !== null && (
        <Section title="Certificate" description="As PEM, its line ends mended.">
          <CodeBlock code={rootCa.certificatePem} label="Certificate as PEM" maxHeight="short" />
        </Section>
      )}
      <RawJson
        label="Raw root CA"
        value={rootCa.raw}
        note={`As u-blox answered on ${exactTime(asOf.toISOString(), true)}.`}
        defaultOpen
      />
    </>
  );
}
