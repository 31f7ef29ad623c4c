import { jobs } from "@/lib/contract/jobs";
import { makePlan } from "@/lib/domain/jobs/plans";
import { describeJob, listJobs } from "@/lib/domain/jobs/read";
import { route } from "@/lib/http/route";
import { kinds } from "@/lib/jobs/kinds";

export const GET = route(jobs.list, ({ actor, query }) => listJobs(actor, query));
export const POST = route(jobs.preview, async ({ permit, note, actor, body }) => {
  const plan = await makePlan(permit, actor, body, kinds);
  note({ jobId: plan.id });
  return describeJob(plan, actor, kinds, permit.tx);
});
