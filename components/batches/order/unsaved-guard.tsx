"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { DiscardDialog, useLeaveGuard } from "@/components/patterns/form-sheet/leave-guard";

/** The page of ours that a plain click on a link would open in this tab. */
function destinationOf(event: MouseEvent): string | undefined {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
    return undefined;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.origin !== location.origin) return undefined;
  if (link.target === "_blank" || link.pathname === location.pathname) return undefined;
  return link.pathname + link.search;
}

/** Asks before what was typed on a page is lost: to another page of ours, another site, or with the tab. */
export function UnsavedGuard({ active }: { active: boolean }) {
  const router = useRouter();
  const [wanted, setWanted] = useState<string>();
  useLeaveGuard(active);
  useEffect(() => {
    if (!active) return;
    const ask = (event: MouseEvent) => {
      const destination = destinationOf(event);
      if (destination === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      setWanted(destination);
    };
    // Before the link's own handler, which would be on its way already.
    document.addEventListener("click", ask, { capture: true });
    return () => document.removeEventListener("click", ask, { capture: true });
  }, [active]);
  return (
    <DiscardDialog
      open={wanted !== undefined}
      onStay={() => setWanted(undefined)}
      onLeave={() => {
        setWanted(undefined);
        if (wanted !== undefined) router.push(wanted);
      }}
    />
  );
}
