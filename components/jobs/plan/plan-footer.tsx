"use client";

import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/link";
import { jobPath } from "../paths";
import { canStart, startLabel } from "../words/starting";
import type { PlanView } from "./plan-view";
import { StartButton } from "./start-button";

/** The buttons of the plan dialog. Start is there from the beginning, so that nothing moves when the plan is ready. */
export function PlanFooter({
  view,
  formId,
  busy,
  onDiscard,
  onClose,
}: {
  view: PlanView;
  formId: string;
  busy: boolean;
  onDiscard: () => void;
  onClose: () => void;
}) {
  switch (view.shows) {
    case "asking":
      return <Button onClick={onClose}>Cancel</Button>;
    case "refused":
      return <Button onClick={onClose}>Close</Button>;
    case "over":
      return (
        <>
          <Button onClick={onClose}>Close</Button>
          {view.job.state !== "failed" && (
            <ButtonLink variant="primary" href={jobPath(view.job.jobId)}>
              Open job
            </ButtonLink>
          )}
        </>
      );
    case "sending":
    case "preparing":
      return (
        <>
          <Button onClick={onDiscard}>Discard plan</Button>
          <Button variant="primary" disabledReason="The plan is still being prepared.">
            Start
          </Button>
        </>
      );
    case "ready":
      return (
        <>
          <Button onClick={onDiscard} disabledReason={busy ? "The plan is being started." : undefined}>
            Discard plan
          </Button>
          {canStart(view.job) ? (
            <StartButton formId={formId} job={view.job} busy={busy} />
          ) : (
            <Button variant="primary" disabledReason="There is nothing to do.">
              {startLabel(view.job)}
            </Button>
          )}
        </>
      );
  }
}

/** The buttons of the question before closing. */
export function LeavingFooter({
  mayKeep,
  onBack,
  onDiscard,
  onKeep,
}: {
  mayKeep: boolean;
  onBack: () => void;
  onDiscard: () => void;
  onKeep: () => void;
}) {
  return (
    <>
      <Button autoFocus onClick={onBack}>
        Back
      </Button>
      <Button variant={mayKeep ? "secondary" : "danger"} onClick={onDiscard}>
        Discard plan
      </Button>
      {mayKeep && (
        <Button variant="primary" onClick={onKeep}>
          Keep plan
        </Button>
      )}
    </>
  );
}
