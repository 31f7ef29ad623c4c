"use client";

import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from "react";

/**
 * Keeps the focus near where it was when the button that had it goes away, as buttons do when the state of what they
 * act on changes: it moves to `fallback`, which stays. Spread the result on the element around the buttons.
 */
export function useKeptFocus(fallback: RefObject<HTMLElement | null>) {
  const focused = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (focused.current === null || focused.current.isConnected) return;
    focused.current = null;
    // Whoever took the focus meanwhile keeps it.
    if (document.activeElement === null || document.activeElement === document.body) {
      fallback.current?.focus();
    }
  });
  return {
    onFocus: (event: FocusEvent) => {
      focused.current = event.target;
    },
    onBlur: () => {
      focused.current = null;
    },
  };
}
