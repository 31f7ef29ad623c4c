const charactersShown = 512;

/** Names come from strangers: without what could forge a line or turn the writing around, and not endless. */
export function printable(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ");
  return line.length > charactersShown ? `${line.slice(0, charactersShown - 1)}…` : line;
}
