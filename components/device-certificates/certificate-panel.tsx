"use client";

import { useState } from "react";
import type { z } from "zod";
import { readFailure } from "@/components/patterns/answer";
import { Dossier } from "@/components/patterns/dossier";
import { type Fact, Facts } from "@/components/patterns/facts";
import { Identifier } from "@/components/patterns/identifier";
import { Section } from "@/components/patterns/section";
import { ExactTime, RelativeTime } from "@/components/patterns/time/timestamp";
import { useCan } from "@/components/patterns/who";
import { Link } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import type {
  CertificateAct,
  CertificateInList,
  deviceCertificates,
} from "@/lib/contract/device-certificates";
import { durationWords } from "@/lib/domain/heartbeat/duration";
import { CertificateActs, type ChosenAct } from "./acts/certificate-acts";
import { rootCaPage } from "./addresses";
import { ActHistory } from "./panel/history";
import { PanelActions } from "./panel/panel-actions";
import { ActSteps } from "./panel/steps";
import { useCertificate } from "./queries";
import { RevokedNotice } from "./revoked-notice";
import { SerialNumber } from "./serial-number";
import { Standing } from "./standing";
import { actNoun } from "./words";

type Answer = z.output<typeof deviceCertificates.get.response>;

const untold = "not told";

function factsOf({ certificate, lastContactAt, heartbeatSeconds }: Answer): Fact[] {
  const contact = [
    {
      label: "Last contact",
      value: lastContactAt && <RelativeTime value={lastContactAt} />,
      missing: "not known",
    },
    {
      label: "Makes contact every",
      value: heartbeatSeconds === null ? null : durationWords(heartbeatSeconds),
      missing: "not known: the vendor's default",
    },
  ];
  return certificate === null ? contact : [...certificateFacts(certificate), ...contact];
}

function certificateFacts(certificate: CertificateInList): Fact[] {
  const { caName, serialNumber, validityDays, expiresAt, standing, deviceSerialNumber } = certificate;
  return [
    { label: "Standing", value: <Standing standing={standing} /> },
    { label: "Expires", value: expiresAt && <ExactTime value={expiresAt} />, missing: untold },
    {
      label: "Valid for",
      value: validityDays === null ? null : `${validityDays.toLocaleString("en-US")} days`,
      missing: untold,
    },
    { label: "Serial number", value: serialNumber && <SerialNumber value={serialNumber} />, missing: untold },
    { label: "Root CA", value: <Link href={rootCaPage(caName)}>{caName}</Link> },
    {
      label: "Device serial number",
      value: deviceSerialNumber && <Identifier value={deviceSerialNumber} label="device serial number" />,
      missing: untold,
    },
  ];
}

function NoCertificate({ pending }: Pick<Answer, "pending">) {
  return (
    <p className="text-13 text-muted">
      {pending?.act === "rekey"
        ? "There is no certificate on this device now: its re-key brings the new one at the next heartbeat."
        : "There is no certificate on this device. It gets one at a heartbeat, from the root CA that its provisioning names."}
    </p>
  );
}

/** The certificate of one device, what is under way with it, and what can be done: the device page's tab. */
export function CertificatePanel({ rotPublicUid }: { rotPublicUid: string }) {
  const mayAct = useCan()("device-certificates:write");
  const read = useCertificate(rotPublicUid);
  const [act, setAct] = useState<ChosenAct>();
  const answer = read.isPlaceholderData ? undefined : read.data?.value;
  if (answer === undefined) {
    const failure = readFailure(read, "What is known of the device itself may still be there.");
    return <Section title="Certificate">{failure ?? <Skeleton className="h-64 w-full" />}</Section>;
  }
  const { certificate, pending, acts } = answer;
  // The page around it says that u-blox does not answer; here stands of when this is.
  const isOld = read.error !== null || read.data?.staleBecause !== null;
  const removing = pending?.act === "remove";
  const start = (kind: CertificateAct) => {
    if (certificate !== null) setAct({ kind, targets: { certificate, count: 1 } });
  };
  return (
    <>
      {certificate?.standing === "revoked" && (
        <RevokedNotice
          certificate={certificate}
          onRemove={mayAct && !removing ? () => start("remove") : undefined}
        />
      )}
      <Dossier
        facts={
          <Section
            title="Certificate"
            description={
              isOld &&
              read.data && (
                <>
                  As it was told <RelativeTime value={read.data.asOf.toISOString()} />.
                </>
              )
            }
            actions={mayAct && certificate && <PanelActions standing={certificate.standing} onAct={start} />}
          >
            {certificate === null && <NoCertificate pending={pending} />}
            <Facts facts={factsOf(answer)} />
          </Section>
        }
        life={
          <>
            {pending && (
              <Section title={`${actNoun(pending)} under way`}>
                <ActSteps pending={pending} />
              </Section>
            )}
            <ActHistory acts={acts} />
          </>
        }
      />
      <CertificateActs act={act} onClose={() => setAct(undefined)} />
    </>
  );
}
