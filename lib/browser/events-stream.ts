import { type ConsoleEvent, consoleEvent } from "@/lib/contract/events";

/** What open pages hear: an event of the contract, or that any may have been missed. */
export type LiveMessage = ConsoleEvent | { type: "resync" };

/** Whoever wants to hear what comes over a stream. */
export interface LiveListener {
  onMessage(message: LiveMessage): void;
  /** Whether nothing is missed at the moment. */
  onConnected(connected: boolean): void;
}

/** One attempt at a stream, as it goes. */
interface AttemptListener {
  onMessage(message: LiveMessage): void;
  /** It has ended, or never began; nothing comes of it any more. */
  onLost(why: "lost" | "displaced"): void;
}

/** Opens one attempt. @returns what ends it */
export type OpenAttempt = (listener: AttemptListener) => () => void;

const firstWaitMs = 1_000;
const longestWaitMs = 60_000;
/** A connection that held for so long was a good one: the next attempts begin quickly again. */
const goodAfterMs = 10_000;

/**
 * Keeps a stream open: after it was lost it is opened again, each time after a longer wait. Waits differ by chance, so
 * that all browsers do not come back at the same moment after a restart.
 */
export function keepStream(
  openAttempt: OpenAttempt,
  { onMessage, onConnected }: LiveListener,
  random: () => number = Math.random,
): { close(): void; retryNow(): void } {
  let failures = 0;
  let connectedAtMs: number | undefined;
  let endAttempt: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const attempt = () => {
    timer = undefined;
    endAttempt = openAttempt({
      onMessage(message) {
        // The server's first word, and its word whenever it may have missed something itself.
        if (message.type === "resync" && connectedAtMs === undefined) {
          connectedAtMs = Date.now();
          onConnected(true);
        }
        onMessage(message);
      },
      onLost(why) {
        endAttempt = undefined;
        if (connectedAtMs !== undefined) {
          if (Date.now() - connectedAtMs >= goodAfterMs) failures = 0;
          connectedAtMs = undefined;
          onConnected(false);
        }
        const waitMs =
          why === "displaced" ? longestWaitMs : Math.min(firstWaitMs * 2 ** failures, longestWaitMs);
        failures += 1;
        timer = setTimeout(attempt, waitMs * (0.5 + random() / 2));
      },
    });
  };

  attempt();
  return {
    close() {
      clearTimeout(timer);
      timer = undefined;
      endAttempt?.();
      endAttempt = undefined;
      if (connectedAtMs !== undefined) onConnected(false);
      connectedAtMs = undefined;
    },
    retryNow() {
      if (timer === undefined) return;
      clearTimeout(timer);
      attempt();
    },
  };
}

/** The part of a browser's EventSource that is needed here. */
interface Source {
  addEventListener(type: string, heard: (event: Event) => void): void;
  close(): void;
}

/**
 * One attempt by EventSource. It would come back by itself, but never after an answer such as 503, and always after the
 * same wait; so the first error ends it.
 */
export function attemptWith(openSource: () => Source): OpenAttempt {
  return ({ onMessage, onLost }) => {
    const source = openSource();
    let over = false;
    const end = () => {
      over = true;
      source.close();
    };
    const hear = (type: string, heard: (event: Event) => void) =>
      source.addEventListener(type, (event) => {
        if (!over) heard(event);
      });
    hear("resync", () => onMessage({ type: "resync" }));
    hear("message", (event) => {
      const message = readEvent(event);
      if (message !== undefined) onMessage(message);
    });
    hear("displaced", () => {
      end();
      onLost("displaced");
    });
    hear("error", () => {
      end();
      onLost("lost");
    });
    return end;
  };
}

/** Undefined for what another release of the console may send. */
function readEvent(event: Event): ConsoleEvent | undefined {
  const data = "data" in event ? event.data : undefined;
  if (typeof data !== "string") return undefined;
  try {
    return consoleEvent.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}
