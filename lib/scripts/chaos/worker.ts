import { openDatabase } from "@/lib/db/connection";
import { openQueue } from "@/lib/db/queue/open";
import { env } from "@/lib/env";
import { kinds } from "@/lib/jobs/kinds";
import { tagsAssign } from "@/lib/jobs/kinds/tags-assign";
import { startWorker } from "@/lib/jobs/worker";

// A worker as npm run worker starts it, but for smaller calls, so that there are many moments to be killed at. It is
// never stopped, only killed.
const [rowsPerCall = "100"] = process.argv.slice(2);
const { DATABASE_URL: url } = env();
if (url === undefined) throw new Error("DATABASE_URL is not set.");
const { asApplication } = await openDatabase(url);
await openQueue();
const worker = await startWorker({
  database: { url, asApplication },
  lanes: 2,
  kinds: { ...kinds, "tags.assign": { ...tagsAssign, rowsPerCall: Number(rowsPerCall) } },
});
process.send?.(worker.id);
