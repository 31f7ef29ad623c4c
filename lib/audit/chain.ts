import { createHash } from "node:crypto";
import type { AuditEntry } from "@/lib/contract/audit";

/** Hash before the first entry. */
export const genesisHash = "0".repeat(64);

type Sealed = Omit<AuditEntry, "hash" | "previousHash" | "sequence"> & { sequence: number };

/** JSON with the keys of every object in order, so that equal values give equal bytes. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}

/**
 * The hash of one sealed entry: SHA-256 over the hash before it and every stored field, in a fixed order.
 * The same function serves the sealer, the verification on screen and the offline verifier.
 */
export function entryHash(previousHash: string, entry: Sealed): string {
  const content = canonicalJson([
    entry.sequence,
    entry.entryId,
    entry.at,
    entry.actorType,
    entry.actorId,
    entry.actorName,
    entry.actorRole,
    entry.action,
    entry.subjectType,
    entry.subjectId,
    entry.outcome,
    entry.intentId,
    entry.requestId,
    entry.address,
    entry.fields,
    entry.detail,
    // Entries from before there were jobs keep the hash they were sealed with.
    ...(entry.jobId === null ? [] : [entry.jobId]),
  ]);
  return createHash("sha256").update(previousHash).update("\n").update(content).digest("hex");
}
