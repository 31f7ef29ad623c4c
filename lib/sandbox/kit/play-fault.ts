import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import type { ActiveFault, FaultKind } from "../control-contract";
import { type Answer, isStreamed, jsonAnswer, textAnswer } from "./answer";
import { type SandboxClock, SECOND_MS } from "./clock";
import { beginAnswer, lengthOf, sendAnswer, writeThrough } from "./send";

export interface FaultScene {
  readonly fault: ActiveFault;
  readonly path: string;
  readonly response: ServerResponse;
  readonly clock: SandboxClock;
  /** Carries the call out by the vendor's rules and returns what would have been answered. */
  readonly act: () => Promise<Answer>;
}

/** Where an answer that is not sent whole stops. */
const SENT_SHARE = 0.73;
/** The same for a zip whose length nobody knows. */
const SENT_BYTES_OF_UNKNOWN = 64 * 1024;
/** What an empty answer claims to hold, so that its end can be missing. */
const CLAIMED_BYTES_OF_EMPTY = 64;
/** Gives the caller time to read what arrived: a reset throws unread bytes away. */
const SETTLE_MS = 15;

const HTML_PAGE = `<!DOCTYPE html>
<html lang="en"><head><title>Maintenance</title></head>
<body><h1>We will be back shortly</h1><p>This page is served instead of the API.</p></body></html>
`;

type Play = (scene: FaultScene) => Promise<void>;

/**
 * How each fault looks on the wire. `expired_token` is absent: it changes what the vendor believes
 * and leaves the answer to the vendor's own rules.
 */
const plays: Record<Exclude<FaultKind, "expired_token">, Play> = {
  rate_limited: (scene) => answerWith(scene, refusal(scene, 429, "Too Many Requests")),
  server_error: (scene) => answerWith(scene, refusal(scene, 500, "Internal Server Error")),
  bad_gateway: (scene) => answerWith(scene, refusal(scene, 502, "Bad Gateway")),
  unavailable: (scene) => answerWith(scene, refusal(scene, 503, "Service Unavailable")),
  html_page: (scene) => answerWith(scene, textAnswer(200, HTML_PAGE, "text/html; charset=utf-8")),
  invalid_json: (scene) => answerWith(scene, textAnswer(200, '{"unfinished": [1, 2,', "application/json")),
  wrong_shape: (scene) => answerWith(scene, jsonAnswer(200, [null, 42, "unexpected"])),
  redirect: (scene) =>
    answerWith(scene, {
      status: 302,
      headers: { location: scene.fault.location ?? `http://elsewhere.invalid${scene.path}` },
      body: Buffer.alloc(0),
    }),
  huge_body: (scene) =>
    answerWith(scene, {
      status: 200,
      headers: { "content-type": "application/json" },
      body: { lengthBytes: null, open: () => Readable.from(endlessJson()) },
    }),
  hang: async () => {
    // Nothing is sent; the connection stays until the caller leaves or the sandbox stops.
  },
  async hang_mid_body(scene) {
    await sendPart(scene);
  },
  async reset({ response }) {
    response.socket?.resetAndDestroy();
  },
  async reset_mid_body(scene) {
    await sendPart(scene);
    scene.response.socket?.resetAndDestroy();
  },
  async truncated_body(scene) {
    await sendPart(scene);
    scene.response.socket?.destroy();
  },
  slow_drip: drip,
  async lost_answer(scene) {
    await scene.act();
    scene.response.socket?.resetAndDestroy();
  },
};

/** Faults that break the connection. In those that hang, it is the caller who leaves. */
const cutting: ReadonlySet<FaultKind> = new Set(["reset", "reset_mid_body", "truncated_body", "lost_answer"]);

export function isCutting(kind: FaultKind): boolean {
  return cutting.has(kind);
}

export async function playFault(scene: FaultScene): Promise<void> {
  if (scene.fault.fault === "expired_token") return answerWith(scene, await scene.act());
  await plays[scene.fault.fault](scene);
}

function answerWith({ response, clock }: FaultScene, answer: Answer): Promise<void> {
  return sendAnswer(response, answer, clock);
}

function refusal({ fault, clock }: FaultScene, status: number, message: string): Answer {
  const answer = jsonAnswer(status, { message });
  if (!fault.retryAfter) return answer;
  const { form, seconds } = fault.retryAfter;
  const value =
    form === "seconds" ? String(seconds) : new Date(clock.nowMs() + seconds * SECOND_MS).toUTCString();
  return { ...answer, headers: { ...answer.headers, "retry-after": value } };
}

async function* chunksOf(answer: Answer): AsyncGenerator<Buffer> {
  if (!isStreamed(answer.body)) {
    yield answer.body;
    return;
  }
  for await (const chunk of answer.body.open()) yield Buffer.from(chunk);
}

async function sendPart({ response, clock, act }: FaultScene): Promise<void> {
  const answer = await act();
  const wholeBytes = lengthOf(answer);
  const limitBytes = wholeBytes === null ? SENT_BYTES_OF_UNKNOWN : Math.floor(wholeBytes * SENT_SHARE);
  beginAnswer(response, answer, clock, wholeBytes === 0 ? CLAIMED_BYTES_OF_EMPTY : wholeBytes);
  response.flushHeaders();
  let leftBytes = limitBytes;
  for await (const chunk of chunksOf(answer)) {
    const sent = chunk.subarray(0, leftBytes);
    leftBytes -= sent.length;
    if (sent.length > 0 && !(await writeThrough(response, sent))) return;
    if (leftBytes === 0) break;
  }
  await delay(SETTLE_MS);
}

async function drip({ fault, response, clock, act }: FaultScene): Promise<void> {
  const answer = await act();
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  beginAnswer(response, answer, clock);
  response.flushHeaders();
  try {
    for await (const chunk of chunksOf(answer)) {
      for (let index = 0; index < chunk.length; index += 1) {
        await delay(fault.everyMs ?? SECOND_MS, undefined, { signal: gone.signal });
        if (!(await writeThrough(response, chunk.subarray(index, index + 1)))) return;
      }
    }
  } catch (error) {
    if (gone.signal.aborted) return;
    throw error;
  }
  response.end();
}

function* endlessJson(): Generator<Buffer> {
  yield Buffer.from('{"padding":"');
  const padding = Buffer.alloc(64 * 1024, "a");
  while (true) yield padding;
}
