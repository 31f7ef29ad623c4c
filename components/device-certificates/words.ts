import type { StatusKind } from "@/components/ui/status-icon";
import type {
  CertificateAct,
  CertificateActRecord,
  CertificateStanding,
  PendingAct,
} from "@/lib/contract/device-certificates";

/** How a certificate stands, in shape and word. */
export const standingLooks: Readonly<Record<CertificateStanding, { kind: StatusKind; word: string }>> = {
  valid: { kind: "ok", word: "Valid" },
  expiring: { kind: "attention", word: "Expiring" },
  expired: { kind: "failed", word: "Expired" },
  revoked: { kind: "failed", word: "Revoked" },
  unknown: { kind: "unknown", word: "End not told" },
};

const nouns: Readonly<Record<CertificateAct, string>> = {
  renew: "Renewal",
  rekey: "Re-key",
  remove: "Removal",
  revoke: "Revocation",
  transfer: "Move",
};

type Moved = Pick<PendingAct, "act" | "toCaName">;

/** "Re-key", "Move to acme.example.com" */
export function actNoun({ act, toCaName }: Moved): string {
  return toCaName === null ? nouns[act] : `${nouns[act]} to ${toCaName}`;
}

/** "Re-key: 1 of 2 heartbeats", with what makes it worth a look. */
export function pendingLook(pending: PendingAct): { kind: StatusKind; words: string } {
  const { certain, overdue, heartbeats, heartbeatsSeen } = pending;
  const noun = actNoun(pending);
  const seen = `${heartbeatsSeen} of ${heartbeats} ${heartbeats === 1 ? "heartbeat" : "heartbeats"}`;
  if (!certain && heartbeatsSeen === 0) return { kind: "unknown", words: `${noun}: answer lost` };
  return overdue
    ? { kind: "attention", words: `${noun}: ${seen}, overdue` }
    : { kind: "waiting", words: `${noun}: ${seen}` };
}

const verbs: Readonly<Record<CertificateAct, string>> = {
  renew: "Renewed",
  rekey: "Re-keyed",
  remove: "Removed from the device",
  revoke: "Revoked",
  transfer: "Moved",
};

/** What an act has come to, as a line of history. */
export function recordLook(record: CertificateActRecord): { kind: StatusKind; words: string } {
  const noun = actNoun(record);
  switch (record.state) {
    case "applied":
      return {
        kind: "ok",
        words: record.toCaName === null ? verbs[record.act] : `${verbs[record.act]} to ${record.toCaName}`,
      };
    case "accepted":
      return { kind: "waiting", words: `${noun} under way` };
    case "unanswered":
      return { kind: "unknown", words: `${noun} asked for, answer lost` };
    case "superseded":
      return { kind: "neutral", words: `${noun} never seen on the device` };
  }
}

/** What a re-key in progress forbids, for dialogs (u-blox seed, notes of ztp/devicecertificate/*). */
export const rekeyRuns =
  "A re-key of this device is under way. Until both of its heartbeats are through, u-blox takes nothing else for it.";
