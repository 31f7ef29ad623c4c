import { z } from "zod";
import { consoleEvent } from "@/lib/contract/events";
import type { LiveListener } from "./events-stream";

/** What tabs say to each other. */
const tabWord = z.discriminatedUnion("say", [
  z.object({
    say: z.literal("message"),
    message: z.union([consoleEvent, z.object({ type: z.literal("resync") })]),
  }),
  z.object({ say: z.literal("connected"), connected: z.boolean() }),
  /** A tab that has just opened asks the leader how things stand. */
  z.object({ say: z.literal("ask") }),
]);
type TabWord = z.output<typeof tabWord>;

/** The part of a BroadcastChannel that is needed here; a tab does not hear itself. */
interface Channel {
  postMessage(word: TabWord): void;
  addEventListener(type: "message", hear: (event: MessageEvent<unknown>) => void): void;
  close(): void;
}

/** The part of the Web Locks API that is needed here. */
interface Locks {
  request(name: string, options: { signal: AbortSignal }, held: () => Promise<void>): Promise<unknown>;
}

export interface Sharing {
  /** Tabs of the same name share: one name per person, since a stream is one person's. */
  name: string;
  locks: Locks;
  openChannel: (name: string) => Channel;
  /** Keeps a stream open. @returns what closes it */
  openStream: (listener: LiveListener) => () => void;
}

/**
 * Hears one stream in all tabs of a browser, which may hold only six connections to a host over HTTP/1.1. The tab that
 * holds the lock opens it and passes on what comes; when that tab closes or dies, the browser hands the lock to another.
 * @returns what ends it for this tab
 */
export function shareStream({ name, locks, openChannel, openStream }: Sharing, listener: LiveListener) {
  const channel = openChannel(name);
  const ending = new AbortController();
  let connected = false;
  let leading = false;

  const setConnected = (next: boolean) => {
    if (next !== connected) listener.onConnected(next);
    connected = next;
  };
  const tell = (word: TabWord) => channel.postMessage(word);

  channel.addEventListener("message", ({ data }) => {
    const word = tabWord.safeParse(data).data;
    if (word === undefined) return;
    if (word.say === "ask") {
      if (leading) tell({ say: "connected", connected });
    } else if (!leading) {
      if (word.say === "connected") setConnected(word.connected);
      else listener.onMessage(word.message);
    }
  });

  const lead = async () => {
    if (ending.signal.aborted) return;
    leading = true;
    const passOn = (next: boolean) => {
      setConnected(next);
      tell({ say: "connected", connected: next });
    };
    // The leader before may have died without a word.
    passOn(false);
    const close = openStream({
      onConnected: passOn,
      onMessage(message) {
        tell({ say: "message", message });
        listener.onMessage(message);
      },
    });
    await aborted(ending.signal);
    close();
    leading = false;
    channel.close();
  };

  tell({ say: "ask" });
  locks.request(name, { signal: ending.signal }, lead).catch(() => {
    // A browser may have locks and refuse them: then this tab listens for itself. One that ends while it waits for the
    // lock is refused too, and `lead` knows.
    void lead();
  });

  return () => {
    if (ending.signal.aborted) return;
    ending.abort();
    // A leader ends by itself, with its stream.
    if (leading) return;
    channel.close();
    setConnected(false);
  };
}

/** Where tabs cannot share, each has a stream of its own for as long as it is seen, so that they stay few. */
export function streamWhileVisible(
  page: Pick<Document, "visibilityState" | "addEventListener" | "removeEventListener">,
  openStream: Sharing["openStream"],
  listener: LiveListener,
) {
  let close: (() => void) | undefined;
  const follow = () => {
    if (page.visibilityState === "visible") {
      close ??= openStream(listener);
    } else {
      close?.();
      close = undefined;
    }
  };
  follow();
  page.addEventListener("visibilitychange", follow);
  return () => {
    page.removeEventListener("visibilitychange", follow);
    close?.();
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
