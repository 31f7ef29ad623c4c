/** How far a typed text is on its way to hexadecimal digits of one of some lengths. */
export interface HexProgress {
  /** "12 of 28 digits", beside the field. */
  words: string;
  /** What more typing does not mend; undefined while it may still become right. */
  problem?: string;
}

const either = new Intl.ListFormat("en-GB", { type: "disjunction" });

const digitWords = (count: number) => `${count} ${count === 1 ? "digit" : "digits"}`;

/**
 * Judges an identifier while it is typed. Only what cannot become right any more is a problem: a half of it is none.
 * @param lengths numbers of digits that it may have, the smallest first
 */
export function hexProgress(typed: string, lengths: readonly number[]): HexProgress {
  const text = typed.trim();
  const most = lengths.at(-1) ?? 0;
  const words = lengths.includes(text.length)
    ? digitWords(text.length)
    : `${text.length} of ${either.format(lengths.map(String))} digits`;
  if (/^0x/i.test(text)) return { words, problem: "Leave out 0x: only the digits." };
  const stranger = /[^0-9a-f]/i.exec(text)?.[0];
  if (stranger !== undefined) {
    const name = /\s/.test(stranger) ? "A space" : `“${stranger}”`;
    return { words, problem: `${name} is no hexadecimal digit: these are 0 to 9 and a to f.` };
  }
  if (text.length > most) {
    const over = text.length - most;
    return { words, problem: `${digitWords(over)} too many: at most ${most}.` };
  }
  return { words };
}
