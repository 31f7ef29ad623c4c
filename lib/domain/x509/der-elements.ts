/** One element of DER: tag, length and value (X.690 §8.1). */
export interface DerElement {
  tag: number;
  /** The whole of it. */
  bytes: Buffer<ArrayBuffer>;
  /** Its value. */
  content: Buffer<ArrayBuffer>;
}

const lengthBytesMax = 4;

/**
 * The elements that lie one behind another, exactly as they are written: signatures and fingerprints are over these
 * bytes, and a library that reads and writes them again need not give the same. Undefined for what is not DER.
 */
export function derElements(der: Buffer<ArrayBuffer>): DerElement[] | undefined {
  const elements: DerElement[] = [];
  for (let at = 0; at < der.length; ) {
    const element = elementAt(der, at);
    if (element === undefined) return undefined;
    elements.push(element);
    at += element.bytes.length;
  }
  return elements;
}

function elementAt(der: Buffer<ArrayBuffer>, at: number): DerElement | undefined {
  const [tag, short] = [der[at], der[at + 1]];
  // Tags of several bytes occur nowhere in what is read here.
  if (tag === undefined || short === undefined || (tag & 0x1f) === 0x1f) return undefined;
  const lengthBytes = short < 0x80 ? 0 : short & 0x7f;
  const contentAt = at + 2 + lengthBytes;
  // 0x80 is the indefinite length, which DER does not know.
  if (short === 0x80 || lengthBytes > lengthBytesMax || contentAt > der.length) return undefined;
  const end = contentAt + (lengthBytes === 0 ? short : der.readUIntBE(at + 2, lengthBytes));
  if (end > der.length) return undefined;
  return { tag, bytes: der.subarray(at, end), content: der.subarray(contentAt, end) };
}
