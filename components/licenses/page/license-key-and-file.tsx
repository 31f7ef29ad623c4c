"use client";

import Download from "lucide-react/icons/download";
import { Dossier } from "@/components/patterns/dossier";
import { Facts } from "@/components/patterns/facts";
import { fileSize } from "@/components/patterns/file-size";
import { Identifier } from "@/components/patterns/identifier";
import { Section } from "@/components/patterns/section";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { Timeline } from "@/components/patterns/timeline";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import { roleLabels, rolesWith } from "@/lib/access/permissions";
import type { LicenseDetail } from "@/lib/contract/licenses";
import { HiddenKey, RevealKey } from "../reveal-key";
import { keptWords } from "../words";
import { useShownLicense } from "./license-context";

const holders = rolesWith("licenses:reveal")
  .map((role) => roleLabels[role])
  .join(" and ");

const NotYours = () => (
  <p className="text-13 text-muted">Your role cannot have it shown or downloaded; these can: {holders}.</p>
);

function Key({ license }: { license: LicenseDetail }) {
  const mayReveal = useCan()("licenses:reveal");
  return (
    <Section
      title="Key"
      description="Shown once, for one minute. It is kept sealed here, so Juniper is not called."
    >
      {mayReveal ? (
        <RevealKey licenseId={license.licenseId} />
      ) : (
        <>
          <HiddenKey />
          <NotYours />
        </>
      )}
    </Section>
  );
}

function File({ license }: { license: LicenseDetail }) {
  const mayReveal = useCan()("licenses:reveal");
  const { download } = useShownLicense();
  const { file } = license;
  if (file === null) return null;
  return (
    <Section
      title="File"
      description="What the device is given. Who downloaded it goes into the audit history."
      actions={
        mayReveal && (
          <Button
            icon={<Download aria-hidden className="size-4" />}
            loading={download.downloading === license.licenseId}
            onClick={() => download.start(license)}
          >
            Download file
          </Button>
        )
      }
    >
      <Facts
        facts={[
          { label: "Name", value: <span className="font-mono text-12">{file.fileName}</span> },
          { label: "Size", value: <span className="tabular">{fileSize(file.sizeBytes)}</span> },
          { label: "SHA-256", value: <Identifier value={file.sha256} label="SHA-256 of the file" /> },
        ]}
      />
      {!mayReveal && <NotYours />}
    </Section>
  );
}

const handedWords = { revealed: "Key shown", downloaded: "File downloaded" } as const;

function HandedOut({ handedOut }: Pick<LicenseDetail, "handedOut">) {
  const mayRead = useCan()("audit:read");
  return (
    <Section
      title="Who was handed it"
      description="Latest first. Whoever activated it has not seen it by that."
    >
      {handedOut.length === 0 ? (
        <p className="text-13 text-muted">Nobody yet.</p>
      ) : (
        <Timeline
          label="Who was handed key and file"
          entries={handedOut.map(({ at, by, what, auditId }) => ({
            id: auditId,
            kind: "neutral",
            title: mayRead ? (
              <Link href={`/audit/${encodeURIComponent(auditId)}`}>{handedWords[what]}</Link>
            ) : (
              handedWords[what]
            ),
            time: <RelativeTime value={at} />,
            detail: by,
          }))}
        />
      )}
    </Section>
  );
}

/** The secrets of a license: masked, shown for a reason, downloaded; and who had them. */
export function LicenseKeyAndFile() {
  const { license, failed } = useShownLicense();
  if (failed) return null;
  if (license === undefined) return <Skeleton className="h-64 w-full" />;
  const { hasKey, file } = license;
  if (!hasKey && file === null) {
    return (
      <Section title="Key and file">
        <p className="max-w-160 text-13 text-muted">{keptWords(license)}</p>
      </Section>
    );
  }
  return (
    <Dossier
      facts={
        <>
          {hasKey && <Key license={license} />}
          <File license={license} />
        </>
      }
      life={<HandedOut handedOut={license.handedOut} />}
    />
  );
}
