import type { AuditSubject } from "@/lib/contract/operation";

/** What a call is about, in the audit history: the one entry, or how many. */
export function whitelistSubject(rows: readonly { target: string }[]): AuditSubject {
  const [only, ...others] = rows;
  return { type: "whitelist", id: others.length === 0 ? (only?.target ?? "") : `${rows.length} entries` };
}
