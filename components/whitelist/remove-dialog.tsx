"use client";

import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { bodyOf } from "./entry-ids";
import { useRemove } from "./queries";

interface Props {
  /** Undefined: the dialog is closed. */
  id: string | undefined;
  onClose: () => void;
  onRemoved: () => void;
}

/** Takes one entry off the whitelist. Several go through a plan. */
export function RemoveDialog({ id, onClose, onRemoved }: Props) {
  const remove = useRemove();
  return (
    <ConfirmDialog
      open={id !== undefined}
      onOpenChange={(open) => !open && onClose()}
      level={1}
      title="Remove from whitelist"
      confirmLabel="Remove entry"
      subject={<span className="font-mono">{id}</span>}
      consequence="Affects only devices that have not bootstrapped. Bootstrapped devices keep their state."
      doesNot="It blocks no device and changes none."
      cost="One call to u-blox."
      onConfirm={async () => {
        await remove.mutateAsync({ body: bodyOf(id ?? "") });
        onRemoved();
      }}
    />
  );
}
