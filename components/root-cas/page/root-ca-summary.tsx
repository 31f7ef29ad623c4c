"use client";

import { CertificateFacts } from "@/components/patterns/certificate-facts";
import { Dossier } from "@/components/patterns/dossier";
import { type Fact, Facts } from "@/components/patterns/facts";
import { Notice } from "@/components/patterns/notice";
import { Section } from "@/components/patterns/section";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { Timeline } from "@/components/patterns/timeline";
import { Skeleton } from "@/components/ui/skeleton";
import { useNow } from "@/components/ui/use-now";
import type { RootCaDetail } from "@/lib/contract/root-cas";
import { doubtsAbout } from "../doubts";
import { dayCount, validityWords } from "../words";
import { lifeOf } from "./life";
import { useShownRootCa } from "./root-ca-context";

const minuteMs = 60_000;
const unsaid = "not said by u-blox";

function recordFacts(rootCa: RootCaDetail): Fact[] {
  const { caValidityDays, certificateValidityDays, renewBeforeDays } = rootCa;
  return [
    {
      label: "Root CA is valid for",
      value: caValidityDays === null ? null : validityWords(caValidityDays),
      missing: unsaid,
    },
    {
      label: "Device certificates",
      value:
        certificateValidityDays === null
          ? null
          : `${validityWords(certificateValidityDays)}, never longer than the root CA`,
      missing: unsaid,
    },
    {
      label: "Renewal",
      value:
        renewBeforeDays === null
          ? null
          : `${dayCount(renewBeforeDays)} before the end, at the next security heartbeat`,
      missing: "not by itself: certificates end unless somebody renews them",
    },
    { label: "Created", value: rootCa.createdAt && <ExactTime value={rootCa.createdAt} />, missing: unsaid },
    { label: "Expires", value: rootCa.expiresAt && <ExactTime value={rootCa.expiresAt} />, missing: unsaid },
  ];
}

/** u-blox and the certificate itself should say the same; the certificate is what devices and servers go by. */
function disagreement({ expiresAt, certificate }: RootCaDetail): boolean {
  const dayMs = 86_400_000;
  return (
    expiresAt !== null &&
    certificate !== null &&
    Math.abs(Date.parse(expiresAt) - Date.parse(certificate.notAfter)) > dayMs
  );
}

function Certificate({ rootCa }: { rootCa: RootCaDetail }) {
  const { certificate, certificateProblem } = rootCa;
  return (
    <Section title="Certificate" description="Read here from the certificate itself.">
      {certificate === null ? (
        <Notice kind="attention" title="The certificate cannot be read">
          {certificateProblem}
        </Notice>
      ) : (
        <CertificateFacts certificate={certificate} />
      )}
    </Section>
  );
}

/** What a root CA is: its certificate, what the vendor says, and what its dates mean. */
export function RootCaSummary() {
  const { rootCa } = useShownRootCa();
  const nowMs = useNow(minuteMs);
  if (rootCa === undefined) return <Skeleton className="h-96 w-full" />;
  const life = lifeOf(rootCa, nowMs);
  return (
    <Dossier
      facts={
        <>
          <Certificate rootCa={rootCa} />
          <Section title="Record" description="What u-blox says of it.">
            <Facts facts={recordFacts(rootCa)} />
            {disagreement(rootCa) && (
              <Notice kind="attention" title="u-blox tells another end than the certificate">
                Devices and servers go by the certificate.
              </Notice>
            )}
            {doubtsAbout(rootCa).map((doubt) => (
              <Notice key={doubt} kind="attention" title="Its renewal window does not fit">
                {doubt}
              </Notice>
            ))}
          </Section>
        </>
      }
      life={
        <Section title="What its dates mean">
          {life.length === 0 ? (
            <p className="text-13 text-muted">Neither u-blox nor a certificate tells any.</p>
          ) : (
            <Timeline
              label="Dates of this root CA"
              entries={life.map(({ at, meaning, ...entry }) => ({
                ...entry,
                detail: (
                  <>
                    <ExactTime value={at} />
                    <span className="block">{meaning}</span>
                  </>
                ),
              }))}
            />
          )}
        </Section>
      }
    />
  );
}
