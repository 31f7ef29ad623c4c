"use client";

import { useCallback, useSyncExternalStore } from "react";

/** Tells every user of a key in this tab; the browser itself tells the other tabs. */
const changed = new EventTarget();

function subscribe(key: string, listener: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key === key || event.key === null) listener();
  };
  changed.addEventListener(key, listener);
  window.addEventListener("storage", onStorage);
  return () => {
    changed.removeEventListener(key, listener);
    window.removeEventListener("storage", onStorage);
  };
}

/** Reads a stored preference; null when there is none or storage is forbidden. */
export function readPreference(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a preference in this browser. A browser that forbids storage simply forgets it. */
export function writePreference(key: string, value: string): void {
  try {
    window.localStorage.setItem(key, value);
  } catch {
    // Private windows may refuse; the choice then lasts until the page is left.
  }
  changed.dispatchEvent(new Event(key));
}

/**
 * One of a few values, remembered in this browser. On the server and during hydration it is
 * `fallback`, so that both render the same.
 */
export function useLocalPreference<Value extends string>(
  key: string,
  allowed: readonly Value[],
  fallback: Value,
): [Value, (value: Value) => void] {
  const stored = useSyncExternalStore(
    useCallback((listener: () => void) => subscribe(key, listener), [key]),
    () => readPreference(key),
    () => null,
  );
  const value = allowed.find((candidate) => candidate === stored) ?? fallback;
  const set = useCallback((next: Value) => writePreference(key, next), [key]);
  return [value, set];
}
