import { Notice } from "@/components/patterns/notice";
import { Progress } from "@/components/ui/progress";
import { type Batch, isMoving } from "@/lib/contract/batches";
import { adviceFor } from "./batch-state";

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
export function BatchWait({ batch, paused }: { batch: Batch; paused: boolean }) {
  if (batch.statusClass !== "waiting" || !isMoving(batch)) return null;
  const follows = paused
    ? "Updating of this page is paused"
    : "This page follows, and whoever ordered it here is told";
  return (
    <Progress
      label={`Sectigo is at work on ${batch.size === 1 ? "1 certificate" : `${batch.size.toLocaleString("en")} certificates`}`}
      value={null}
      max={batch.size}
      text={`${follows}; issuing usually takes minutes`}
    />
  );
}
