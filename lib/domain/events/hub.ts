import "server-only";
import type { Sql } from "postgres";
import { db } from "@/lib/db/connection";
import { logger } from "@/lib/log";
import { type Message, resync } from "./mailbox";
import { eventChannel, fromPayload } from "./message";

/**
 * Is told what happens, whoever made it happen in whichever process. A resync comes first, as soon as nothing is missed
 * any more, and again whenever something may have been missed. It must not throw, and must not wait.
 */
export type Listener = (message: Message) => void;

interface Hub {
  client: Sql;
  listeners: Set<Listener>;
  /** Whether notifications have been coming at least once. */
  listening: boolean;
}

/** Next bundles this module more than once; there is one connection for all of them. */
const holder = globalThis as { munimentEventHub?: Hub };

/** @returns what ends the listening */
export function listen(listener: Listener): () => void {
  const hub = hubOf(db().$client);
  hub.listeners.add(listener);
  if (hub.listening) listener(resync);
  return () => hub.listeners.delete(listener);
}

/** Opened with the first listener, for the database that is open; kept for the next one. */
function hubOf(client: Sql): Hub {
  if (holder.munimentEventHub?.client === client) return holder.munimentEventHub;
  const hub: Hub = { client, listeners: new Set(), listening: false };
  holder.munimentEventHub = hub;
  const tellAll = (message: Message) => {
    for (const listener of hub.listeners) listener(message);
  };
  // The driver gives it a connection of its own, which it opens again after it was lost, and says so each time.
  hub.client
    .listen(
      eventChannel,
      (payload) => {
        const event = fromPayload(payload);
        if (event !== undefined) tellAll(event);
      },
      () => {
        hub.listening = true;
        tellAll(resync);
      },
    )
    .catch((error: unknown) => {
      // It keeps trying by itself.
      logger().warn({ error }, "open pages are told of nothing until Postgres answers");
    });
  return hub;
}
