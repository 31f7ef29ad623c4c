"use client";

import type { z } from "zod";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Facts } from "@/components/patterns/facts";
import { ProblemError } from "@/lib/browser/call";
import type { licenses } from "@/lib/contract/licenses";
import type { EntitlementGroup } from "../paths";
import { useActivate, useBudget } from "../queries";
import { nameOf } from "../words";
import type { One } from "./activate-form";
import { type Activatable, caution, consequenceOf, shortage } from "./activation-words";
import { LicensesThere } from "./licenses-there";

/** What came of it: the license, or an answer that was lost. */
export type Activated =
  | { answer: z.output<typeof licenses.activate.response> }
  | { lost: { serialNumber: string } };

interface Props {
  entitlement: Activatable;
  one: One;
  group: EntitlementGroup;
  open: boolean;
  onClose: () => void;
  onActivated: (activated: Activated) => void;
}

/** Asks before one license is activated: what it takes, what it costs, what the device has already. */
export function ActivateDialog({ entitlement, one, group, open, onClose, onActivated }: Props) {
  const { serialNumber, quantity } = one;
  const { ssrn } = entitlement;
  const budget = useBudget();
  const activate = useActivate();
  const short = shortage(entitlement, quantity);
  const warned = caution(entitlement);
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      level={1}
      gentle
      title="Activate license"
      subject={
        <>
          Device <span className="font-mono">{serialNumber}</span>
        </>
      }
      consequence={consequenceOf(entitlement, quantity, budget?.left)}
      blocked={short === undefined ? undefined : { reason: short }}
      doesNot="It installs nothing: the key or file has to be brought to the device."
      onConfirm={async () => {
        try {
          onActivated({
            answer: await activate.mutateAsync({
              body: { entitlement: { ssrn: ssrn ?? "" }, serialNumber, quantity },
            }),
          });
        } catch (thrown) {
          // Another press would be a second activation: what to do instead is said in a dialog without that button.
          if (!(thrown instanceof ProblemError) || thrown.problem.code !== "outcome_unknown") throw thrown;
          onActivated({ lost: { serialNumber } });
        }
      }}
    >
      <Facts
        facts={[
          { label: "Entitlement", value: nameOf(entitlement) },
          { label: "SSRN", value: ssrn && <span className="font-mono text-12">{ssrn}</span> },
        ]}
      />
      {warned !== undefined && <p className="text-attention">{warned}</p>}
      <LicensesThere serialNumber={serialNumber} ssrn={ssrn} group={group} />
    </ConfirmDialog>
  );
}
