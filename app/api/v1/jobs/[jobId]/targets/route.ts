import { Readable } from "node:stream";
import { jobs } from "@/lib/contract/jobs";
import { receiveTargets } from "@/lib/domain/jobs/plans";
import { describeJob, requireJob } from "@/lib/domain/jobs/read";
import { uploadedBytes } from "@/lib/domain/whitelist-import/upload";
import { route } from "@/lib/http/route";
import { kinds } from "@/lib/jobs/kinds";

export const POST = route(jobs.upload, async ({ permit, actor, params, request }) => {
  const plan = await requireJob(actor, params.jobId);
  const file = Readable.from(uploadedBytes(request));
  return describeJob(await receiveTargets(permit, actor, plan, file, kinds), actor, kinds, permit.tx);
});
