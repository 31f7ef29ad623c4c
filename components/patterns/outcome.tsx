import { Status } from "@/components/ui/status";
import type { StatusKind } from "@/components/ui/status-icon";
import type { AuditOutcome } from "@/lib/contract/audit";

const looks: Record<AuditOutcome, { kind: StatusKind; word: string }> = {
  intent: { kind: "neutral", word: "Intent" },
  succeeded: { kind: "ok", word: "Succeeded" },
  accepted: { kind: "waiting", word: "Accepted" },
  failed: { kind: "failed", word: "Failed" },
  denied: { kind: "attention", word: "Denied" },
  unknown: { kind: "unknown", word: "Outcome unknown" },
};

export const outcomeWord = (outcome: AuditOutcome) => looks[outcome].word;
export const outcomeKind = (outcome: AuditOutcome) => looks[outcome].kind;

/** What came of an act. */
export function Outcome({ outcome, variant }: { outcome: AuditOutcome; variant?: "plain" | "badge" }) {
  return (
    <Status kind={looks[outcome].kind} variant={variant}>
      {looks[outcome].word}
    </Status>
  );
}
