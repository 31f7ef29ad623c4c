const sequence = 0x30;
const bitString = 0x03;

interface Element {
  tag: number;
  contentAt: number;
  end: number;
}

/** The element that begins there, by its tag and length alone (X.690 §8.1). */
function elementAt(der: Buffer, at: number): Element {
  const tag = der[at] ?? 0;
  const short = der[at + 1] ?? 0;
  if (short < 0x80) return { tag, contentAt: at + 2, end: at + 2 + short };
  const lengthBytes = short & 0x7f;
  if (lengthBytes === 0 || lengthBytes > 4 || at + 2 + lengthBytes > der.length)
    return { tag, contentAt: at, end: Number.NaN };
  const contentAt = at + 2 + lengthBytes;
  return { tag, contentAt, end: contentAt + der.readUIntBE(at + 2, lengthBytes) };
}

/**
 * Whether the bytes are exactly one CertificationRequest by its outer form: information, algorithm and signature, one
 * right behind the other, and nothing after them (RFC 2986 §4). The signature covers only the first of the three, and
 * the parser forgives much in the others.
 */
export function isFramed(der: Buffer): boolean {
  const whole = elementAt(der, 0);
  const information = elementAt(der, whole.contentAt);
  const algorithm = elementAt(der, information.end);
  const signature = elementAt(der, algorithm.end);
  return (
    [whole, information, algorithm].every(({ tag }) => tag === sequence) &&
    signature.tag === bitString &&
    der[signature.contentAt] === 0 &&
    signature.end === whole.end &&
    whole.end === der.length
  );
}
