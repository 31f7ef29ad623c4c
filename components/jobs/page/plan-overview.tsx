"use client";

import { useId, useState } from "react";
import { Facts } from "@/components/patterns/facts";
import { RawJson } from "@/components/patterns/raw-json";
import { Section } from "@/components/patterns/section";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { can, roleLabels, roles } from "@/lib/access/permissions";
import type { Job } from "@/lib/contract/jobs";
import { consequenceOf, PlanPreview } from "../plan/plan-preview";
import { Preparing } from "../plan/preparing";
import { StartButton } from "../plan/start-button";
import { StartForm } from "../plan/start-form";
import { actsOf, jobRights } from "../words/acts";
import { canStart } from "../words/starting";
import { useShownJob } from "./job-context";

/** Who can start a plan, for those who cannot. */
function whoCanStart(kind: Job["kind"]): string {
  const able = roles.filter((role) => jobRights((permission) => can(role, permission), kind).mayRun);
  const names = able.map((role) => roleLabels[role]);
  return names.length === 1 ? `The role ${names[0]} can.` : `These roles can: ${names.join(", ")}.`;
}

function Start({ job }: { job: Job }) {
  const { acts } = useShownJob();
  const formId = useId();
  const [busy, setBusy] = useState(false);
  const offered = actsOf(job, jobRights(useCan(), job.kind));
  if (!offered.has("start")) {
    return (
      <Section title="Start">
        <p className="text-14">{consequenceOf(job)}</p>
        <p className="text-13 text-muted">Your role cannot start this plan. {whoCanStart(job.kind)}</p>
      </Section>
    );
  }
  return (
    <Section title="Start">
      <p className="text-14">{consequenceOf(job)}</p>
      {canStart(job) && (
        <StartForm id={formId} job={job} onBusyChange={setBusy} onStarted={() => setBusy(false)} />
      )}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => acts.ask("discard", job)}>Discard plan…</Button>
        {canStart(job) && <StartButton formId={formId} job={job} busy={busy} />}
      </div>
    </Section>
  );
}

/** A plan that nobody has started yet: what it would do, and the way to start it. */
export function PlanOverview({ job }: { job: Job }) {
  const { acts } = useShownJob();
  const mayDiscard = actsOf(job, jobRights(useCan(), job.kind)).has("discard");
  return (
    <div className="flex max-w-180 flex-col gap-8">
      {job.state === "preparing" && <Preparing job={job} />}
      {job.state === "failed" && <Facts facts={[{ label: "Targets", value: job.targets }, ...job.facts]} />}
      {job.state !== "ready" && mayDiscard && (
        <div>
          <Button onClick={() => acts.ask("discard", job)}>Discard plan…</Button>
        </div>
      )}
      {job.state === "ready" && (
        <>
          <PlanPreview job={job} />
          <Start job={job} />
        </>
      )}
      <RawJson label="Raw plan" value={job} />
    </div>
  );
}
