import type { Batch } from "@/lib/contract/batches";

type StatusClass = Batch["statusClass"];

/**
 * The vendor's words, from its guide, its portal's documents and later releases (which write codes in capitals with
 * underscores). The guide itself shows only "Pending" and "Ready for Download".
 */
const classes: ReadonlyMap<string, StatusClass> = new Map([
  ["pending", "waiting"],
  ["created", "waiting"],
  ["processing", "waiting"],
  ["pending creation", "waiting"],
  ["pending issue", "waiting"],
  ["processing reject", "waiting"],
  ["processing revoke", "waiting"],
  ["ready for download", "ready"],
  ["batch issued partly", "partly"],
  ["zip removed after expiration", "expired"],
  ["removed after expiration", "expired"],
  ["rejected", "rejected"],
  ["revoked", "revoked"],
  ["revocation error", "failed"],
  ["aborted", "failed"],
  ["broken", "failed"],
  ["failed", "failed"],
  ["not acceptable", "failed"],
  ["collected", "collected"],
]);

/** Our class of a status word; a word nobody has seen is "other" and never an error. */
export function classOfStatus(vendorStatus: string): StatusClass {
  const word = vendorStatus
    .replace(/[_\s]+/g, " ")
    .trim()
    .toLowerCase();
  return classes.get(word) ?? "other";
}

/**
 * Whether a person should look: "If the batch cannot be downloaded and the 'status' field is not 'Pending' the batch
 * may have failed and may require user intervention" (guide, Get detailed batch information).
 */
export function needsAttention(statusClass: StatusClass, downloadable: boolean): boolean {
  return !downloadable && statusClass !== "waiting";
}
