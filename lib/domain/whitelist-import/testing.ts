/** UID number `index`, the same in every test. */
export function uid(index: number): string {
  return index.toString(16).padStart(16, "0");
}

/** A file of good rows that add `count` RoT UIDs. */
export function fileOf(count: number, first = 0): string {
  const rows = Array.from({ length: count }, (_, index) => `${uid(first + index)},ROTPublicUID,ADD\n`);
  return `Id,Type,Action\n${rows.join("")}`;
}

/** A file as it arrives: whole, or in pieces. */
export async function* arriving(
  content: string | Uint8Array | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (typeof content === "string") yield Buffer.from(content);
  else if (content instanceof Uint8Array) yield content;
  else yield* content;
}
