"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { refreshOnEvents } from "./events-refresh";
import { shareStream, streamWhileVisible } from "./events-sharing";
import { attemptWith, keepStream, type LiveListener, type LiveMessage } from "./events-stream";

export type { LiveMessage } from "./events-stream";

// The connection is the tab's, not a component's: whoever listens here hears it, wherever it was mounted.
const hearers = new Set<(message: LiveMessage) => void>();
const watchers = new Set<() => void>();
let connected = false;

const tab: LiveListener = {
  onMessage(message) {
    for (const hear of hearers) hear(message);
  },
  onConnected(next) {
    connected = next;
    for (const watch of watchers) watch();
  },
};

/**
 * Hears what happens on the server for as long as it is mounted, and has what is shown asked for again. Mounted once,
 * around everything that a signed-in person sees.
 */
export function useLiveQueries(userId: string): void {
  const client = useQueryClient();
  useEffect(() => {
    const refresh = refreshOnEvents(client);
    hearers.add(refresh);
    const disconnect = connectWhileShown(userId);
    return () => {
      disconnect();
      hearers.delete(refresh);
    };
  }, [client, userId]);
}

/** Hands the handler every event, in hidden tabs too, and `resync` when any may have been missed. */
export function useConsoleEvents(handler: (message: LiveMessage) => void): void {
  const handle = useEffectEvent(handler);
  useEffect(() => {
    const hear = (message: LiveMessage) => handle(message);
    hearers.add(hear);
    return () => {
      hearers.delete(hear);
    };
  }, []);
}

/** Whether this tab hears of changes at the moment they happen. */
export function useLiveConnected(): boolean {
  return useSyncExternalStore(
    watchConnected,
    () => connected,
    () => false,
  );
}

function watchConnected(watch: () => void): () => void {
  watchers.add(watch);
  return () => watchers.delete(watch);
}

/** How often to ask in milliseconds: seldom while changes are told of, often while they are not. */
export function usePollFallback(fastMs: number, slowMs: number): number {
  return useLiveConnected() ? slowMs : fastMs;
}

/** A page that the browser puts aside for the way back must not hold on to the stream for all tabs. */
function connectWhileShown(userId: string): () => void {
  let disconnect: (() => void) | undefined = connect(userId);
  const hide = () => {
    disconnect?.();
    disconnect = undefined;
  };
  const show = () => {
    disconnect ??= connect(userId);
  };
  window.addEventListener("pagehide", hide);
  window.addEventListener("pageshow", show);
  return () => {
    window.removeEventListener("pagehide", hide);
    window.removeEventListener("pageshow", show);
    hide();
  };
}

function connect(userId: string): () => void {
  // Browsers have locks on secure pages only; very old ones have neither.
  if (!("locks" in navigator && "BroadcastChannel" in window)) {
    return streamWhileVisible(document, openStream, tab);
  }
  return shareStream(
    {
      name: `muniment:events:${userId}`,
      locks: navigator.locks,
      openChannel: (name) => new BroadcastChannel(name),
      openStream,
    },
    tab,
  );
}

function openStream(listener: LiveListener): () => void {
  const stream = keepStream(
    attemptWith(() => new EventSource("/api/v1/events")),
    listener,
  );
  window.addEventListener("online", stream.retryNow);
  return () => {
    window.removeEventListener("online", stream.retryNow);
    stream.close();
  };
}
