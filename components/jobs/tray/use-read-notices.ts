"use client";

import { useEffect, useRef, useState } from "react";
import type { Notice } from "@/lib/contract/notices";
import { useMarkRead } from "../queries";

const none: ReadonlySet<string> = new Set();

/** Marks notices as read while the panel is open; returns those that were not read before it was opened. */
export function useReadNotices(open: boolean, items: readonly Notice[] | undefined): ReadonlySet<string> {
  const { mutate } = useMarkRead();
  const marked = useRef<string>(undefined);
  const [fresh, setFresh] = useState(none);
  useEffect(() => {
    if (!open) {
      setFresh(none);
      return;
    }
    const unread = (items ?? []).filter(({ read }) => !read).map(({ noticeId }) => noticeId);
    const [newest] = unread;
    if (newest === undefined || marked.current === newest) return;
    marked.current = newest;
    setFresh((before) => new Set([...before, ...unread]));
    mutate({ body: { until: newest } });
  }, [open, items, mutate]);
  return fresh;
}
