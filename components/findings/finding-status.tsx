import { Status } from "@/components/ui/status";
import type { Finding } from "@/lib/contract/findings";
import { statusLooks } from "./words";

/** Where people are with a finding. */
export function FindingStatus({
  status,
  variant,
}: Pick<Finding, "status"> & { variant?: "plain" | "badge" }) {
  const { kind, word } = statusLooks[status];
  return (
    <Status kind={kind} variant={variant}>
      {word}
    </Status>
  );
}
