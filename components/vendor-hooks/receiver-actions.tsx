import { MenuItem } from "@/components/ui/menu-items";
import type { HookReceiver } from "@/lib/contract/vendor-hooks";

export type ReceiverAct = "connect" | "makeToken";

interface Props {
  receiver: HookReceiver;
  onAct: (act: ReceiverAct, receiver: HookReceiver) => void;
}

/** What can be done with one receiver. */
export function ReceiverActions({ receiver, onAct }: Props) {
  return (
    <>
      <MenuItem
        disabledReason={receiver.urlProblem === null ? undefined : "Its address is not https."}
        onSelect={() => onAct("connect", receiver)}
      >
        {receiver.connectedAt === null ? "Connect…" : "Change token…"}
      </MenuItem>
      <MenuItem onSelect={() => onAct("makeToken", receiver)}>Make token by hand…</MenuItem>
    </>
  );
}
