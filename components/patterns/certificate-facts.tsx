import { Fragment } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import type { ParsedCertificate } from "@/lib/contract/root-cas";
import { type Fact, Facts } from "./facts";
import { Identifier } from "./identifier";
import { ExactTime } from "./time/timestamp";

/** A digest as other programs show it: pairs of digits with colons between them. */
export function Fingerprint({ value, label = "SHA-256 fingerprint" }: { value: string; label?: string }) {
  return (
    <span className="inline-flex max-w-full items-start gap-1">
      <span className="min-w-0 font-mono text-12 [overflow-wrap:anywhere]">
        {(value.toUpperCase().match(/../g) ?? []).map((pair, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a digest is a fixed row of pairs
          <Fragment key={at}>
            {at > 0 && (
              <>
                :<wbr />
              </>
            )}
            {pair}
          </Fragment>
        ))}
      </span>
      <CopyButton value={value} label={`Copy ${label}`} className="-my-0.5" />
    </span>
  );
}

function factsOf(certificate: ParsedCertificate): Fact[] {
  const isSelfSigned = certificate.subject === certificate.issuer;
  return [
    { label: "Subject", value: certificate.subject || null, missing: "empty" },
    { label: "Issuer", value: isSelfSigned ? "itself" : certificate.issuer },
    {
      label: "Serial number",
      value: <Identifier value={certificate.serialNumber} label="certificate serial number" />,
    },
    { label: "Valid from", value: <ExactTime value={certificate.notBefore} distance={false} /> },
    { label: "Valid until", value: <ExactTime value={certificate.notAfter} /> },
    { label: "SHA-256", value: <Fingerprint value={certificate.fingerprintSha256} /> },
    { label: "Key", value: certificate.key },
    { label: "Signed with", value: certificate.signatureAlgorithm },
  ];
}

/** What is read in a certificate. */
export function CertificateFacts({ certificate }: { certificate: ParsedCertificate }) {
  return <Facts facts={factsOf(certificate)} />;
}
