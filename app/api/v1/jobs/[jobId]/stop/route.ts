import { jobs } from "@/lib/contract/jobs";
import { stopJob } from "@/lib/domain/jobs/control";
import { describeJob } from "@/lib/domain/jobs/read";
import { route } from "@/lib/http/route";
import { kinds } from "@/lib/jobs/kinds";

export const POST = route(jobs.stop, async ({ permit, actor, params }) =>
  describeJob(await stopJob(permit, actor, params.jobId), actor, kinds, permit.tx),
);
