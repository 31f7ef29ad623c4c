import { Breather } from "@/lib/domain/csr/breather";
import { lineBytesMax } from "./limits";

const lineFeed = 0x0a;
const nothing = Buffer.alloc(0);

/**
 * A file in blocks of whole lines, each line ended by LF. Holds one piece of the file and one line, however long the
 * lines are, and lets other work run in between. A line that runs on for more than `lineBytesMax` is cut a little behind
 * that, and handed out as soon as it is known: a file without line ends is not read to its end to find out.
 */
export async function* readLineBlocks(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Buffer, void, undefined> {
  let open = nothing;
  let skipping = false;
  const breather = new Breather();
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    const firstEnd = bytes.indexOf(lineFeed) + 1;
    if (firstEnd > 0) {
      if (!skipping) yield Buffer.concat([open, bytes.subarray(0, firstEnd)]);
      skipping = false;
      open = nothing;
      const lastEnd = bytes.lastIndexOf(lineFeed) + 1;
      if (lastEnd > firstEnd) yield bytes.subarray(firstEnd, lastEnd);
      open = Buffer.from(bytes.subarray(lastEnd));
    } else if (!skipping) {
      open = Buffer.concat([open, bytes]);
    }
    // One more may be the carriage return of a line that just fits.
    if (open.length > lineBytesMax + 1) {
      yield ended(open.subarray(0, lineBytesMax + 1));
      open = nothing;
      skipping = true;
    }
    await breather.pause();
  }
  if (open.length > 0) yield ended(open);
}

function ended(line: Buffer): Buffer {
  return Buffer.concat([line, Buffer.of(lineFeed)]);
}

/** Where a line of a block lies: from `start`, and up to `end` without its LF or CRLF. */
export interface LinePlace {
  start: number;
  end: number;
}

/** The lines of a block, one after another. */
export function* linesOf(block: Buffer): Generator<LinePlace, void, undefined> {
  for (let start = 0; start < block.length; ) {
    const feed = block.indexOf(lineFeed, start);
    yield { start, end: block[feed - 1] === 0x0d && feed > start ? feed - 1 : feed };
    start = feed + 1;
  }
}
