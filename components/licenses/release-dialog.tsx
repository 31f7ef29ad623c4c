"use client";

import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Facts } from "@/components/patterns/facts";
import { ProblemError } from "@/lib/browser/call";
import type { License } from "@/lib/contract/licenses";
import { useBudget, useRelease } from "./queries";
import { number, productOf } from "./words";

interface Props {
  /** Nothing while it is closed. */
  license: License | undefined;
  onClose: () => void;
  /** What the license is now; the one that was asked about, where the answer was lost. */
  onReleased: (license: License, outcome: "released" | "lost") => void;
}

/** Asks before a license is released from its device, and why. */
export function ReleaseDialog({ license, onClose, onReleased }: Props) {
  const release = useRelease();
  const budget = useBudget();
  const [shown, setShown] = useState(license);
  if (license !== undefined && license !== shown) setShown(license);
  if (shown === undefined) return null;
  const { licenseId, serialNumber, quantity, ssrn } = shown;
  return (
    <ConfirmDialog
      open={license !== undefined}
      onOpenChange={(open) => !open && onClose()}
      level={3}
      title="Release license"
      subject={
        <>
          Device <span className="font-mono">{serialNumber}</span>
        </>
      }
      consequence="Gives the quantity back. The key on the device must be removed there too."
      doesNot="It reaches no device: until its key is removed there, the device goes on using what it is no longer entitled to."
      cost={budget ? `1 Juniper call of ${number(budget.left)}` : "1 Juniper call"}
      typed={{ word: serialNumber, label: "To confirm, type the serial number" }}
      onConfirm={async ({ reason }) => {
        try {
          const { license: released } = await release.mutateAsync({
            params: { licenseId },
            body: { reason },
          });
          onReleased(released, "released");
        } catch (thrown) {
          // Another press would be a second release: what to do instead is said where this one was begun.
          if (!(thrown instanceof ProblemError) || thrown.problem.code !== "outcome_unknown") throw thrown;
          onReleased(shown, "lost");
        }
      }}
    >
      <Facts
        facts={[
          { label: "Product", value: productOf(shown), missing: "not said" },
          {
            label: "SSRN",
            value: ssrn && <span className="font-mono text-12">{ssrn}</span>,
            missing: "not said",
          },
          { label: "Gives back", value: quantity === null ? null : number(quantity), missing: "not said" },
        ]}
      />
      <p className="text-soft">The reason goes into your audit history; Juniper is not told it.</p>
    </ConfirmDialog>
  );
}
