/** A repeatable source of choices: the same seed gives the same data on every start. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, `below`. */
  integer(below: number): number;
  /** A whole number between both bounds, bounds included. */
  between(lowest: number, highest: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** That many lowercase hexadecimal digits. */
  hex(digits: number): string;
}

/** FNV-1a, to turn a name into the first state of the generator. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/** Mulberry32: small, quick, and good enough for sample data. Never for secrets. */
export function randomFrom(seed: string): Random {
  let state = hash(seed);
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const integer = (below: number) => Math.floor(next() * below);
  return {
    next,
    integer,
    between: (lowest, highest) => lowest + integer(highest - lowest + 1),
    chance: (probability) => next() < probability,
    pick(items) {
      const index = integer(items.length);
      for (const item of items.slice(index, index + 1)) return item;
      throw new Error("cannot pick from an empty list");
    },
    hex(digits) {
      let text = "";
      while (text.length < digits) text += integer(65_536).toString(16).padStart(4, "0");
      return text.slice(0, digits);
    },
  };
}

/** Bytes that no compressor can shrink, the same for the same seed. */
export function pseudoRandomBytes(length: number, seed: string): Buffer {
  const words = new Uint32Array(Math.ceil(length / 4));
  let state = hash(seed) || 1;
  for (let index = 0; index < words.length; index += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[index] = state;
  }
  return Buffer.from(words.buffer, 0, length);
}
