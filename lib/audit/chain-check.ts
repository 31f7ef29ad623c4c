import type { AuditEntry } from "@/lib/contract/audit";
import { entryHash, genesisHash } from "./chain";

export interface ChainProblem {
  /** The first place that does not hold; null when it has no number. */
  sequence: number | null;
  words: string;
}

/**
 * Checks entries one by one, in order, and stops at the first that does not hold. It needs nothing but the
 * entries, so the same check runs on the server and on an exported file elsewhere.
 */
export class ChainCheck {
  problem: ChainProblem | null = null;
  entries = 0;
  headSequence: number | null = null;
  headHash: string | null = null;

  /** The number that the next entry has to carry. */
  get expected(): number {
    return (this.headSequence ?? 0) + 1;
  }

  add(entry: AuditEntry): void {
    if (this.problem !== null) return;
    this.problem = this.judge(entry);
    if (this.problem !== null) return;
    this.entries += 1;
    this.headSequence = entry.sequence;
    this.headHash = entry.hash;
  }

  private judge(entry: AuditEntry): ChainProblem | null {
    const { expected } = this;
    const { sequence } = entry;
    if (sequence === null || entry.hash === null || entry.previousHash === null) {
      return { sequence: null, words: `Entry ${entry.entryId} carries no seal.` };
    }
    if (sequence > expected) {
      const found = expected === 1 ? `the first is ${sequence}` : `after ${expected - 1} comes ${sequence}`;
      return { sequence: expected, words: `Entry ${expected} is missing: ${found}.` };
    }
    if (sequence < expected) {
      return { sequence, words: `Entry ${sequence} stands where entry ${expected} should.` };
    }
    if (entry.previousHash !== (this.headHash ?? genesisHash)) {
      const words =
        sequence === 1
          ? "Entry 1 is not the beginning: it follows another entry."
          : `Entry ${sequence} does not follow entry ${sequence - 1}: the hash before it is another.`;
      return { sequence, words };
    }
    if (entryHash(entry.previousHash, { ...entry, sequence }) !== entry.hash) {
      return { sequence, words: `Entry ${sequence} was changed: its content does not give its hash.` };
    }
    return null;
  }
}
