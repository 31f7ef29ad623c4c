"use client";

import { useSyncExternalStore } from "react";

/** One clock for the whole page, in whole seconds; it stands still while nobody can see it. */
const listeners = new Set<() => void>();
let nowMs = 0;
let timer: ReturnType<typeof setInterval> | undefined;

function tick() {
  nowMs = Date.now();
  for (const listener of listeners) listener();
}

function run() {
  if (timer !== undefined || document.hidden || listeners.size === 0) return;
  tick();
  timer = setInterval(tick, 1000);
}

function rest() {
  clearInterval(timer);
  timer = undefined;
}

function onVisibility() {
  if (document.hidden) rest();
  else run();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) document.addEventListener("visibilitychange", onVisibility);
  listeners.add(listener);
  run();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    rest();
    document.removeEventListener("visibilitychange", onVisibility);
  };
}

/**
 * The time in milliseconds, rounded up to `stepMs`: slow texts render seldom, and what has just happened is never
 * in the future. Null on the
 * server and during hydration, where "ago" would differ from the browser's.
 */
export function useNow(stepMs = 1000): number | null {
  return useSyncExternalStore(
    subscribe,
    () => {
      if (nowMs === 0) nowMs = Date.now();
      return Math.ceil(nowMs / stepMs) * stepMs;
    },
    () => null,
  );
}
