"use client";

import { FailedState } from "@/components/patterns/failed-state";

/** A page that failed by itself; the frame around it still works. */
export default function ConsoleError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <FailedState
      problem={{
        title: "This page could not be shown",
        detail: "The console met a fault of its own. Nothing was changed by it.",
        next: "Try again; the other pages still work.",
        requestId: error.digest,
      }}
      onRetry={reset}
    />
  );
}
