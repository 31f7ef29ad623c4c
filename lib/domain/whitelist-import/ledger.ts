import { randomInt } from "node:crypto";
import { importRowsMax } from "@/lib/contract/whitelist";
import type { WhitelistAction } from "@/lib/vendors/ublox/whitelist";
import { ChunkWriter, type StoredRows } from "./chunk-rows";
import type { GoodRow, Uid } from "./row";

/** A row and where it stands. */
export interface NumberedRow extends GoodRow {
  line: number;
}

/** Another line about the same RoT UID: the same again, or the opposite. */
export interface Clash {
  reason: "duplicate" | "contradiction";
  line: number;
}

/**
 * The good rows of one file. Knows every RoT UID it has seen: a UID is 64 bits, so that the rows of the longest file and
 * an exact index over them take 24 MB, of which only what is used becomes memory.
 */
export class Ledger {
  readonly #high: Uint32Array;
  readonly #low: Uint32Array;
  /** Line number times two, plus one for DELETE. */
  readonly #lineAndAction: Uint32Array;
  /** The first line that asks for the opposite; 0: none, the row is good. */
  readonly #opposedBy: Uint32Array;
  /** Open addressing with linear probing: row number plus one, 0 for a free place. Never more than half full. */
  readonly #places: Uint32Array;
  /** Chosen anew for each file, so that nobody can write one whose UIDs all fall into one place. */
  readonly #seed = randomInt(2 ** 32);
  #size = 0;

  constructor(rowsMax = importRowsMax) {
    this.#high = new Uint32Array(rowsMax);
    this.#low = new Uint32Array(rowsMax);
    this.#lineAndAction = new Uint32Array(rowsMax);
    this.#opposedBy = new Uint32Array(rowsMax);
    this.#places = new Uint32Array(2 ** Math.ceil(Math.log2(rowsMax * 2)));
  }

  /**
   * Takes a row, or says which earlier line it clashes with. Of two lines that contradict each other both are bad: the
   * earlier one is found in `contradicted` once the whole file has been read.
   */
  add({ uid, action, line }: NumberedRow): Clash | undefined {
    const place = this.#find(uid);
    const index = (this.#places[place] ?? 0) - 1;
    if (index === -1) {
      this.#high[this.#size] = uid.high;
      this.#low[this.#size] = uid.low;
      this.#lineAndAction[this.#size] = line * 2 + (action === "DELETE" ? 1 : 0);
      this.#size += 1;
      this.#places[place] = this.#size;
      return undefined;
    }
    const first = this.#line(index);
    const opposedBy = this.#opposedBy[index] ?? 0;
    if (this.#action(index) !== action) {
      if (opposedBy === 0) this.#opposedBy[index] = line;
      return { reason: "contradiction", line: first };
    }
    return opposedBy === 0
      ? { reason: "duplicate", line: first }
      : { reason: "contradiction", line: opposedBy };
  }

  /** The rows that nothing contradicts, in the order of the file, so many in each chunk. */
  *goodChunks(rowsPerChunk: number): Generator<StoredRows, void, undefined> {
    const chunk = new ChunkWriter(rowsPerChunk);
    for (let index = 0; index < this.#size; index++) {
      if (this.#opposedBy[index] !== 0) continue;
      chunk.add(this.#line(index), this.#high[index] ?? 0, this.#low[index] ?? 0, this.#action(index));
      if (chunk.rowCount === rowsPerChunk) yield chunk.take();
    }
    if (chunk.rowCount > 0) yield chunk.take();
  }

  /** The rows that a later line contradicts, and that line. */
  *contradicted(): Generator<{ row: NumberedRow; opposedBy: number }, void, undefined> {
    for (let index = 0; index < this.#size; index++) {
      const opposedBy = this.#opposedBy[index] ?? 0;
      if (opposedBy !== 0) yield { row: this.#row(index), opposedBy };
    }
  }

  #row(index: number): NumberedRow {
    const uid = { high: this.#high[index] ?? 0, low: this.#low[index] ?? 0 };
    return { uid, action: this.#action(index), line: this.#line(index) };
  }

  #line(index: number): number {
    return (this.#lineAndAction[index] ?? 0) >>> 1;
  }

  #action(index: number): WhitelistAction {
    return (this.#lineAndAction[index] ?? 0) % 2 === 1 ? "DELETE" : "ADD";
  }

  /** The place of a UID: where it is, or where it would go. */
  #find({ high, low }: Uid): number {
    const mask = this.#places.length - 1;
    let place = mix(mix(high ^ this.#seed) ^ low) & mask;
    for (;;) {
      const index = (this.#places[place] ?? 0) - 1;
      if (index === -1 || (this.#low[index] === low && this.#high[index] === high)) return place;
      place = (place + 1) & mask;
    }
  }
}

/** Spreads every bit of 32 over all of them (the finalizer of MurmurHash3). */
function mix(bits: number): number {
  let mixed = bits;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
