/** A note as Postgres takes it; an empty one is none. */
export function storableNote(note: string | null): string | null {
  return note === null || note === "" ? null : note.replaceAll("\0", "\uFFFD").toWellFormed();
}
