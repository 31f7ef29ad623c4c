import "server-only";
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { Refusal } from "@/lib/contract/problem";
import { fileBytesMax, silenceMsMax, uploadMsMax } from "./limits";

/** The parts of a request that an upload needs. */
export type Upload = Pick<Request, "body" | "headers" | "signal">;

export interface UploadLimits {
  bytesMax: number;
  silenceMs: number;
  totalMs: number;
}

const usualLimits: UploadLimits = { bytesMax: fileBytesMax, silenceMs: silenceMsMax, totalMs: uploadMsMax };

/** Small enough that looking at one piece does not hold up anything else. */
const pieceBytesMax = 64 * 1024;

/** An uploaded file, and afterwards what it was. */
export class UploadedFile {
  /** The bytes as they arrive; ends with a Refusal as `uploadedBytes` does. */
  readonly content: Readable;
  readonly #hash = createHash("sha256");
  #bytes = 0;

  constructor(upload: Upload) {
    this.content = Readable.from(this.#hashed(upload));
  }

  /** What has been read so far, for the audit history. */
  facts(): { bytes: number; sha256: string } {
    return { bytes: this.#bytes, sha256: this.#hash.copy().digest("hex") };
  }

  async *#hashed(upload: Upload): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const piece of uploadedBytes(upload)) {
      this.#bytes += piece.byteLength;
      this.#hash.update(piece);
      yield piece;
    }
  }
}

/**
 * The bytes of an uploaded file in small pieces, as they arrive; nothing is read ahead.
 * @throws Refusal when the file is too large, is not whole, or does not arrive in time
 */
export async function* uploadedBytes(
  { body, headers, signal }: Upload,
  { bytesMax, silenceMs, totalMs }: UploadLimits = usualLimits,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (body === null) return;
  const reader = body.getReader();
  const endsAtMs = performance.now() + totalMs;
  let bytes = 0;
  try {
    for (;;) {
      const waitMs = Math.min(silenceMs, endsAtMs - performance.now());
      const { value, done } = await within(waitMs, reader.read());
      if (signal.aborted) throw brokenOff();
      if (done) break;
      bytes += value.byteLength;
      if (bytes > bytesMax) throw tooLarge(bytesMax);
      for (let start = 0; start < value.byteLength; start += pieceBytesMax) {
        yield value.subarray(start, start + pieceBytesMax);
      }
    }
  } finally {
    // Whatever is still coming is not wanted. Not waited for: a source that hangs may never say that it has stopped.
    reader.cancel().catch(() => undefined);
  }
  // A connection that was cut must not make a shorter file out of a longer one.
  const announced = headers.get("content-length");
  if (announced !== null && Number(announced) !== bytes) throw brokenOff();
}

async function within<Value>(waitMs: number, reading: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const overdue = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tooSlow()), Math.max(0, waitMs));
  });
  try {
    return await Promise.race([reading, overdue]);
  } catch (error) {
    throw error instanceof Refusal ? error : brokenOff();
  } finally {
    clearTimeout(timer);
  }
}

function brokenOff(): Refusal {
  return new Refusal("invalid_input", {
    detail: "The upload ended before the file was complete.",
    next: "Upload the file again. Nothing of it was kept.",
  });
}

function tooSlow(): Refusal {
  return new Refusal("invalid_input", {
    detail: "The upload stood still or took too long, and was given up.",
    next: "Upload the file again over a better connection, or in parts. Nothing of it was kept.",
  });
}

function tooLarge(bytesMax: number): Refusal {
  return new Refusal("too_large", {
    detail: `The file is larger than ${Math.round(bytesMax / 1024 / 1024)} MB.`,
    next: "Divide it into several files. Nothing of it was kept.",
  });
}
