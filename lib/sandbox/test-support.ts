import { type IncomingHttpHeaders, request as openRequest } from "node:http";
import { createClock, type SandboxClock } from "./kit/clock";

/** Every test of time starts here. */
export const START_MS = Date.parse("2026-03-02T08:00:00Z");

/** A clock that stands still until a test advances it. */
export function stoppedClock(): SandboxClock {
  return createClock(() => START_MS);
}

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  text: string;
  /** The parsed body; throws when it is not JSON. */
  json(): unknown;
}

export interface RawCall {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  signal?: AbortSignal;
}

/** The answer began and did not reach its end. */
export class CutAnswer extends Error {
  readonly status: number;
  readonly receivedBytes: number;

  constructor(message: string, status: number, receivedBytes: number) {
    super(message);
    this.status = status;
    this.receivedBytes = receivedBytes;
  }
}

/** Sends exactly the given headers and waits for the whole answer: `fetch` would add an Accept header. */
export function send(url: string, { method = "GET", headers = {}, body, signal }: RawCall = {}) {
  return new Promise<RawAnswer>((resolve, reject) => {
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const outgoing = openRequest(url, { method, headers: { ...length, ...headers }, signal, agent: false });
    let received: { status: number; chunks: Buffer[] } | null = null;
    const fail = (error: Error) => {
      if (received === null) reject(error);
      else reject(new CutAnswer(error.message, received.status, Buffer.concat(received.chunks).length));
    };
    // A reset within the answer is reported by whichever of the two notices first.
    outgoing.on("error", fail);
    outgoing.on("response", (incoming) => {
      const { statusCode: status = 0, headers: answered } = incoming;
      const chunks: Buffer[] = [];
      received = { status, chunks };
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", fail);
      incoming.on("end", () => {
        const bytes = Buffer.concat(chunks);
        const text = bytes.toString("utf8");
        resolve({ status, headers: answered, bytes, text, json: () => JSON.parse(text) });
      });
    });
    outgoing.end(body);
  });
}

/** Sends a value as JSON. */
export function sendJson(url: string, value: unknown, { headers, ...call }: RawCall = {}) {
  return send(url, {
    method: "POST",
    ...call,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(value),
  });
}
