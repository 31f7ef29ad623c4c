import { Notice } from "@/components/patterns/notice";
import { Progress } from "@/components/ui/progress";
import type { Batch } from "@/lib/contract/batches";
import { adviceFor, isMoving } from "./batch-state";

/** What needs somebody; nothing at all when nothing does. */
export function BatchAdvice({ batch }: { batch: Batch }) {
  const advice = adviceFor(batch);
  if (advice === undefined) return null;
  return (
    <Notice kind={advice.kind} title={advice.title}>
      <p>{advice.meaning}</p>
      <p>{advice.todo}</p>
    </Notice>
  );
}

/** That something is under way, and how it is followed. */
export function BatchWait({ batch, asksEveryMs }: { batch: Batch; asksEveryMs: number | false }) {
  if (batch.statusClass !== "waiting" || !isMoving(batch)) return null;
  const asks =
    asksEveryMs === false ? "Updating is paused" : `Polling every ${Math.round(asksEveryMs / 1000)} s`;
  return (
    <Progress
      label={`Sectigo is at work on ${batch.size === 1 ? "1 certificate" : `${batch.size.toLocaleString("en")} certificates`}`}
      value={null}
      max={batch.size}
      text={`${asks}; issuing usually takes minutes`}
    />
  );
}
