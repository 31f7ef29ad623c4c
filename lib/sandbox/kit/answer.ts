import type { Readable } from "node:stream";

/** A body that is made while it is sent. */
export interface StreamedBody {
  /** Null when the length is not known beforehand: the answer is then sent in chunks. */
  readonly lengthBytes: number | null;
  open(): Readable;
}

/** What a vendor's rules have decided to say; nothing has been sent yet. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | StreamedBody;
}

export function isStreamed(body: Answer["body"]): body is StreamedBody {
  return !Buffer.isBuffer(body);
}

export function jsonAnswer(status: number, value: unknown, contentType = "application/json"): Answer {
  return { status, headers: { "content-type": contentType }, body: Buffer.from(JSON.stringify(value)) };
}

export function textAnswer(status: number, text: string, contentType = "text/plain;charset=UTF-8"): Answer {
  return { status, headers: { "content-type": contentType }, body: Buffer.from(text) };
}

/** A success without a word: several u-blox writes answer so. */
export function emptyAnswer(status = 200): Answer {
  return { status, headers: {}, body: Buffer.alloc(0) };
}
