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
 * piece of the file and one line, however long the lines are, and lets other work run in between.
 */
export async function* readLines(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Lines, void, undefined> {
  const decoder = new TextDecoder("utf-8");
  let open = "";
  let number = 1;
  let turnEndsAtMs = performance.now() + turnMs;
  for await (const piece of pieces) {
    const texts = (open + decoder.decode(piece, { stream: true })).split("\n");
    open = cut(texts.pop() ?? "");
    if (texts.length > 0) yield { firstNumber: number, texts: texts.map(whole) };
    number += texts.length;
    if (performance.now() > turnEndsAtMs) {
      await new Promise((resolve) => setImmediate(resolve));
      turnEndsAtMs = performance.now() + turnMs;
    }
  }
  open += decoder.decode();
  if (open !== "") yield { firstNumber: number, texts: [whole(open)] };
}

function whole(text: string): string {
  return cut(text.endsWith("\r") ? text.slice(0, -1) : text);
}

function cut(text: string): string {
  return text.length > lineCharactersMax ? text.slice(0, lineCharactersMax + 1) : text;
}
