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

/** A text as a whole number below 2^32 (FNV-1a): the first state of the generator. */
export function numberOf(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/** Mulberry32's step and its mixing of a state into a whole number below 2^32. */
const STEP = 0x6d2b79f5;
function scrambled(state: number): number {
  let value = Math.imul(state ^ (state >>> 15), state | 1);
  value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
  return (value ^ (value >>> 14)) >>> 0;
}

/** The number of a place in a sequence, without walking up to it: a whole number below 2^32. */
export function mixed(seed: number, place: number): number {
  return scrambled((seed + Math.imul(place + 1, STEP)) >>> 0);
}

/** Mulberry32: small, quick, and good enough for sample data. Never for secrets. */
export function randomFrom(seed: string): Random {
  let state = numberOf(seed);
  const next = () => {
    state = (state + STEP) >>> 0;
    return scrambled(state) / 4_294_967_296;
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
  let state = numberOf(seed) || 1;
  for (let index = 0; index < words.length; index += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[index] = state;
  }
  return Buffer.from(words.buffer, 0, length);
}
