import { Status } from "@/components/ui/status";
import type { StatusKind } from "@/components/ui/status-icon";
import type { WhitelistImport } from "@/lib/contract/whitelist";

const looks: Record<WhitelistImport["state"], { kind: StatusKind; word: string }> = {
  checked: { kind: "waiting", word: "Checked, not sent" },
  sending: { kind: "waiting", word: "Sending" },
  done: { kind: "ok", word: "Sent" },
  stopped: { kind: "failed", word: "Stopped" },
  unknown: { kind: "unknown", word: "Outcome unknown" },
};

export function ImportState(props: { state: WhitelistImport["state"]; variant?: "plain" | "badge" }) {
  return (
    <Status kind={looks[props.state].kind} variant={props.variant}>
      {looks[props.state].word}
    </Status>
  );
}
