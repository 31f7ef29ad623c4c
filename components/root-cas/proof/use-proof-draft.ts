"use client";

import { useCallback, useMemo, useSyncExternalStore } from "react";
import { draftFrom, type ProofDraft } from "./proof-draft";

const changed = new EventTarget();

/** Where storage is forbidden, a draft lasts until the page is left. */
const here = new Map<string, string>();

function read(key: string): string | null {
  try {
    return window.sessionStorage.getItem(key) ?? here.get(key) ?? null;
  } catch {
    return here.get(key) ?? null;
  }
}

function write(key: string, value: string | null): void {
  if (value === null) here.delete(key);
  else here.set(key, value);
  try {
    if (value === null) window.sessionStorage.removeItem(key);
    else window.sessionStorage.setItem(key, value);
  } catch {
    // It is held above.
  }
  changed.dispatchEvent(new Event(key));
}

/**
 * The proof of a root CA that is under way in this tab. It survives a reload and a look at the other tabs, because
 * people go to their cloud's console in between; nothing in it is a secret. `undefined` starts anew.
 */
export function useProofDraft(caName: string): [ProofDraft, (next: ProofDraft | undefined) => void] {
  const key = `muniment:proof-of-possession:${caName}`;
  const subscribe = useCallback(
    (listener: () => void) => {
      changed.addEventListener(key, listener);
      return () => changed.removeEventListener(key, listener);
    },
    [key],
  );
  const stored = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => null,
  );
  const draft = useMemo(() => draftFrom(stored), [stored]);
  const set = useCallback(
    (next: ProofDraft | undefined) => write(key, next === undefined ? null : JSON.stringify(next)),
    [key],
  );
  return [draft, set];
}
