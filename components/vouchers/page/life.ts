import type { StatusKind } from "@/components/ui/status-icon";
import type { VoucherDetail } from "@/lib/contract/vouchers";

/** Something that happened to a voucher here, or will. */
export interface LifeEntry {
  id: string;
  kind: StatusKind;
  title: string;
  at: string;
  detail: string | null;
  auditId: string | null;
  /** A deadline is told exactly, with the days left. */
  isDeadline: boolean;
}

type Lived = Pick<
  VoucherDetail,
  | "standing"
  | "askedAt"
  | "issuedAt"
  | "issuedBy"
  | "expiresAt"
  | "revokeAskedAt"
  | "revokedAt"
  | "revokeReason"
  | "settledReason"
  | "handedOut"
>;

/** What its end means, where that is not that it expires. */
const endings: Partial<Record<Lived["standing"], string>> = {
  revoked: "Its file ends",
  expired: "Expired",
  issue_in_doubt: "Expires, if it was issued",
};

/** The life of a voucher as this console knows it, newest first. */
export function lifeOf(voucher: Lived): LifeEntry[] {
  const entries = [...issuing(voucher), ...handingOut(voucher), ...revoking(voucher), ...ending(voucher)];
  return entries.sort((left, right) => Date.parse(right.at) - Date.parse(left.at));
}

function entry(told: Pick<LifeEntry, "id" | "kind" | "title" | "at"> & Partial<LifeEntry>): LifeEntry {
  return { detail: null, auditId: null, isDeadline: false, ...told };
}

function issuing({ standing, askedAt, issuedAt, issuedBy, settledReason }: Lived): LifeEntry[] {
  const asked = entry({ id: "asked", kind: "neutral", title: "Asked for", at: askedAt, detail: issuedBy });
  // Where one thing was settled, its reason stands with it.
  const reason = standing === "revoked" || settledReason === null ? null : `Settled: ${settledReason}`;
  if (standing === "issue_in_doubt") {
    return [{ ...asked, id: "lost", kind: "unknown", title: "Asked for, and the answer was lost" }];
  }
  if (standing === "not_issued") {
    return [
      {
        ...asked,
        id: "failed",
        kind: "failed",
        title: "Asked for, and not issued",
        detail: reason ?? issuedBy,
      },
    ];
  }
  if (issuedAt === null) return [{ ...asked, kind: "waiting" }];
  return [entry({ id: "issued", kind: "ok", title: "Issued", at: issuedAt, detail: reason ?? issuedBy })];
}

function handingOut({ handedOut }: Lived): LifeEntry[] {
  return handedOut.map(({ at, by, auditId }) =>
    entry({ id: auditId, kind: "neutral", title: "File downloaded", at, detail: by, auditId }),
  );
}

function revoking({ standing, revokeAskedAt, revokedAt, revokeReason, settledReason }: Lived): LifeEntry[] {
  if (revokedAt !== null) {
    const reasons = [revokeReason, settledReason && `Settled: ${settledReason}`].filter(Boolean).join(" · ");
    return [
      entry({ id: "revoked", kind: "neutral", title: "Revoked", at: revokedAt, detail: reasons || null }),
    ];
  }
  if (revokeAskedAt === null) return [];
  const isLost = standing === "revoke_in_doubt";
  return [
    entry({
      id: "revoking",
      kind: isLost ? "unknown" : "waiting",
      title: isLost ? "Revocation asked for, and the answer was lost" : "Revocation asked for",
      at: revokeAskedAt,
      detail: revokeReason,
    }),
  ];
}

function ending({ standing, expiresAt }: Lived): LifeEntry[] {
  if (standing === "not_issued") return [];
  const title = endings[standing] ?? "Expires";
  const kind = standing === "expired" ? "failed" : standing === "expiring" ? "attention" : "neutral";
  return [entry({ id: "end", kind, title, at: expiresAt, isDeadline: true })];
}
