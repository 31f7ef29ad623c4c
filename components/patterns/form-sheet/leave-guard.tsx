"use client";

import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

/** Asks the browser to ask before the tab is closed or another address is opened. */
export function useLeaveGuard(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [active]);
}

export function DiscardDialog(props: { open: boolean; onStay: () => void; onLeave: () => void }) {
  const stay = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      open={props.open}
      onOpenChange={(open) => !open && props.onStay()}
      size="small"
      title="Discard changes"
      description="What you typed here is not saved and will be lost."
      initialFocus={stay}
      footer={
        <>
          <Button ref={stay} onClick={props.onStay}>
            Keep editing
          </Button>
          <Button variant="danger" onClick={props.onLeave}>
            Discard changes
          </Button>
        </>
      }
    />
  );
}
