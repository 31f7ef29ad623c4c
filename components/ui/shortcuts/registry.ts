"use client";

/**
 * The page's keyboard shortcuts: one list, one listener. Single keys and two-key sequences can be
 * switched off (WCAG 2.1.4) and never fire while something is typed; chords with Ctrl or Cmd stay.
 */
export interface Shortcut {
  /** "?" or "/", a sequence "g d", or a chord "mod+k" (Cmd on Apple, Ctrl elsewhere). */
  keys: string;
  label: string;
  group: string;
  run: () => void;
}

const sequenceMs = 1000;
const shortcuts = new Set<Shortcut>();
const watchers = new Set<() => void>();
let snapshot: readonly Shortcut[] = [];
let pending: { key: string; atMs: number } | null = null;
let enabled = () => true;

/** Registers until the returned function is called. Of two with the same keys the later one wins. */
export function registerShortcut(shortcut: Shortcut): () => void {
  if (shortcuts.size === 0) document.addEventListener("keydown", onKeyDown);
  shortcuts.add(shortcut);
  publish();
  return () => {
    shortcuts.delete(shortcut);
    if (shortcuts.size === 0) document.removeEventListener("keydown", onKeyDown);
    publish();
  };
}

/** The preference is read at each key press, so that switching off works at once. */
export function setShortcutsEnabled(read: () => boolean): void {
  enabled = read;
}

export function listShortcuts(): readonly Shortcut[] {
  return snapshot;
}

export function watchShortcuts(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

function publish() {
  snapshot = [...shortcuts];
  for (const watcher of watchers) watcher();
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLSelectElement) return true;
  const silent = ["checkbox", "radio", "button", "submit", "reset", "file", "range"];
  return target instanceof HTMLInputElement && !silent.includes(target.type);
}

/** Letters belong to an open dialog, menu or list, not to the page behind it. */
function isCovered(target: EventTarget | null): boolean {
  if (document.querySelector("[role=dialog][data-open], [role=alertdialog][data-open]")) return true;
  return target instanceof Element && target.closest("[role=menu], [role=listbox]") !== null;
}

function find(keys: string): Shortcut | undefined {
  return [...shortcuts].reverse().find((shortcut) => shortcut.keys === keys);
}

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing) return;
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    const chord = event.altKey || event.shiftKey ? undefined : find(`mod+${key}`);
    if (chord) fire(event, chord);
    return;
  }
  if (event.altKey || !enabled() || isTyping(event.target) || isCovered(event.target)) return;
  const first = pending && event.timeStamp - pending.atMs < sequenceMs ? pending.key : null;
  const found = (first && find(`${first} ${key}`)) ?? find(key);
  if (found) fire(event, found);
  else pending = startsSequence(key) ? { key, atMs: event.timeStamp } : null;
}

function startsSequence(key: string): boolean {
  return [...shortcuts].some((shortcut) => shortcut.keys.startsWith(`${key} `));
}

function fire(event: KeyboardEvent, shortcut: Shortcut) {
  pending = null;
  event.preventDefault();
  shortcut.run();
}
