import { eq } from "drizzle-orm";
import { jobChunks, jobRows, jobs } from "@/drizzle/schema/jobs";
import type { JobKindName } from "@/lib/contract/job-kinds";
import { db } from "@/lib/db/connection";
import { newId } from "@/lib/db/ids";
import { claimChunk } from "./claim";
import type { FileKind, JobKinds, RowsKind } from "./kind";
import { findJob, type JobRecord } from "./record";
import { writePage } from "./write-page";

// Jobs as they stand in the database, without anybody who drives them.

type JobColumns = Partial<typeof jobs.$inferInsert>;

/** A job that runs, with anything about it replaced. */
export async function storedJob(kind: JobKindName, changes: JobColumns = {}): Promise<JobRecord> {
  const [job] = await db()
    .insert(jobs)
    .values({
      id: newId("job"),
      kind,
      title: "Test",
      unit: ["row", "rows"],
      state: "running",
      input: {},
      createdById: "usr_tester",
      createdBy: "tester@example.com",
      ...changes,
    })
    .returning();
  if (job === undefined) throw new Error("the job was not stored");
  return job;
}

type ChunkColumns = Omit<typeof jobChunks.$inferInsert, "job">;
type RowColumns = Omit<typeof jobRows.$inferInsert, "job">;

const rowsPerInsert = 5_000;

/** Gives a job its chunks and rows. */
export async function store(
  { number: job }: JobRecord,
  chunks: readonly ChunkColumns[],
  rows: readonly RowColumns[],
): Promise<void> {
  if (chunks.length > 0)
    await db()
      .insert(jobChunks)
      .values(chunks.map((chunk) => ({ job, ...chunk })));
  for (let start = 0; start < rows.length; start += rowsPerInsert) {
    const some = rows.slice(start, start + rowsPerInsert);
    await db()
      .insert(jobRows)
      .values(some.map((row) => ({ job, ...row })));
  }
}

/** A kind whose rows do what their input says, as far as files and lists ask for it. */
export function kindsWithRows(rowsPerCall: number): JobKinds {
  const kind: Pick<RowsKind, "kind" | "makes" | "rowsPerCall" | "does"> = {
    kind: "whitelist.add",
    makes: "rows",
    rowsPerCall,
    does: (_input, { target, input }) => `${input ?? "Add"} ${target.slice(0, 4)}`,
  };
  return { "whitelist.add": kind as RowsKind };
}

/** A job that has made its file, page by page as drivers do. */
export async function jobWithFile<Kind extends JobKindName>(
  kind: FileKind<Kind>,
  asked: Parameters<FileKind<Kind>["page"]>[1],
): Promise<JobRecord> {
  const { input = asked, pages } = await kind.measure({ requestId: "req_measure" }, asked);
  const job = await storedJob(kind.kind, { input, callsTotal: pages });
  await store(job, [{ ordinal: 1, firstRow: 0, lastRow: 0, rowCount: 0 }], []);
  for (;;) {
    const claim = await claimChunk(job, "wrk_test");
    if (claim === undefined) break;
    await writePage(job, kind as unknown as FileKind, claim, new AbortController().signal);
  }
  await db().update(jobs).set({ state: "done" }).where(eq(jobs.id, job.id));
  const done = await findJob(job.id);
  if (done === undefined) throw new Error("the job is gone");
  return done;
}
