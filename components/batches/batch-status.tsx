import { cn } from "@/components/ui/cn";
import { Status } from "@/components/ui/status";
import type { Batch } from "@/lib/contract/batches";
import { kindOf, wordOf } from "./batch-state";

/** The vendor's own word with our icon; and, where it is so, that somebody should look. */
export function BatchStatus({ batch, variant = "plain" }: { batch: Batch; variant?: "plain" | "badge" }) {
  return (
    <span
      className={cn(
        "flex max-w-full gap-1",
        variant === "badge" ? "flex-wrap gap-x-2" : "flex-col items-start",
      )}
    >
      <Status kind={kindOf(batch)} variant={variant}>
        {wordOf(batch)}
      </Status>
      {batch.needsAttention && (
        <Status kind="attention" variant="badge">
          Needs attention
        </Status>
      )}
    </span>
  );
}
