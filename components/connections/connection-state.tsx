import { Status } from "@/components/ui/status";
import type { StatusKind } from "@/components/ui/status-icon";
import type { Connection } from "@/lib/contract/connections";

const looks: Record<Connection["state"], { kind: StatusKind; word: string }> = {
  not_connected: { kind: "neutral", word: "Not connected" },
  untested: { kind: "waiting", word: "Not used yet" },
  working: { kind: "ok", word: "Working" },
  failing: { kind: "failed", word: "Failing" },
};

export function ConnectionState({ state }: { state: Connection["state"] }) {
  return (
    <Status kind={looks[state].kind} variant="badge">
      {looks[state].word}
    </Status>
  );
}
