"use client";

import { useEffect } from "react";
import { type TabNews, tabTitle } from "./tab-title";

/**
 * Writes the news into the title of the tab. Pages go on writing titles of their own: each is taken over and marked
 * again, and the last one is put back when there is no news any more.
 */
export function useTabTitle({ ended, running }: TabNews): void {
  useEffect(() => {
    if (ended === null && running === 0) return;
    let own = document.title;
    let written = "";
    const write = () => {
      written = tabTitle(own, { ended, running });
      document.title = written;
    };
    const observer = new MutationObserver(() => {
      // Between two pages there may be no title for a moment.
      if (document.title === written || document.title === "") return;
      own = document.title;
      write();
    });
    write();
    observer.observe(document.head, { subtree: true, childList: true, characterData: true });
    return () => {
      observer.disconnect();
      document.title = own;
    };
  }, [ended, running]);
}
