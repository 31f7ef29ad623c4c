import { lineCharactersMax } from "./limits";

/** Lines that follow each other. */
export interface Lines {
  /** 1-based number of the first one in the file. */
  firstNumber: number;
  /** Without their line ends. One that is too long is cut to one character more than `lineCharactersMax`. */
  texts: string[];
}

/** Longest stretch of work between two turns of the event loop. */
const turnMs = 8;

/**
 * The lines of a UTF-8 file, LF or CRLF, a byte order mark removed; what is not valid UTF-8 becomes U+FFFD. Holds one
 * piece of the file and one line, however long the lines are, and lets other work run in between. A line that is too
 * long is handed out as soon as that is known: a file without line ends is not read to its end to find out.
 */
export async function* readLines(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Lines, void, undefined> {
  const decoder = new TextDecoder("utf-8");
  let open = "";
  let number = 1;
  let skipping = false;
  let turnEndsAtMs = performance.now() + turnMs;
  for await (const piece of pieces) {
    let text = decoder.decode(piece, { stream: true });
    if (skipping) {
      const end = text.indexOf("\n");
      skipping = end === -1;
      text = skipping ? "" : text.slice(end + 1);
    }
    const texts = (open + text).split("\n");
    open = texts.pop() ?? "";
    // One more may be the carriage return of a line that just fits.
    if (open.length > lineCharactersMax + 1) {
      texts.push(open);
      open = "";
      skipping = true;
    }
    if (texts.length > 0) yield { firstNumber: number, texts: texts.map(bare) };
    number += texts.length;
    if (performance.now() > turnEndsAtMs) {
      await new Promise((resolve) => setImmediate(resolve));
      turnEndsAtMs = performance.now() + turnMs;
    }
  }
  open += skipping ? "" : decoder.decode();
  if (open !== "") yield { firstNumber: number, texts: [bare(open)] };
}

function bare(text: string): string {
  const line = text.endsWith("\r") ? text.slice(0, -1) : text;
  return line.length > lineCharactersMax ? line.slice(0, lineCharactersMax + 1) : line;
}
