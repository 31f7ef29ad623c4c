"use client";

import { type RefObject, useEffect, useState } from "react";

/**
 * Whether the table is wider than its place. Only then does it scroll in a box of its own: as long
 * as it fits, the page scrolls and the header sticks below the top bar.
 */
export function useOverflowing(frame: RefObject<HTMLElement | null>): boolean {
  const [overflowing, setOverflowing] = useState(false);
  useEffect(() => {
    const element = frame.current;
    const table = element?.querySelector("table");
    if (!element || !table) return;
    const measure = () => setOverflowing(table.offsetWidth > element.clientWidth + 1);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    observer.observe(table);
    measure();
    return () => observer.disconnect();
  }, [frame]);
  return overflowing;
}
