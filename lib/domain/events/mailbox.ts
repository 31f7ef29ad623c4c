import "server-only";
import type { ConsoleEvent } from "@/lib/contract/events";

/** Everything may have changed: whatever is shown has to be asked for again. */
export const resync = { type: "resync" } as const;

/** What an open page is told. */
export type Message = ConsoleEvent | typeof resync;

/**
 * What one open page has still to be told. Never holds more than `eventsMax`: a page that is slower than that is told
 * to ask for everything instead, which is what the events would have come to.
 */
export class Mailbox {
  readonly #eventsMax: number;
  /** By what they say: an event that waits already says it for the next one too. */
  readonly #waiting = new Map<string, ConsoleEvent>();
  #everything = false;

  constructor(eventsMax: number) {
    this.#eventsMax = eventsMax;
  }

  put(message: Message): void {
    if (this.#everything) return;
    if (message.type === "resync" || this.#isFull(message)) {
      this.#waiting.clear();
      this.#everything = true;
    } else {
      this.#waiting.set(JSON.stringify(message), message);
    }
  }

  /** The next message, oldest first; undefined when there is none. */
  take(): Message | undefined {
    if (this.#everything) {
      this.#everything = false;
      return resync;
    }
    for (const [key, event] of this.#waiting) {
      this.#waiting.delete(key);
      return event;
    }
    return undefined;
  }

  #isFull(event: ConsoleEvent): boolean {
    return this.#waiting.size >= this.#eventsMax && !this.#waiting.has(JSON.stringify(event));
  }
}
