import type { StatusKind } from "@/components/ui/status-icon";
import type { HookReceiver } from "@/lib/contract/vendor-hooks";

interface ReceiverState {
  kind: StatusKind;
  word: string;
}

/** How a receiver stands, in a word. */
export function receiverState({
  connectedAt,
  tokenMadeAt,
  previousTokenTaken,
  lastReceivedAt,
}: Pick<
  HookReceiver,
  "connectedAt" | "tokenMadeAt" | "previousTokenTaken" | "lastReceivedAt"
>): ReceiverState {
  if (previousTokenTaken) return { kind: "unknown", word: "Token change not confirmed" };
  if (connectedAt !== null) return { kind: "ok", word: "Connected" };
  if (tokenMadeAt === null) return { kind: "neutral", word: "Not connected" };
  if (lastReceivedAt !== null && lastReceivedAt >= tokenMadeAt)
    return { kind: "attention", word: "No longer at u-blox" };
  return { kind: "waiting", word: "Waiting for the first call" };
}
