"use client";

import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import type { WhitelistEntry } from "@/lib/contract/whitelist";
import { targetsOf } from "./entries";
import { useRemove } from "./queries";

interface Props {
  /** None: the dialog is closed. */
  entries: readonly Pick<WhitelistEntry, "id" | "type">[];
  onClose: () => void;
  onRemoved?: () => void;
}

/** Takes entries off the whitelist: one asks, many have their number typed. */
export function RemoveDialog({ entries, onClose, onRemoved }: Props) {
  const remove = useRemove();
  const many = entries.length > 1;
  const count = entries.length.toLocaleString("en-US");
  return (
    <ConfirmDialog
      open={entries.length > 0}
      onOpenChange={(open) => !open && onClose()}
      level={many ? 2 : 1}
      title="Remove from whitelist"
      confirmLabel={many ? `Remove ${count} entries` : "Remove entry"}
      subject={many ? `${count} entries` : <span className="font-mono">{entries[0]?.id}</span>}
      consequence="Affects only devices that have not bootstrapped. Bootstrapped devices keep their state."
      doesNot="It blocks no device and changes none."
      cost="One call to u-blox."
      typed={
        many ? { word: String(entries.length), label: "Type the number of entries to confirm" } : undefined
      }
      onConfirm={async () => {
        await remove.mutateAsync({ body: targetsOf(entries) });
        onRemoved?.();
      }}
    />
  );
}
