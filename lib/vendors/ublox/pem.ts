/** One certificate or several of a chain, without what stands around them (RFC 7468). */
const certificates = /-----BEGIN CERTIFICATE-----[\s\S]*-----END CERTIFICATE-----/;

/** A line's end that was escaped once too often: the vendor's samples hold a backslash and an n. */
const escapedLineEnd = /(?:\\+r)?\\+n/g;

/**
 * A certificate of an answer as PEM with real line ends, or null when it is none. PEM holds no backslash of its own, so
 * nothing else can be meant by one.
 */
export function certificatePemOf(text: string | null): string | null {
  const mended = text?.replace(escapedLineEnd, "\n").replace(/\r\n?/g, "\n");
  const found = certificates.exec(mended ?? "");
  return found === null ? null : `${found[0]}\n`;
}
