import { jobs } from "@/lib/contract/jobs";
import { startJob } from "@/lib/domain/jobs/control";
import { describeJob } from "@/lib/domain/jobs/read";
import { route } from "@/lib/http/route";
import { kinds } from "@/lib/jobs/kinds";

export const POST = route(jobs.start, async ({ permit, actor, params, body }) =>
  describeJob(await startJob(permit, actor, params.jobId, body, kinds), actor, kinds, permit.tx),
);
