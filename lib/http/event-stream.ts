import "server-only";
import { actorCan } from "@/lib/access/actor";
import { readSession, type Session } from "@/lib/access/sessions";
import { newId } from "@/lib/db/ids";
import { mayKnow } from "@/lib/domain/events/audience";
import { listen } from "@/lib/domain/events/hub";
import { Mailbox, type Message } from "@/lib/domain/events/mailbox";
import { logger } from "@/lib/log";
import { forbidden } from "@/lib/operations/perform";
import { whenDraining } from "./lifecycle";
import { problemResponse, toProblem } from "./problem";
import { requireSession } from "./route";

interface EventStreamOptions {
  /** A sign of life goes out, and the session is looked at again, this often. */
  heartbeatMs?: number;
  /** More open streams of one person in this process end the oldest. A browser needs one for all its tabs. */
  streamsPerPersonMax?: number;
}

/** A page that has so many events waiting for it is told to ask for everything instead. */
const eventsWaitingMax = 100;
/** How long a client that knows nothing better waits before it comes again; ours has a back-off of its own. */
const retryMs = 5_000;

/**
 * A stream of what happens, to whoever is signed in, as far as they may know of it (server-sent events, HTML standard
 * §9.2): `resync` whenever events may have been missed, first of all; events of the contract as messages without a
 * name; `displaced` as the last word of a stream that had to make room. It ends with the session, with a change of
 * role, with the process, and when the client leaves.
 */
export function eventStream({ heartbeatMs = 15_000, streamsPerPersonMax = 20 }: EventStreamOptions = {}) {
  return async (request: Request): Promise<Response> => {
    const requestId = newId("req");
    try {
      // Browsers come back by themselves, and must not keep a session from running idle by it.
      const session = await requireSession({ signOfLife: false });
      if (!actorCan(session.actor, "session:self")) throw forbidden("session:self");
      const body =
        request.method === "HEAD"
          ? null
          : openStream({ session, signal: request.signal, heartbeatMs, streamsPerPersonMax });
      return new Response(body, { headers: { ...headers, "x-request-id": requestId } });
    } catch (error) {
      const document = toProblem(error, requestId);
      if (document.status >= 500) logger().warn({ error, requestId, code: document.code }, "request failed");
      return problemResponse(document);
    }
  };
}

const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  // Neither kept, nor compressed on the way: a compressor holds events back until it has enough of them.
  "cache-control": "no-store, no-transform",
  // Reverse proxies that follow nginx would hold them back too.
  "x-accel-buffering": "no",
};

interface Opened extends Required<EventStreamOptions> {
  session: Session;
  /** Of the request: aborted when the client leaves. */
  signal: AbortSignal;
}

function openStream({
  session,
  signal,
  heartbeatMs,
  streamsPerPersonMax,
}: Opened): ReadableStream<Uint8Array> {
  const mailbox = new Mailbox(eventsWaitingMax);
  const releases: (() => void)[] = [];
  const release = () => {
    for (const one of releases.splice(0)) one();
  };
  let stream: ReadableStreamDefaultController<Uint8Array>;
  let open = true;

  const write = (text: string) => stream.enqueue(encoder.encode(text));
  const isWanted = () => (stream.desiredSize ?? 0) > 0;
  const deliver = () => {
    while (open && isWanted()) {
      const message = mailbox.take();
      if (message === undefined) return;
      write(inWire(message));
    }
  };
  const end = (lastWord = "") => {
    if (!open) return;
    open = false;
    release();
    if (lastWord !== "") write(lastWord);
    stream.close();
  };
  const beat = async () => {
    // A session that cannot be looked up counts as ended: the page comes back as soon as it can be.
    const now = await readSession(session.sessionId, null, { signOfLife: false }).catch(() => undefined);
    if (now?.role !== session.role) return end();
    // Whoever still has something to read needs no sign of life.
    if (open && isWanted()) write(heartbeat);
  };

  return new ReadableStream<Uint8Array>({
    start(controller) {
      stream = controller;
      write(`retry: ${retryMs}\n\n`);
      releases.push(
        takePlace(session.userId, streamsPerPersonMax, () => end(displaced)),
        repeat(beat, heartbeatMs),
        whenAborted(signal, () => end()),
        listen((message) => {
          if (message.type !== "resync" && !mayKnow(session, message)) return;
          mailbox.put(message);
          deliver();
        }),
        whenDraining(() => end()),
      );
      // Some of these may have ended it before the others were there to be released.
      if (!open) release();
    },
    pull: deliver,
    cancel() {
      open = false;
      release();
    },
  });
}

const encoder = new TextEncoder();
const heartbeat = ": still here\n\n";
const displaced = "event: displaced\ndata: {}\n\n";

/** EventSource drops a message without data. */
function inWire(message: Message): string {
  return message.type === "resync" ? "event: resync\ndata: {}\n\n" : `data: ${JSON.stringify(message)}\n\n`;
}

const holder = globalThis as { munimentEventStreams?: Map<string, Set<() => void>> };

/** Counts a stream of a person in, and displaces their oldest when they have too many. @returns what counts it out */
function takePlace(userId: string, placesMax: number, displace: () => void): () => void {
  holder.munimentEventStreams ??= new Map();
  const everybody = holder.munimentEventStreams;
  const places = everybody.get(userId) ?? new Set();
  everybody.set(userId, places);
  places.add(displace);
  const [oldest] = places;
  if (places.size > placesMax) oldest?.();
  return () => {
    places.delete(displace);
    if (places.size === 0 && everybody.get(userId) === places) everybody.delete(userId);
  };
}

/** Does it again and again, each time so long after it was done before. @returns what ends that */
function repeat(act: () => Promise<void>, pauseMs: number): () => void {
  let timer: NodeJS.Timeout;
  let ended = false;
  const plan = () => {
    timer = setTimeout(async () => {
      await act();
      if (!ended) plan();
    }, pauseMs);
    timer.unref();
  };
  plan();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}

function whenAborted(signal: AbortSignal, run: () => void): () => void {
  if (signal.aborted) run();
  else signal.addEventListener("abort", run, { once: true });
  return () => signal.removeEventListener("abort", run);
}
