import type { ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { type Answer, isStreamed } from "./answer";
import type { SandboxClock } from "./clock";

/**
 * Sets status and headers. `Date` comes from the sandbox's clock, so that a caller who measures
 * the vendor's clock sees the same time as its tokens. `announcedBytes` is what Content-Length
 * says; null sends the body in chunks.
 */
export function beginAnswer(
  response: ServerResponse,
  answer: Answer,
  clock: SandboxClock,
  announcedBytes: number | null = lengthOf(answer),
): void {
  response.sendDate = false;
  response.statusCode = answer.status;
  response.setHeader("date", clock.now().toUTCString());
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  if (announcedBytes !== null) response.setHeader("content-length", announcedBytes);
}

export function lengthOf(answer: Answer): number | null {
  return isStreamed(answer.body) ? answer.body.lengthBytes : answer.body.length;
}

/** Sends an answer whole. Resolves also when the caller left before its end. */
export async function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  clock: SandboxClock,
): Promise<void> {
  beginAnswer(response, answer, clock);
  if (!isStreamed(answer.body)) {
    response.end(answer.body);
    return;
  }
  try {
    await pipeline(answer.body.open(), response);
  } catch {
    // The only reader is gone; the call log says so.
    response.destroy();
  }
}

/** Writes and waits until the bytes have left; false if the caller is gone. */
export function writeThrough(response: ServerResponse, chunk: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    if (response.destroyed) {
      resolve(false);
      return;
    }
    const left = () => resolve(false);
    response.once("close", left);
    response.write(chunk, () => {
      response.off("close", left);
      resolve(!response.destroyed);
    });
  });
}
