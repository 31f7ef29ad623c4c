import "server-only";

/** Largest voucher file that is read; an ordinary one has 2 KB. */
const voucherBytesMax = 256 * 1024;

/** Base64 and line ends take less than this. */
const textPerByte = 2;
const sequence = 0x30;
const pemBlock = /-----BEGIN ([A-Z0-9 #]{1,40})-----([^-]*)-----END \1-----/;
const cmsLabels: ReadonlySet<string> = new Set(["CMS", "PKCS7", "PKCS #7 SIGNED DATA"]);
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** What a file holds: signed data (CMS), or a voucher's JSON by itself. */
export type VoucherFile =
  | { kind: "cms"; der: Buffer<ArrayBuffer> }
  | { kind: "json"; json: Buffer<ArrayBuffer> }
  | { kind: "unreadable"; problem: string };

const unreadable = (problem: string): VoucherFile => ({ kind: "unreadable", problem });

/**
 * Tells in which form a voucher lies in a file: DER, PEM (RFC 7468 §9) or base64 of it, or JSON. Never throws: what
 * cannot be read is a problem, in a sentence that never repeats the input.
 */
export function voucherFileOf(input: string | Uint8Array): VoucherFile {
  const textMax = voucherBytesMax * textPerByte;
  if (input.length > textMax) return tooLarge();
  const file = typeof input === "string" ? fromText(input) : fromBytes(Buffer.from(input));
  const size = file.kind === "cms" ? file.der.length : file.kind === "json" ? file.json.length : 0;
  return size > voucherBytesMax ? tooLarge() : file;
}

function tooLarge(): VoucherFile {
  return unreadable(`It is larger than the ${voucherBytesMax / 1024} KB up to which a voucher is read here.`);
}

function fromBytes(bytes: Buffer<ArrayBuffer>, isInner = false): VoucherFile {
  return bytes[0] === sequence && !looksLikeText(bytes)
    ? { kind: "cms", der: bytes }
    : fromText(bytes.toString("utf8"), isInner);
}

/** The byte that begins DER is the digit 0, with which base64 may begin as well. */
function looksLikeText(bytes: Buffer): boolean {
  return bytes.every(
    (byte) => byte === 0x09 || byte === 0x0a || byte === 0x0d || (byte >= 0x20 && byte < 0x7f),
  );
}

function fromText(text: string, isInner = false): VoucherFile {
  const bare = text.replace(/^\uFEFF/, "").trim();
  if (bare === "") return unreadable("It is empty.");
  if (bare.startsWith("{")) return { kind: "json", json: Buffer.from(bare) };
  if (bare.includes("-----BEGIN ")) return fromPem(bare);
  const joined = bare.replace(/\s+/g, "");
  if (isInner || !base64.test(joined)) return unreadable("It is neither signed data (CMS) nor JSON.");
  return fromBytes(Buffer.from(joined, "base64"), true);
}

function fromPem(text: string): VoucherFile {
  const [, label = "", body = ""] = pemBlock.exec(text) ?? [];
  if (label === "") return unreadable("Its PEM markers do not belong together: it was changed or cut.");
  if (!cmsLabels.has(label))
    return unreadable(`It is no voucher but a PEM block of another kind (${label}).`);
  const joined = body.replace(/\s+/g, "");
  return base64.test(joined)
    ? { kind: "cms", der: Buffer.from(joined, "base64") }
    : unreadable("It is not valid base64 between its markers: something in it was changed or cut.");
}
