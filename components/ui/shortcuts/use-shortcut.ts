"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";
import { readPreference, useLocalPreference } from "../use-local-preference";
import {
  listShortcuts,
  registerShortcut,
  type Shortcut,
  setShortcutsEnabled,
  watchShortcuts,
} from "./registry";

const preferenceKey = "muniment:shortcuts";
const choices = ["on", "off"] as const;
const none: readonly Shortcut[] = [];

setShortcutsEnabled(() => readPreference(preferenceKey) !== "off");

/** A shortcut for as long as the component is on the page. `run` may change between renders. */
export function useShortcut({ keys, label, group, run }: Shortcut): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(
    () => registerShortcut({ keys, label, group, run: () => latest.current() }),
    [keys, label, group],
  );
}

/** Every shortcut that works on the current page, for the sheet that lists them. */
export function useShortcutList(): readonly Shortcut[] {
  return useSyncExternalStore(watchShortcuts, listShortcuts, () => none);
}

/** Whether single keys act; remembered in this browser. */
export function useShortcutsSwitch(): [on: boolean, set: (on: boolean) => void] {
  const [choice, set] = useLocalPreference(preferenceKey, choices, "on");
  return [choice === "on", (on) => set(on ? "on" : "off")];
}
