import { Status } from "@/components/ui/status";
import type { Batch } from "@/lib/contract/batches";
import { kindOf, wordOf } from "./batch-state";

/** The vendor's own word with our icon; and, where it is so, that somebody should look. */
export function BatchStatus({ batch, variant }: { batch: Batch; variant?: "plain" | "badge" }) {
  return (
    <span className="flex max-w-full flex-wrap items-center gap-x-2 gap-y-1">
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
