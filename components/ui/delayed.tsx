"use client";

import { type ReactNode, useEffect, useState } from "react";

/** Shows its children only after a wait, so that quick answers do not flicker. Default 200 ms. */
export function Delayed({ delayMs = 200, children }: { delayMs?: number; children: ReactNode }) {
  const [due, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), delayMs);
    return () => clearTimeout(timer);
  }, [delayMs]);
  return due ? children : null;
}
