"use client";

import Eye from "lucide-react/icons/eye";
import { useRef, useState } from "react";
import { RevealForm, type RevealFormProps } from "@/components/patterns/secret-reveal/reveal-form";
import type { SecretPart } from "@/components/patterns/secret-reveal/secret-reveal";
import { useSecret } from "@/components/patterns/secret-reveal/use-secret";
import { useCan } from "@/components/patterns/who";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { useReveal } from "@/lib/browser/reveal";
import { audit } from "@/lib/contract/audit";
import { entitlements } from "@/lib/contract/entitlements";
import { juniperAccess } from "@/lib/contract/juniper-access";
import type { EntitlementGroup } from "../paths";

interface Props {
  entitlementId: string;
  group: EntitlementGroup;
}

/** Asks why, and shows the code once. Held by the dialog: with it the code goes. */
function RevealCode({ entitlementId, group, reason }: Props & Pick<RevealFormProps, "reason">) {
  const secret = useSecret<SecretPart[]>();
  const reveal = useReveal(entitlements.revealCode, {
    onRevealed: ({ activationCode }) => secret.show([{ label: "Activation code", value: activationCode }]),
    invalidates: [audit.list, juniperAccess.budget],
  });
  return (
    <RevealForm
      what="activation code"
      title="Activation code"
      secret={secret}
      onReveal={(said) => reveal.mutate({ params: { entitlementId }, body: { ...group, reason: said } })}
      revealing={reveal.isPending}
      error={reveal.error}
      reason={reason}
    />
  );
}

/** The code with its ends at most, and the way to see all of it. */
export function ActivationCode({ masked, ...props }: Props & { masked: string }) {
  const mayReveal = useCan()("licenses:reveal");
  const [open, setOpen] = useState(false);
  const reason = useRef<HTMLTextAreaElement>(null);
  return (
    <span className="inline-flex items-center gap-1">
      <span className="font-mono text-12">{masked}</span>
      {mayReveal && (
        <IconButton
          size="small"
          label="Reveal activation code"
          icon={<Eye aria-hidden className="size-4" />}
          onClick={() => setOpen(true)}
        />
      )}
      <Dialog
        open={open}
        onOpenChange={setOpen}
        initialFocus={reason}
        title="Reveal activation code"
        description="Whoever has it can activate licenses until all of them are used. It is shown once, for one minute; if it is not kept here, that takes one Juniper call."
      >
        <RevealCode {...props} reason={reason} />
      </Dialog>
    </span>
  );
}
