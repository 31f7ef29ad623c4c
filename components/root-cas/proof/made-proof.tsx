"use client";

import Download from "lucide-react/icons/download";
import { Facts } from "@/components/patterns/facts";
import { Notice } from "@/components/patterns/notice";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { saveFile } from "@/lib/browser/save-file";
import type { PopCertificateRead } from "@/lib/contract/root-cas";

/** The certificate that was made, looked at before it is uploaded. */
export function MadeProof({ made }: { made: PopCertificateRead }) {
  const { caName, certificate, certificatePem, certificateProblem, remarks } = made;
  return (
    <>
      {certificate === null ? (
        <Notice kind="attention" title="The certificate cannot be read here" className="w-full">
          {certificateProblem}
        </Notice>
      ) : (
        <Facts
          className="w-full"
          facts={[
            { label: "Subject", value: certificate.subject },
            { label: "Issuer", value: certificate.issuer },
            { label: "Valid until", value: <ExactTime value={certificate.notAfter} /> },
          ]}
        />
      )}
      {remarks.length > 0 && (
        <Notice kind="attention" title="Your cloud may refuse it" className="w-full">
          <ul className="flex flex-col gap-1">
            {remarks.map((remark) => (
              <li key={remark}>{remark}</li>
            ))}
          </ul>
        </Notice>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          icon={<Download aria-hidden className="size-4" />}
          onClick={() =>
            saveFile(new Blob([certificatePem], { type: "application/x-pem-file" }), `${caName}-proof.pem`)
          }
        >
          Download proof certificate
        </Button>
        <CopyButton labeled size="medium" value={certificatePem} label="Copy PEM" />
      </div>
    </>
  );
}
