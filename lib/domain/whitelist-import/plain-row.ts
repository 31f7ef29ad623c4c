import type { LinePlace } from "./lines";
import type { GoodRow } from "./row";

const type = Buffer.from(",ROTPublicUID,");
const add = Buffer.from("ADD");
const remove = Buffer.from("DELETE");

const uidDigits = 16;
const actionAt = uidDigits + type.length;

/** What a byte is worth as a hexadecimal digit; 255 when it is none. */
const digits = new Uint8Array(256).fill(255);
for (const [value, byte] of Buffer.from("0123456789abcdef").entries()) digits[byte] = value;
for (const [value, byte] of Buffer.from("ABCDEF").entries()) digits[byte] = 10 + value;

/**
 * Reads a row that is written plainly, `0002000089280087,ROTPublicUID,ADD`, straight from its bytes. Nearly all lines of
 * nearly all files are, and a million strings cost more than everything else that is done with them. Undefined for every
 * other line; `judgeRow` knows all forms, and says of plain rows the same.
 */
export function plainRow(block: Buffer, { start, end }: LinePlace): GoodRow | undefined {
  const length = end - start;
  const action = length === actionAt + add.length ? add : remove;
  if (length !== actionAt + action.length) return undefined;
  if (!stands(type, block, start + uidDigits) || !stands(action, block, start + actionAt)) return undefined;
  const high = hexNumber(block, start);
  const low = hexNumber(block, start + uidDigits / 2);
  if (high === undefined || low === undefined) return undefined;
  return { uid: { high, low }, action: action === add ? "ADD" : "DELETE" };
}

function stands(expected: Buffer, block: Buffer, at: number): boolean {
  for (let index = 0; index < expected.length; index++) {
    if (block[at + index] !== expected[index]) return false;
  }
  return true;
}

/** The number that eight digits stand for. */
function hexNumber(block: Buffer, at: number): number | undefined {
  let number = 0;
  let worst = 0;
  for (let index = at; index < at + uidDigits / 2; index++) {
    const digit = digits[block[index] ?? 0] ?? 255;
    worst |= digit;
    number = (number << 4) | digit;
  }
  return worst > 15 ? undefined : number >>> 0;
}
