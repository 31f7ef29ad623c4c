import { Status } from "@/components/ui/status";
import type { CertificateStanding, PendingAct } from "@/lib/contract/device-certificates";
import { pendingLook, standingLooks } from "./words";

/** Valid, expiring, expired, revoked. */
export function Standing({
  standing,
  variant,
}: {
  standing: CertificateStanding;
  variant?: "plain" | "badge";
}) {
  const { kind, word } = standingLooks[standing];
  return (
    <Status kind={kind} variant={variant}>
      {word}
    </Status>
  );
}

/** What was asked for and is not on the device yet. */
export function Pending({ pending, variant }: { pending: PendingAct; variant?: "plain" | "badge" }) {
  const { kind, words } = pendingLook(pending);
  return (
    <Status kind={kind} variant={variant}>
      {words}
    </Status>
  );
}
