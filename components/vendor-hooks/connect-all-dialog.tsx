"use client";

import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { hookTypeLabels } from "@/lib/contract/event-labels";
import type { HookReceiver } from "@/lib/contract/vendor-hooks";
import { useConnect } from "./queries";

/** Connects every receiver that is not connected yet. u-blox is given the tokens; nobody has to see them. */
export function ConnectAllDialog({
  open,
  receivers,
  onClose,
}: {
  open: boolean;
  /** Those that are not connected. */
  receivers: readonly HookReceiver[];
  onClose: () => void;
}) {
  const connect = useConnect();
  const count = receivers.length;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      level={1}
      gentle
      title="Connect receivers"
      confirmLabel={count === 1 ? "Connect 1 receiver" : `Connect ${count} receivers`}
      subject={receivers.map(({ type }) => hookTypeLabels[type]).join(", ")}
      consequence="u-blox calls this console whenever one of these events happens, beginning now."
      doesNot="What happened before is not sent again. The tokens are made here and given to u-blox; nobody has to see them."
      cost={`${count * 2} calls to u-blox.`}
      onConfirm={async () => {
        // One after the other: where one is refused, those before it are connected, and the list says so.
        for (const { type } of receivers) await connect.mutateAsync({ params: { type } });
        connect.reset();
      }}
    />
  );
}
