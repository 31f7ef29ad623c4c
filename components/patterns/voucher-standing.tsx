import { Status } from "@/components/ui/status";
import type { StatusKind } from "@/components/ui/status-icon";
import type { VoucherStanding as Standing } from "@/lib/contract/vouchers";

/** How a voucher stands, in shape and word. */
export const voucherStandingLooks: Readonly<Record<Standing, { kind: StatusKind; word: string }>> = {
  issuing: { kind: "waiting", word: "Issuing" },
  issued: { kind: "ok", word: "Issued" },
  issue_in_doubt: { kind: "unknown", word: "Issue in doubt" },
  not_issued: { kind: "neutral", word: "Not issued" },
  revoking: { kind: "waiting", word: "Revoking" },
  revoke_in_doubt: { kind: "unknown", word: "Revocation in doubt" },
  revoked: { kind: "neutral", word: "Revoked" },
  expiring: { kind: "attention", word: "Expiring" },
  expired: { kind: "failed", word: "Expired" },
};

export function VoucherStanding({ standing, variant }: { standing: Standing; variant?: "plain" | "badge" }) {
  const { kind, word } = voucherStandingLooks[standing];
  return (
    <Status kind={kind} variant={variant}>
      {word}
    </Status>
  );
}
