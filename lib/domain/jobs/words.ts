/** Words from outside as Postgres takes them. */
export function storable(words: string): string {
  return words.replaceAll("\0", "\uFFFD").toWellFormed();
}

/** "1 device", "1,204 devices". */
export function countWords(count: number, unit: { one: string; many: string }): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? unit.one : unit.many}`;
}
