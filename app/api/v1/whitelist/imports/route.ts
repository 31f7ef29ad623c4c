import { whitelist } from "@/lib/contract/whitelist";
import { makePlanOfFile } from "@/lib/domain/jobs/plans";
import { describeJob } from "@/lib/domain/jobs/read";
import { UploadedFile } from "@/lib/domain/whitelist-import/upload";
import { route } from "@/lib/http/route";
import { kinds } from "@/lib/jobs/kinds";

export const POST = route(whitelist.import, async ({ permit, note, actor, query, request }) => {
  const file = new UploadedFile(request);
  const plan = await makePlanOfFile(
    permit,
    actor,
    {
      kind: "whitelist.import",
      input: {},
      targets: { from: "file", fileName: query.fileName },
    },
    file.content,
    kinds,
  );
  note({ jobId: plan.id, rows: plan.rowsTotal, skipped: plan.rowsSkipped, ...file.facts() });
  return describeJob(plan, actor, kinds, permit.tx);
});
