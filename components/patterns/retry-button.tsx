"use client";

import RefreshCw from "lucide-react/icons/refresh-cw";
import { Button } from "@/components/ui/button";

/** Tries again; shows that it does. */
export function RetryButton(props: { onRetry: () => void; retrying?: boolean; children?: React.ReactNode }) {
  return (
    <Button
      icon={<RefreshCw aria-hidden className="size-4" />}
      loading={props.retrying}
      onClick={props.onRetry}
    >
      {props.children ?? "Try again"}
    </Button>
  );
}
