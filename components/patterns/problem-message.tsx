import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import type { StatusKind } from "@/components/ui/status-icon";
import { Notice } from "./notice";
import type { Problem } from "./problem";

/** Nothing is wrong: there is something to wait for, or to do first. */
const soonOver: ReadonlySet<string | undefined> = new Set([
  "vendor_busy",
  "vendor_budget_short",
  "throttled",
  "confirmation_needed",
]);

function kindOf(problem: Problem): StatusKind {
  if (problem.code === "outcome_unknown") return "unknown";
  if (soonOver.has(problem.code)) return "attention";
  return "failed";
}

/** Small print for whoever is asked for help: the vendor's own words and the request id. */
function Details({ problem }: { problem: Problem }) {
  const { vendor, requestId } = problem;
  if (!vendor && !requestId) return null;
  return (
    <div className="mt-2 flex flex-col gap-1 text-12 text-muted">
      {vendor && (vendor.text || vendor.status) && (
        <p className="[overflow-wrap:anywhere]">
          {vendor.name} answered{vendor.status ? ` ${vendor.status}` : ""}
          {vendor.text ? `: ${vendor.text}` : "."}
        </p>
      )}
      {requestId && (
        <p className="flex items-center gap-1">
          Request <span className="min-w-0 break-all font-mono">{requestId}</span>
          <CopyButton value={requestId} label="Copy request id" />
        </p>
      )}
    </div>
  );
}

/** A problem in the words of its document: what happened, why, what to do; details small. */
export function ProblemMessage({ problem, actions }: { problem: Problem; actions?: ReactNode }) {
  return (
    <Notice kind={kindOf(problem)} title={problem.title} actions={actions} alert>
      {problem.detail && <p>{problem.detail}</p>}
      {problem.errors && problem.errors.length > 0 && (
        <ul className="mt-1 list-disc pl-4">
          {problem.errors.map((error) => (
            <li key={`${error.path} ${error.message}`}>
              {error.path && <span className="font-mono text-12">{error.path}: </span>}
              {error.message}
            </li>
          ))}
        </ul>
      )}
      {problem.next && <p>{problem.next}</p>}
      <Details problem={problem} />
    </Notice>
  );
}
