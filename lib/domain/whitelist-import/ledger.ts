import { fileRowsMax } from "@/lib/contract/job-kinds";
import { UidSet } from "@/lib/domain/jobs/uid-set";
import type { WhitelistAction } from "@/lib/vendors/ublox/whitelist";
import type { GoodRow } from "./row";

/** A row and where it stands. */
export interface NumberedRow extends GoodRow {
  line: number;
}

/** Another line is about the same RoT UID: it says the same, or the opposite. */
export type Clash = "duplicate" | "contradiction";

/**
 * The good rows of one file. Knows every RoT UID it has seen: the rows of the longest file and an exact index over them
 * take 21 MB, of which only what is used becomes memory.
 */
export class Ledger {
  readonly #uids: UidSet;
  /** Line number times two, plus one for DELETE. */
  readonly #lineAndAction: Uint32Array;
  /** 1 where a later line asks for the opposite. */
  readonly #contradicted: Uint8Array;

  constructor(rowsMax: number = fileRowsMax) {
    this.#uids = new UidSet(rowsMax);
    this.#lineAndAction = new Uint32Array(rowsMax);
    this.#contradicted = new Uint8Array(rowsMax);
  }

  /**
   * Takes a row, or says how it clashes with an earlier one. Of two lines that contradict each other both are bad: the
   * earlier one is found in `contradicted` once the whole file has been read.
   */
  add({ uid, action, line }: NumberedRow): Clash | undefined {
    const before = this.#uids.size;
    const index = this.#uids.add(uid);
    if (index === before) {
      this.#lineAndAction[index] = line * 2 + (action === "DELETE" ? 1 : 0);
      return undefined;
    }
    if (this.#action(index) !== action) this.#contradicted[index] = 1;
    return this.#contradicted[index] === 1 ? "contradiction" : "duplicate";
  }

  /** The rows that nothing contradicts, in the order of the file. */
  good(): Generator<NumberedRow, void, undefined> {
    return this.#rows(0);
  }

  /** The rows that a later line contradicts, in the order of the file. */
  contradicted(): Generator<NumberedRow, void, undefined> {
    return this.#rows(1);
  }

  *#rows(contradicted: number): Generator<NumberedRow, void, undefined> {
    for (let index = 0; index < this.#uids.size; index++) {
      if (this.#contradicted[index] !== contradicted) continue;
      const line = (this.#lineAndAction[index] ?? 0) >>> 1;
      yield { uid: this.#uids.at(index), action: this.#action(index), line };
    }
  }

  #action(index: number): WhitelistAction {
    return (this.#lineAndAction[index] ?? 0) % 2 === 1 ? "DELETE" : "ADD";
  }
}
