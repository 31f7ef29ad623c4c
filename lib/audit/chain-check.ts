import type { AuditEntry } from "@/lib/contract/audit";
import { entryHash, genesisHash } from "./chain";

/**
 * Checks entries one by one, in order, and stops at the first that does not hold. It needs nothing but the
 * entries, so the same check runs on the server and on an exported file elsewhere.
 */
export class ChainCheck {
  problem: { sequence: number | null; words: string } | null = null;
  entries = 0;
  headSequence: number | null = null;
  headHash: string | null = null;

  add(entry: AuditEntry): void {
    if (this.problem !== null) return;
    const problem = this.judge(entry);
    if (problem !== null) {
      this.problem = { sequence: entry.sequence, words: problem };
      return;
    }
    this.entries += 1;
    this.headSequence = entry.sequence;
    this.headHash = entry.hash;
  }

  private judge(entry: AuditEntry): string | null {
    const { sequence } = entry;
    if (sequence === null || entry.hash === null || entry.previousHash === null) {
      return `Entry ${entry.entryId} carries no seal.`;
    }
    const expected = (this.headSequence ?? 0) + 1;
    if (sequence !== expected)
      return `Entry ${expected} is missing: after ${expected - 1} comes ${sequence}.`;
    if (entry.previousHash !== (this.headHash ?? genesisHash)) {
      return `Entry ${sequence} does not follow entry ${sequence - 1}: the hash before it is another.`;
    }
    if (entryHash(entry.previousHash, { ...entry, sequence }) !== entry.hash) {
      return `Entry ${sequence} was changed: its content does not give its hash.`;
    }
    return null;
  }
}
