import { randomInt } from "node:crypto";

/** A RoT UID as the two halves of its 8 bytes, each an unsigned 32-bit number. */
export interface UidHalves {
  high: number;
  low: number;
}

/** The halves of 16 hexadecimal digits in either case. Whoever calls it has checked that they are. */
export function halvesOf(uid: string): UidHalves {
  return { high: Number.parseInt(uid.slice(0, 8), 16), low: Number.parseInt(uid.slice(8), 16) };
}

/**
 * An exact set of RoT UIDs, in the order they came, that grows as they come. A million of them take 16 MB, where as many
 * strings in a `Set` take 90 MB.
 */
export class UidSet {
  #high: Uint32Array;
  #low: Uint32Array;
  /** Open addressing with linear probing: index plus one, 0 for a free place. Never more than half full. */
  #places: Uint32Array;
  /** Chosen anew for each set, so that nobody can write a file whose UIDs all fall into one place. */
  readonly #seed = randomInt(2 ** 32);
  #size = 0;

  /** `expected` UIDs are taken without growing. */
  constructor(expected = 512) {
    const indexes = 2 ** Math.ceil(Math.log2(Math.max(expected, 2)));
    this.#high = new Uint32Array(indexes);
    this.#low = new Uint32Array(indexes);
    this.#places = new Uint32Array(indexes * 2);
  }

  get size(): number {
    return this.#size;
  }

  /** Takes a UID in. @returns its index, counted from 0 in the order of coming: the size before when it is new */
  add({ high, low }: UidHalves): number {
    const place = this.#find(high, low);
    const index = (this.#places[place] ?? 0) - 1;
    if (index >= 0) return index;
    this.#high[this.#size] = high;
    this.#low[this.#size] = low;
    this.#size += 1;
    this.#places[place] = this.#size;
    if (this.#size === this.#high.length) this.#grow();
    return this.#size - 1;
  }

  /** The UID with this index. */
  at(index: number): UidHalves {
    return { high: this.#high[index] ?? 0, low: this.#low[index] ?? 0 };
  }

  #grow(): void {
    const indexes = this.#high.length * 2;
    this.#high = enlarged(this.#high, indexes);
    this.#low = enlarged(this.#low, indexes);
    this.#places = new Uint32Array(indexes * 2);
    for (let index = 0; index < this.#size; index++) {
      this.#places[this.#find(this.#high[index] ?? 0, this.#low[index] ?? 0)] = index + 1;
    }
  }

  /** The place of a UID: where it is, or where it would go. */
  #find(high: number, low: number): number {
    const mask = this.#places.length - 1;
    let place = mix(mix(high ^ this.#seed) ^ low) & mask;
    for (;;) {
      const index = (this.#places[place] ?? 0) - 1;
      if (index === -1 || (this.#low[index] === low && this.#high[index] === high)) return place;
      place = (place + 1) & mask;
    }
  }
}

function enlarged(from: Uint32Array, length: number): Uint32Array {
  const to = new Uint32Array(length);
  to.set(from);
  return to;
}

/** Spreads every bit of 32 over all of them (the finalizer of MurmurHash3). */
function mix(bits: number): number {
  let mixed = bits;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
