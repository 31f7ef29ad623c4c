import { Status } from "@/components/ui/status";
import type { StatusKind } from "@/components/ui/status-icon";
import type { Connection } from "@/lib/contract/connections";

const looks: Record<Connection["state"], { kind: StatusKind; word: string }> = {
  not_connected: { kind: "neutral", word: "Not connected" },
  untested: { kind: "waiting", word: "Not used yet" },
  working: { kind: "ok", word: "Working" },
  failing: { kind: "failed", word: "Failing" },
};

/** How a vendor's connection is. */
export function ConnectionState(props: { state: Connection["state"]; variant?: "plain" | "badge" }) {
  return (
    <Status kind={looks[props.state].kind} variant={props.variant}>
      {looks[props.state].word}
    </Status>
  );
}
