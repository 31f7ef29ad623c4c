"use client";

import { Dossier } from "@/components/patterns/dossier";
import { type Fact, Facts } from "@/components/patterns/facts";
import { Identifier } from "@/components/patterns/identifier";
import { LicenseStanding } from "@/components/patterns/license-standing";
import { Section } from "@/components/patterns/section";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { Timeline } from "@/components/patterns/timeline";
import { Link } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import { useNow } from "@/components/ui/use-now";
import type { LicenseDetail } from "@/lib/contract/licenses";
import { entitlementPath } from "../paths";
import { keptWords, number } from "../words";
import { useShownLicense } from "./license-context";
import { lifeOf } from "./life";

const minuteMs = 60_000;
const unsaid = "not said";

const mono = (value: string | null, label: string) => value && <Identifier value={value} label={label} />;

function licenseFacts(license: LicenseDetail): Fact[] {
  const { standing, quantity, startsAt, endsAt, serialNumber, status } = license;
  return [
    { label: "Device", value: mono(serialNumber, "serial number") },
    { label: "Standing", value: <LicenseStanding standing={standing} /> },
    {
      label: "Quantity",
      value: quantity === null ? null : <span className="tabular">{number(quantity)}</span>,
      missing: unsaid,
    },
    { label: "Starts", value: startsAt && <ExactTime value={startsAt} />, missing: unsaid },
    { label: "Ends", value: endsAt && <ExactTime value={endsAt} />, missing: "no end said" },
    { label: "License id", value: mono(license.vendorLicenseId, "license id"), missing: unsaid },
    { label: "Activation id", value: mono(license.activationId, "activation id"), missing: unsaid },
    { label: "Juniper's status", value: status, missing: unsaid },
    { label: "Key and file", value: keptWords(license) },
  ];
}

function entitlementFacts(license: LicenseDetail): Fact[] {
  const { entitlementId, productDescription, productSku, ssrn, customerId, groupId } = license;
  const name = productDescription ?? productSku ?? entitlementId;
  return [
    {
      label: "Entitlement",
      value:
        entitlementId === null ? (
          name
        ) : (
          <Link href={entitlementPath({ entitlementId, customerId, groupId })}>{name}</Link>
        ),
      missing: unsaid,
    },
    { label: "SKU", value: mono(productSku, "SKU"), missing: unsaid },
    { label: "SSRN", value: mono(ssrn, "SSRN"), missing: unsaid },
    { label: "Customer", value: mono(customerId, "customer id"), missing: unsaid },
    { label: "Group", value: mono(groupId, "group id"), missing: unsaid },
  ];
}

/** What a license is: on which device, of which entitlement, and what became of it. */
export function LicenseSummary() {
  const { license, failed } = useShownLicense();
  const nowMs = useNow(minuteMs);
  if (failed) return null;
  if (license === undefined) return <Skeleton className="h-96 w-full" />;
  const life = lifeOf(license, nowMs);
  return (
    <Dossier
      facts={
        <>
          <Section title="License">
            <Facts facts={licenseFacts(license)} />
          </Section>
          <Section title="Taken from">
            <Facts facts={entitlementFacts(license)} />
          </Section>
        </>
      }
      life={
        <Section title="Its life">
          {life.length === 0 ? (
            <p className="text-13 text-muted">Nothing has happened to it yet that has a date.</p>
          ) : (
            <Timeline
              label="Life of this license"
              entries={life.map(({ at, meaning, ...entry }) => ({
                ...entry,
                detail: (
                  <>
                    <ExactTime value={at} distance={entry.id === "end"} />
                    {meaning && <span className="block">{meaning}</span>}
                  </>
                ),
              }))}
            />
          )}
          {license.jobId && (
            <p className="text-13">
              <Link href={`/jobs/${encodeURIComponent(license.jobId)}`}>Open the job that activated it</Link>
            </p>
          )}
        </Section>
      }
    />
  );
}
