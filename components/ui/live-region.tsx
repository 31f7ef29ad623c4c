"use client";

import { useSyncExternalStore } from "react";

/**
 * The page's one polite region for things that happen away from where the reader is: a finished
 * job, a new page of a table. Visible results need no announcement.
 */
let message = "";
const listeners = new Set<() => void>();

/** Says a sentence to assistive technology, politely. The same sentence twice is said twice. */
export function announce(text: string): void {
  // A trailing no-break space makes a repeated sentence a new one, which readers then speak again.
  message = message === text ? `${text}\u00a0` : text;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Rendered once, by the providers, and always present. */
export function LiveRegion() {
  const text = useSyncExternalStore(
    subscribe,
    () => message,
    () => "",
  );
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {text}
    </div>
  );
}
