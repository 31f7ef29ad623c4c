"use client";

import { Link } from "@/components/ui/link";
import { HandOutDialog } from "./hand-out-dialog";
import { useIssueClientCertificate, useIssueIdToken, useRotateJuniperSecret } from "./queries";

export type HandedOutWhat = "secret" | "certificate" | "idToken";

const dayMs = 86_400_000;

/** How much longer the secret before is taken, in milliseconds. */
const overlaps = [
  { value: String(dayMs), label: "1 day" },
  { value: String(7 * dayMs), label: "7 days" },
  { value: "0", label: "Not at all" },
];
const validityDays = [
  { value: "365", label: "365 days" },
  { value: "20", label: "20 days" },
  { value: "1", label: "1 day" },
];
const lifeSeconds = [
  { value: "3600", label: "1 hour" },
  { value: "60", label: "1 minute" },
  { value: "86400", label: "1 day" },
];

const connection = <Link href="/connections/juniper/credentials">Juniper's connection</Link>;

/** What Juniper, or the customer's identity provider, hands out beside its API. */
export function JuniperHandOut({ what, onClose }: { what: HandedOutWhat | null; onClose: () => void }) {
  const rotate = useRotateJuniperSecret();
  const certify = useIssueClientCertificate();
  const identify = useIssueIdToken();
  const onOpenChange = (open: boolean) => !open && onClose();
  return (
    <>
      <HandOutDialog
        open={what === "secret"}
        onOpenChange={onOpenChange}
        title="Hand out client secret"
        description="It becomes the current one, as Juniper does once a year."
        choice={{ label: "The one before is taken for", items: overlaps }}
        next={<>A sample, and no secret. Rotate to it under {connection}.</>}
        handOut={async (overlapMs) => {
          const { clientSecret } = await rotate.mutateAsync({ body: { overlapMs: Number(overlapMs) } });
          return [{ label: "Client secret", text: clientSecret }];
        }}
      />
      <HandOutDialog
        open={what === "certificate"}
        onOpenChange={onOpenChange}
        title="Issue client certificate"
        description="It opens the port for mutual TLS, which nobody gets into before the first one is issued."
        choice={{ label: "Valid for", items: validityDays }}
        next={<>Samples of this sandbox. Certificate and key are rotated to under {connection}.</>}
        handOut={async (days) => {
          const issued = await certify.mutateAsync({ body: { validityDays: Number(days) } });
          return [
            { label: "Certificate", text: issued.certificatePem },
            { label: "Private key", text: issued.privateKeyPem },
            { label: "CA of the port", text: issued.caPem },
          ];
        }}
      />
      <HandOutDialog
        open={what === "idToken"}
        onOpenChange={onOpenChange}
        title="Issue ID token"
        description="As the customer's own identity provider does; Juniper takes it in place of an access token."
        choice={{ label: "Good for", items: lifeSeconds }}
        next="A sample of this sandbox. Put it into the file that JUNIPER_ID_TOKEN_FILE names."
        handOut={async (seconds) => {
          const { idToken } = await identify.mutateAsync({ body: { lifeSeconds: Number(seconds) } });
          return [{ label: "ID token", text: idToken }];
        }}
      />
    </>
  );
}
