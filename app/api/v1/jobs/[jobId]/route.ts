import { jobs } from "@/lib/contract/jobs";
import { discardPlan } from "@/lib/domain/jobs/control";
import { describeJob, requireJob } from "@/lib/domain/jobs/read";
import { route } from "@/lib/http/route";
import { kinds } from "@/lib/jobs/kinds";

export const GET = route(jobs.get, async ({ actor, params }) =>
  describeJob(await requireJob(actor, params.jobId), actor, kinds),
);
export const DELETE = route(jobs.discard, async ({ permit, actor, params }) => {
  await discardPlan(permit, actor, params.jobId);
  return { done: true };
});
