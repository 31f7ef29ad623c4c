/** One part of a distinguished name as text (RFC 4514): commas in it are escaped or stand between quotes. */
const commonName = /(?:^|,\s*)CN=("[^"]*"|(?:\\.|[^,\\])+)/;

/** How a certificate's owner is called in short: its common name, else the whole subject. */
export function subjectName(subject: string): string {
  const [, name] = commonName.exec(subject) ?? [];
  return name?.replace(/^"|"$/g, "").replaceAll(/\\(.)/g, "$1") || subject || "without a subject";
}
