import type { AuditEntry } from "@/lib/contract/audit";
import { entryHash, genesisHash } from "./chain";

interface Beginning {
  /** What every entry says, but for its number and its place. */
  entry: AuditEntry;
  previousHash: string;
  sequence: number;
}

const sample: AuditEntry = {
  entryId: "aud_sample",
  sequence: null,
  at: "2026-03-01T10:00:00.000Z",
  actorType: "person",
  actorId: "usr_sample",
  actorName: "ada@example.com",
  actorRole: "admin",
  action: "tags.create",
  subjectType: "tag",
  subjectId: "downtown",
  outcome: "succeeded",
  intentId: null,
  requestId: "req_sample",
  jobId: null,
  address: "192.0.2.7",
  fields: ["tagName"],
  detail: { bytes: 12, code: "ok", complete: true, reason: null },
  hash: null,
  previousHash: null,
};

/** A chain as the sealer makes it, without a database. */
export function sealedChain(length: number, from?: Beginning): AuditEntry[] {
  const chain: AuditEntry[] = [];
  let { previousHash, sequence } = from ?? { previousHash: genesisHash, sequence: 1 };
  for (let index = 0; index < length; index += 1, sequence += 1) {
    const content =
      from === undefined
        ? {
            ...sample,
            entryId: `aud_${sequence}`,
            subjectId: `tag ${sequence}`,
            requestId: `req_${sequence}`,
          }
        : from.entry;
    const hash = entryHash(previousHash, { ...content, sequence });
    chain.push({ ...content, sequence, previousHash, hash });
    previousHash = hash;
  }
  return chain;
}
