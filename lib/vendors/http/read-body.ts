import type { WireAnswer } from "./lanes";

export interface BodyPiece {
  text: string;
  /** False when the body went on beyond the limit; the rest was not read and the connection was closed. */
  complete: boolean;
}

/** Reads an answer's body, at most `bytesMax` of it, as UTF-8. Throws the network's error when it breaks off. */
export async function readBody(answer: WireAnswer, bytesMax: number): Promise<BodyPiece> {
  const chunks: Buffer[] = [];
  let room = bytesMax;
  // Leaving the loop early destroys the stream, and with it the connection.
  for await (const chunk of answer.body as AsyncIterable<Buffer>) {
    chunks.push(chunk.subarray(0, room));
    if (chunk.length > room) return { text: Buffer.concat(chunks).toString("utf8"), complete: false };
    room -= chunk.length;
  }
  return { text: Buffer.concat(chunks).toString("utf8"), complete: true };
}
