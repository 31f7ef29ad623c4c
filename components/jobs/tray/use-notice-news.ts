"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { showToast } from "@/components/ui/toast-manager";
import type { Notice } from "@/lib/contract/notices";
import { freshNotices, noticeKinds } from "./tray-words";

/** More at once, as after a night, are told in one. */
const toastsMax = 3;

/** Whether the page in view is the one a notice leads to, or one of its tabs. */
const isAt = (pathname: string, href: string) => pathname === href || pathname.startsWith(`${href}/`);

/**
 * Tells what ended since the last look: a toast for each notice, once, which assistive technology reads too. The page
 * that a notice leads to says it itself, and needs none. Returns what ended last while the tab was hidden.
 */
export function useNoticeNews(items: readonly Notice[] | undefined, onShowAll: () => void): string | null {
  const router = useRouter();
  const pathname = usePathname();
  const seen = useRef<Set<string>>(undefined);
  const [ended, setEnded] = useState<string | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: news is told when it comes, not when the page changes
  useEffect(() => {
    if (items === undefined) return;
    const fresh = freshNotices(seen.current, items);
    seen.current = new Set([...(seen.current ?? []), ...items.map(({ noticeId }) => noticeId)]);
    const last = fresh.at(-1);
    if (last === undefined) return;
    if (document.hidden) setEnded(last.title);
    const elsewhere = fresh.filter(({ href }) => document.hidden || !isAt(pathname, href));
    if (elsewhere.length > toastsMax) {
      const title = `${elsewhere.length.toLocaleString("en-US")} new notices`;
      showToast({ title, action: { label: "Show", run: onShowAll } });
      return;
    }
    for (const { title, words, kind, href } of elsewhere) {
      const action = { label: "Open", run: () => router.push(href) };
      showToast({ title, description: words, kind: noticeKinds[kind], action });
    }
  }, [items]);

  useEffect(() => {
    const looked = () => {
      if (!document.hidden) setEnded(null);
    };
    document.addEventListener("visibilitychange", looked);
    return () => document.removeEventListener("visibilitychange", looked);
  }, []);
  return ended;
}
