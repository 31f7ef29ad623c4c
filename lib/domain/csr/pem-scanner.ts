/** What a PEM file holds, in the order it stands there. `line` is 1-based and names where the part begins. */
export type PemPart =
  | { kind: "request"; line: number; base64: string }
  /** A block that begins and does not end as it should. */
  | { kind: "damaged"; line: number; problem: string }
  | { kind: "private_key"; line: number }
  | { kind: "other_block"; line: number; label: string }
  /** Text that belongs to no block. It is counted and never repeated: it may be the rest of a key. */
  | { kind: "stray"; line: number; characters: number };

const beginMarker = "-----BEGIN ";
const dashes = "-----";
/** A whole marker line, such as "-----BEGIN NEW CERTIFICATE REQUEST-----" (RFC 7468 §2). */
const marker = /-----(BEGIN|END) ([A-Z0-9][A-Z0-9 #.-]{0,59}?)-----/y;
const markerCharactersMax = 80;
/** A CSR of a 16,384-bit RSA key has about 8,000 characters; a long list of names comes on top. */
const blockCharactersMax = 64 * 1024;

const requestLabels: readonly string[] = ["CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"];
/** Blanks, the commas that stand between requests, and byte order marks, which joining files leaves in the middle. */
const separators = /[\s,\u00ef\u00bb\u00bf]+/g;

interface OpenBlock {
  label: string;
  line: number;
  body: string;
  tooLong: boolean;
}

/**
 * Finds PEM blocks by their markers in a file that comes in pieces, however the requests in it are separated: by commas
 * or not, with any line ends, all on one line. Holds one block at a time.
 */
export class PemScanner {
  readonly #decoder = new TextDecoder("latin1");
  #buffer = "";
  #at = 0;
  #line = 1;
  #block: OpenBlock | undefined;
  #stray: { line: number; characters: number } | undefined;

  /** The parts that are complete with this piece of the file. */
  *push(bytes: Uint8Array): Generator<PemPart> {
    yield* this.#scan(this.#decoder.decode(bytes, { stream: true }), false);
  }

  /** The parts that are complete because nothing follows. */
  *end(): Generator<PemPart> {
    yield* this.#scan("", true);
    if (this.#block !== undefined) yield damaged(this.#block);
    this.#block = undefined;
    yield* this.#endStray();
  }

  *#scan(text: string, isLast: boolean): Generator<PemPart> {
    this.#buffer += text;
    let progress = true;
    while (progress) {
      const found = this.#block === undefined ? this.#betweenBlocks(isLast) : this.#inBlock(isLast);
      progress = found !== undefined;
      if (found !== undefined) yield* found;
    }
    this.#buffer = this.#buffer.slice(this.#at);
    this.#at = 0;
  }

  /** Goes on to the next block's beginning. Undefined when more of the file is needed. */
  #betweenBlocks(isLast: boolean): PemPart[] | undefined {
    const begin = this.#buffer.indexOf(beginMarker, this.#at);
    if (begin === -1) {
      const keep = isLast ? 0 : beginMarker.length - 1;
      this.#skipText(Math.max(this.#at, this.#buffer.length - keep));
      return undefined;
    }
    this.#skipText(begin);
    if (!isLast && this.#buffer.length - begin < markerCharactersMax) return undefined;
    const [whole, , label] = this.#markerHere() ?? [];
    if (whole === undefined || label === undefined) {
      this.#skipText(begin + beginMarker.length);
      return [];
    }
    const line = this.#line;
    this.#take(whole.length);
    this.#block = { label, line, body: "", tooLong: false };
    const before = [...this.#endStray()];
    return label.includes("PRIVATE KEY") ? [...before, { kind: "private_key", line }] : before;
  }

  /** Goes on to the open block's end. Undefined when more of the file is needed. */
  #inBlock(isLast: boolean): PemPart[] | undefined {
    const block = this.#block;
    if (block === undefined) return undefined;
    const end = this.#buffer.indexOf(dashes, this.#at);
    if (end === -1) {
      const keep = isLast ? 0 : dashes.length - 1;
      this.#takeBody(block, Math.max(this.#at, this.#buffer.length - keep));
      return undefined;
    }
    this.#takeBody(block, end);
    if (!isLast && this.#buffer.length - end < markerCharactersMax) return undefined;
    const [whole, kind, label] = this.#markerHere() ?? [];
    this.#block = undefined;
    // Another block's beginning is left where it is, so that this one alone is lost.
    if (kind !== "BEGIN") this.#take(whole?.length ?? dashes.length);
    return [kind === "END" && label === block.label ? completed(block) : damaged(block)];
  }

  #markerHere(): RegExpExecArray | undefined {
    marker.lastIndex = this.#at;
    return marker.exec(this.#buffer) ?? undefined;
  }

  #skipText(end: number): void {
    const line = this.#line;
    const text = this.#take(end - this.#at);
    const characters = text.replace(separators, "").length;
    if (characters === 0) return;
    this.#stray ??= { line: line + newlinesIn(text.slice(0, text.search(/[^\s,]/))), characters: 0 };
    this.#stray.characters += characters;
  }

  #takeBody(block: OpenBlock, end: number): void {
    const text = this.#take(end - this.#at);
    // What is in a private key is not even held.
    if (block.tooLong || !requestLabels.includes(block.label)) return;
    block.body += text.replace(/\s+/g, "");
    block.tooLong = block.body.length > blockCharactersMax;
    if (block.tooLong) block.body = "";
  }

  #take(length: number): string {
    const text = this.#buffer.slice(this.#at, this.#at + length);
    this.#at += length;
    this.#line += newlinesIn(text);
    return text;
  }

  *#endStray(): Generator<PemPart> {
    if (this.#stray !== undefined) yield { kind: "stray", ...this.#stray };
    this.#stray = undefined;
  }
}

function completed(block: OpenBlock): PemPart {
  const { label, line, body, tooLong } = block;
  if (!requestLabels.includes(label)) return { kind: "other_block", line, label };
  if (!tooLong) return { kind: "request", line, base64: body };
  return { kind: "damaged", line, problem: `It has more than ${blockCharactersMax} characters.` };
}

function damaged({ label, line }: OpenBlock): PemPart {
  if (!requestLabels.includes(label)) return { kind: "other_block", line, label };
  return { kind: "damaged", line, problem: `It has no line “-----END ${label}-----”.` };
}

function newlinesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
