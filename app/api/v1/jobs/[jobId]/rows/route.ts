import { jobs } from "@/lib/contract/jobs";
import { requireJob } from "@/lib/domain/jobs/read";
import { listRows } from "@/lib/domain/jobs/rows";
import { route } from "@/lib/http/route";
import { kinds } from "@/lib/jobs/kinds";

export const GET = route(jobs.rows, async ({ actor, params, query }) =>
  listRows(await requireJob(actor, params.jobId), query, kinds),
);
