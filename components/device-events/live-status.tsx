"use client";

import { Status } from "@/components/ui/status";
import { useLiveConnected } from "@/lib/browser/events";

/** Whether what happens shows at once. */
export function LiveStatus({ paused }: { paused: boolean }) {
  const connected = useLiveConnected();
  if (paused) {
    return (
      <Status kind="neutral" variant="badge">
        Paused
      </Status>
    );
  }
  return (
    <Status kind={connected ? "ok" : "waiting"} variant="badge">
      {connected ? "Live" : "Updating every few seconds"}
    </Status>
  );
}
