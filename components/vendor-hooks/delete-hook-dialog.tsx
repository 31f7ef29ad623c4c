"use client";

import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { hookTypeLabel } from "@/lib/contract/event-labels";
import type { ListedHook } from "./hook-columns";
import { useDeleteHook } from "./queries";

/** Deletes a hook, and with it all that are registered on the same address. */
export function DeleteHookDialog({
  hook,
  types,
  onClose,
}: {
  hook: ListedHook | undefined;
  /** Of all hooks on its address. */
  types: readonly (string | null)[];
  onClose: () => void;
}) {
  const remove = useDeleteHook();
  const named = types.filter((type) => type !== null).map(hookTypeLabel);
  return (
    <ConfirmDialog
      open={hook !== undefined}
      onOpenChange={(open) => !open && onClose()}
      level={1}
      title="Delete hook"
      subject={<span className="font-mono text-12">{hook?.url}</span>}
      consequence={`All event types registered on this URL stop${named.length > 0 ? `: ${named.join(", ")}` : ""}.`}
      doesNot={
        hook?.ours
          ? "Events it has brought stay. Those that happen until it is connected again are missing here."
          : "Events that were sent stay where they are."
      }
      cost="One call to u-blox."
      onConfirm={async () => {
        await remove.mutateAsync({ body: { url: hook?.url ?? "" } });
      }}
    />
  );
}
