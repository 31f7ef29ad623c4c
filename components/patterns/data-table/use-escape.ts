"use client";

import { type RefObject, useEffect, useEffectEvent } from "react";

/** Escape inside the place, or with the focus nowhere. Popups take their own Escape first. */
export function useEscape(active: boolean, place: RefObject<HTMLElement | null>, act: () => void): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const { target } = event;
    const here = target === document.body || (target instanceof Node && place.current?.contains(target));
    if (here) act();
  });
  useEffect(() => {
    if (!active) return;
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [active]);
}
