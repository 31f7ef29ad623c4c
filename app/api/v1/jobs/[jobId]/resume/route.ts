import { jobs } from "@/lib/contract/jobs";
import { resumeJob } from "@/lib/domain/jobs/control";
import { describeJob } from "@/lib/domain/jobs/read";
import { route } from "@/lib/http/route";
import { kinds } from "@/lib/jobs/kinds";

export const POST = route(jobs.resume, async ({ permit, actor, params }) =>
  describeJob(await resumeJob(permit, actor, params.jobId, kinds), actor, kinds, permit.tx),
);
