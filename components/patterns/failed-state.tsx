"use client";

import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { StatusIcon } from "@/components/ui/status-icon";
import type { Problem } from "./problem";
import { RetryButton } from "./retry-button";
import { Blank } from "./states";

/**
 * Reading failed and there is nothing older to show. Says what happened, what still works, what to
 * do, and the request id. Never looks like the empty state.
 */
export function FailedState(props: {
  problem: Problem;
  /** "Whitelist and tags come from our own copy and still work." */
  stillWorks?: ReactNode;
  onRetry?: () => void;
  retrying?: boolean;
}) {
  const { problem } = props;
  return (
    <Blank
      alert
      icon={<StatusIcon kind="failed" />}
      title={problem.title}
      actions={props.onRetry && <RetryButton onRetry={props.onRetry} retrying={props.retrying} />}
    >
      {problem.detail && <p>{problem.detail}</p>}
      {props.stillWorks && <p>{props.stillWorks}</p>}
      {problem.next && <p>{problem.next}</p>}
      {problem.requestId && (
        <p className="mt-1 flex items-center gap-1 text-12">
          Request <span className="min-w-0 break-all font-mono">{problem.requestId}</span>
          <CopyButton value={problem.requestId} label="Copy request id" />
        </p>
      )}
    </Blank>
  );
}
