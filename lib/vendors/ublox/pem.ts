/** Line ends in any spelling, also escaped once too often: the vendor's samples hold a backslash and an n. */
const lineEnds = /(?:\\{1,4}[rn]|[\r\n])+/g;

const [begin, end] = ["-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"];

/**
 * The certificate of an answer, or the chain of several, as PEM with real line ends (RFC 7468); null when there is none.
 * PEM holds no backslash of its own, so nothing else can be meant by one.
 */
export function certificatePemOf(text: string | null): string | null {
  const mended = text?.replace(lineEnds, "\n") ?? "";
  const [from, to] = [mended.indexOf(begin), mended.lastIndexOf(end)];
  return from < 0 || to < from ? null : `${mended.slice(from, to + end.length)}\n`;
}
