import "server-only";
import { isFramed } from "../csr/der-frame";

/** What is expected: by which names PEM calls it, how it is called in sentences, and how large it may be. */
export interface Expected {
  labels: readonly string[];
  /** "certificate", "revocation list". */
  noun: string;
  /** Of the binary form. */
  bytesMax: number;
}

export type Decoded = { der: Buffer<ArrayBuffer> } | { problem: string };

/** Line ends in any spelling, also escaped once too often: the vendor's samples hold a backslash and an n. */
const escapedLineEnds = /\\{1,4}[rn]/g;
const pemBlock = /-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \1-----/g;
const pemStart = "-----BEGIN ";
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;
/** Every SEQUENCE begins with the byte 0x30; no base64 of one begins with "30". */
const hexadecimal = /^30[0-9a-f]+$/i;
const sequence = 0x30;

/** Text takes up to twice the size of what it encodes, escaped line ends included; hexadecimal does. */
const textPerByte = 3;

/**
 * The binary form (DER) of something signed: from PEM (RFC 7468), base64 with or without line ends, base64 of PEM,
 * hexadecimal digits, or DER itself. Of several blocks the first is taken. Never throws: what cannot be read is a
 * problem, in a sentence.
 */
export function derOf(input: string | Uint8Array, expected: Expected): Decoded {
  const { noun, bytesMax } = expected;
  if (input.length > bytesMax * textPerByte) return tooLarge(expected);
  const found =
    typeof input === "string"
      ? decodedText(input, expected)
      : input[0] === sequence
        ? { der: Buffer.from(input) }
        : decodedText(Buffer.from(input).toString("latin1"), expected);
  if ("problem" in found) return found;
  if (found.der.length > bytesMax) return tooLarge(expected);
  return isFramed(found.der)
    ? found
    : { problem: `Its outer structure is not that of a ${noun}: it was changed, cut or added to.` };
}

function tooLarge({ noun, bytesMax }: Expected): Decoded {
  return {
    problem: `It is larger than the ${(bytesMax / 1024).toLocaleString("en-US")} KB up to which a ${noun} is read here.`,
  };
}

function decodedText(text: string, expected: Expected, isInner = false): Decoded {
  const mended = text.replace(escapedLineEnds, "\n");
  if (mended.includes(pemStart)) return decodedPem(mended, expected);
  const bare = mended.replace(/\s+/g, "");
  if (bare === "") return { problem: "It is empty." };
  if (hexadecimal.test(bare) && bare.length % 2 === 0) return { der: Buffer.from(bare, "hex") };
  const standard = bare.replaceAll("-", "+").replaceAll("_", "/");
  if (!base64.test(standard)) {
    return { problem: "It is neither PEM nor base64: something in it was changed or cut." };
  }
  const bytes = Buffer.from(standard, "base64");
  const inner = bytes.toString("latin1");
  return !isInner && inner.includes(pemStart) ? decodedText(inner, expected, true) : { der: bytes };
}

function decodedPem(text: string, { labels, noun }: Expected): Decoded {
  const others = new Set<string>();
  for (const [, label = "", body = ""] of text.matchAll(pemBlock)) {
    if (!labels.includes(label)) {
      others.add(label);
      continue;
    }
    const bare = body.replace(/\s+/g, "");
    return base64.test(bare)
      ? { der: Buffer.from(bare, "base64") }
      : { problem: "It is not valid base64 between its markers: something in it was changed or cut." };
  }
  const [other] = others;
  return {
    problem:
      other === undefined
        ? "Its PEM markers do not belong together: it was changed or cut."
        : `It is no ${noun} but a PEM block of another kind (${other}).`,
  };
}
