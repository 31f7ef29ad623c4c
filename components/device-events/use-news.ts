"use client";

import { useState } from "react";
import { useConsoleEvents } from "@/lib/browser/events";

/** How many times hooks brought something while the list stood still; of one device where it is named. */
export function useNewsWhilePaused(paused: boolean, rotPublicUid?: string): number {
  const [news, setNews] = useState(0);
  const [wasPaused, setWasPaused] = useState(paused);
  if (wasPaused !== paused) {
    setWasPaused(paused);
    setNews(0);
  }
  useConsoleEvents((message) => {
    if (!paused || message.type !== "deviceEvent") return;
    if (rotPublicUid === undefined || message.rotPublicUid === rotPublicUid) setNews((count) => count + 1);
  });
  return news;
}
