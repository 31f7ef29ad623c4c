import { Button } from "@/components/ui/button";
import type { Job } from "@/lib/contract/jobs";
import { startLabel, startLevel } from "../words/starting";

/** Starts the plan of the form with this id; names the act and the count. */
export function StartButton({ formId, job, busy }: { formId: string; job: Job; busy: boolean }) {
  return (
    <Button
      type="submit"
      form={formId}
      variant={startLevel(job).danger ? "danger" : "primary"}
      loading={busy}
    >
      {startLabel(job)}
    </Button>
  );
}
