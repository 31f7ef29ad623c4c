"use client";

import { useRef } from "react";
import { RevealForm, type RevealFormProps } from "@/components/patterns/secret-reveal/reveal-form";
import type { SecretPart } from "@/components/patterns/secret-reveal/secret-reveal";
import { useSecret } from "@/components/patterns/secret-reveal/use-secret";
import { Dialog } from "@/components/ui/dialog";
import { useReveal } from "@/lib/browser/reveal";
import { audit } from "@/lib/contract/audit";
import { type License, licenses } from "@/lib/contract/licenses";

/** Always twelve, whatever the key: its length tells nothing. */
const dots = "•".repeat(12);

export const HiddenKey = () => (
  <p className="font-mono text-12">
    <span aria-hidden>{dots}</span>
    <span className="sr-only">The license key is hidden</span>
  </p>
);

/** Asks why, and shows the key once. Held by whatever it stands in: with that the key goes. */
export function RevealKey({ licenseId, reason }: { licenseId: string } & Pick<RevealFormProps, "reason">) {
  const secret = useSecret<SecretPart[]>();
  const reveal = useReveal(licenses.reveal, {
    onRevealed: ({ licenseKey }) => secret.show([{ label: "License key", value: licenseKey }]),
    invalidates: [licenses.get, audit.list],
  });
  return (
    <RevealForm
      what="license key"
      title="License key"
      secret={secret}
      onReveal={(said) => reveal.mutate({ params: { licenseId }, body: { reason: said } })}
      revealing={reveal.isPending}
      error={reveal.error}
      reason={reason}
      hidden={<HiddenKey />}
    />
  );
}

interface Props {
  /** Nothing while it is closed. */
  license: License | undefined;
  onClose: () => void;
}

/** The same from a list. */
export function RevealKeyDialog({ license, onClose }: Props) {
  const reason = useRef<HTMLTextAreaElement>(null);
  return (
    <Dialog
      open={license !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title="Reveal license key"
      initialFocus={reason}
      description="Shown once, for one minute. It is kept sealed here, so Juniper is not called."
    >
      {license && (
        <div className="flex flex-col gap-4">
          <p className="text-13 font-semibold">
            Device <span className="font-mono">{license.serialNumber}</span>
          </p>
          <RevealKey key={license.licenseId} licenseId={license.licenseId} reason={reason} />
        </div>
      )}
    </Dialog>
  );
}
