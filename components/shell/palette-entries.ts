"use client";

import type { ReactNode } from "react";
import { useEffect, useSyncExternalStore } from "react";

/** A line of the command palette. It goes somewhere (`href`) or does something (`run`). */
export interface PaletteEntry {
  /** Stable: the recent list remembers it. */
  id: string;
  label: string;
  /** Heading it stands under: "Go to", "Device", "Actions". */
  group: string;
  icon?: ReactNode;
  keywords?: readonly string[];
  /** Shortcut as in the registry: "g d". */
  keys?: string;
  /** Small text at the right: "RoT UID". */
  hint?: string;
  href?: string;
  run?: () => void;
}

const added = new Set<readonly PaletteEntry[]>();
const watchers = new Set<() => void>();
let all: readonly PaletteEntry[] = [];
const none: readonly PaletteEntry[] = [];

function publish() {
  all = [...added].flat();
  for (const watcher of watchers) watcher();
}

/**
 * Offers a page's actions in the palette while it is open: every action of a row's menu, for the
 * object in view. Keep the list stable (module scope or `useMemo`).
 */
export function usePaletteEntries(entries: readonly PaletteEntry[]): void {
  useEffect(() => {
    added.add(entries);
    publish();
    return () => {
      added.delete(entries);
      publish();
    };
  }, [entries]);
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** What the page in view has added. */
export function useAddedPaletteEntries(): readonly PaletteEntry[] {
  return useSyncExternalStore(
    watch,
    () => all,
    () => none,
  );
}
