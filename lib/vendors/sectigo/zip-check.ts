import { Transform, type TransformCallback } from "node:stream";

/** What is wrong with a stream that should be a zip, with the beginning of a wrong one. */
export type ZipProblem = { problem: "no zip"; beginning: string } | { problem: "cut" };

/** "PK" and the kind of record: a file's header, or, of an empty zip, its end. */
function beginsLikeZip(bytes: Buffer): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

const headBytes = 4;
/** The end record without its comment, and with the longest comment it can have (APPNOTE.TXT 4.3.16). */
const endBytes = 22;
const endBytesMax = endBytes + 0xffff;
const endSignature = Buffer.from([0x50, 0x4b, 0x05, 0x06]);

function endsLikeZip(tail: Buffer): boolean {
  let at = tail.lastIndexOf(endSignature);
  while (at >= 0) {
    if (at + endBytes <= tail.length && at + endBytes + tail.readUInt16LE(at + 20) === tail.length)
      return true;
    at = at === 0 ? -1 : tail.lastIndexOf(endSignature, at - 1);
  }
  return false;
}

/**
 * Lets a zip pass and fails with what `explain` makes when it does not begin like one, or ends before its end record:
 * an answer without a length that is cut off looks complete to HTTP, and must not to the one who saves it.
 * Nothing is copied and at most the last chunks are remembered.
 */
export class ZipCheck extends Transform {
  readonly #explain: (problem: ZipProblem) => Error;
  #head: Buffer | undefined = Buffer.alloc(0);
  #tail: Buffer[] = [];
  #tailBytes = 0;

  constructor(explain: (problem: ZipProblem) => Error) {
    super();
    this.#explain = explain;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (this.#head === undefined) {
      this.#pass(chunk, done);
      return;
    }
    this.#head = Buffer.concat([this.#head, chunk]);
    if (this.#head.length < headBytes) done();
    else this.#judgeHead(this.#head, done);
  }

  override _flush(done: TransformCallback): void {
    if (this.#head !== undefined) done(this.#noZip(this.#head));
    else if (endsLikeZip(Buffer.concat(this.#tail))) done();
    else done(this.#explain({ problem: "cut" }));
  }

  #judgeHead(head: Buffer, done: TransformCallback): void {
    if (!beginsLikeZip(head)) {
      done(this.#noZip(head));
      return;
    }
    this.#head = undefined;
    this.#pass(head, done);
  }

  #noZip(head: Buffer): Error {
    return this.#explain({ problem: "no zip", beginning: head.toString("utf8") });
  }

  #pass(chunk: Buffer, done: TransformCallback): void {
    this.#tail.push(chunk);
    this.#tailBytes += chunk.length;
    while (this.#tailBytes - (this.#tail[0]?.length ?? 0) >= endBytesMax) {
      this.#tailBytes -= this.#tail.shift()?.length ?? 0;
    }
    done(null, chunk);
  }
}
