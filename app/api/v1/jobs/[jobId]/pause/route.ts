import { jobs } from "@/lib/contract/jobs";
import { pauseJob } from "@/lib/domain/jobs/control";
import { describeJob } from "@/lib/domain/jobs/read";
import { route } from "@/lib/http/route";
import { kinds } from "@/lib/jobs/kinds";

export const POST = route(jobs.pause, async ({ permit, actor, params }) =>
  describeJob(await pauseJob(permit, actor, params.jobId), actor, kinds, permit.tx),
);
