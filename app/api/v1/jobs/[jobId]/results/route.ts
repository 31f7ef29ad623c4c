import { jobs } from "@/lib/contract/jobs";
import { requireJob } from "@/lib/domain/jobs/read";
import { resultFile } from "@/lib/domain/jobs/results";
import { route } from "@/lib/http/route";
import { kinds } from "@/lib/jobs/kinds";

export const GET = route(jobs.results, async ({ actor, params, query }) =>
  resultFile(await requireJob(actor, params.jobId), query, kinds),
);
