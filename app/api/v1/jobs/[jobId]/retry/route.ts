import { jobs } from "@/lib/contract/jobs";
import { retryRows } from "@/lib/domain/jobs/control";
import { describeJob } from "@/lib/domain/jobs/read";
import { route } from "@/lib/http/route";
import { kinds } from "@/lib/jobs/kinds";

export const POST = route(jobs.retry, async ({ permit, actor, params, body }) =>
  describeJob(await retryRows(permit, actor, params.jobId, body.rows, kinds), actor, kinds, permit.tx),
);
