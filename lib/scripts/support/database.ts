import { closeDatabase, openDatabase } from "@/lib/db/connection";
import { migrate } from "@/lib/db/migrate";
import { closeQueue } from "@/lib/db/queue";
import { openQueue } from "@/lib/db/queue/open";
import type { WorkDatabase } from "@/lib/jobs/work/boss";
import type { Report } from "./report";

/** Brings the database up to date, and opens it and its queue for this process. */
export async function prepareDatabase(
  url: string,
  report: Report,
  running: AsyncDisposableStack,
): Promise<WorkDatabase> {
  const applied = await migrate({ url });
  report.done(
    applied === 0 ? "The schema is up to date" : `The schema is up to date (${applied} new migrations)`,
  );
  const { asApplication } = await openDatabase(url);
  running.defer(closeDatabase);
  if (!asApplication) {
    report.done("The database user may not work as muniment_app: a trigger alone guards the audit history");
  }
  await openQueue();
  running.defer(closeQueue);
  return { url, asApplication };
}
