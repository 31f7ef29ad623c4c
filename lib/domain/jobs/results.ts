import "server-only";
import { Readable } from "node:stream";
import { z } from "zod";
import type { RowState } from "@/lib/contract/jobs";
import { Refusal } from "@/lib/contract/problem";
import type { FileStream } from "@/lib/operations/perform-stream";
import { fileStream } from "./file-pages";
import type { FileKind, JobKinds } from "./kind";
import { kindOf } from "./kinds";
import type { JobRecord } from "./record";
import { walkRows } from "./rows";
import { type TableFormat, tableMediaTypes, tablePieces } from "./table-text";

/**
 * The columns of a result file. The target comes first, under a name: kinds that take their targets from a file read the
 * first column of one that names several, so that the file of the failed rows can be uploaded again as it is.
 */
export const resultColumns = [
  "target",
  "input",
  "does",
  "state",
  "words",
  "answer",
  "requestId",
  "at",
  "ordinal",
] as const;

export interface ResultQuery {
  /** Of rows; a file that a job makes has the format it was asked for. */
  format: TableFormat;
  /** Only the rows in this state. */
  state?: RowState | undefined;
}

/**
 * What a job has to give: for a job on targets every row with its outcome as it stands now, for one that reads a list
 * its file. @throws Refusal `conflict` for a file that is not complete
 */
export function resultFile(job: JobRecord, query: ResultQuery, kinds: JobKinds): FileStream {
  const kind = kindOf(kinds, job.kind);
  return kind.makes === "file" ? storedFile(job, kind) : rowsFile(job, query, kinds);
}

/** What the file of a job is called: `devices-2026-03-01.csv`, by the day of its plan. */
export function storedFileName(
  { createdAt, input }: Pick<JobRecord, "createdAt" | "input">,
  { fileStem }: Pick<FileKind, "fileStem">,
): string {
  return `${fileStem}-${createdAt.toISOString().slice(0, 10)}.${formatOf(input)}`;
}

const fileInput = z.object({ format: z.enum(["csv", "jsonl"]) });

function formatOf(input: unknown): TableFormat {
  return fileInput.parse(input).format;
}

function storedFile(job: JobRecord, kind: FileKind): FileStream {
  if (job.state !== "done") {
    throw new Refusal("conflict", {
      detail: "The file is not complete: the list has not been read to its end.",
      next: "Wait until the job is done, or start a new one if it was stopped.",
    });
  }
  return {
    fileName: storedFileName(job, kind),
    mediaType: tableMediaTypes[formatOf(job.input)],
    byteLength: job.fileBytes,
    body: fileStream(job.number, job.fileBytes),
  };
}

/** Enough of a job's id to tell its files from others: the end, which is chance; the beginning is time. */
const idDigitsShown = 8;

function rowsFile(job: JobRecord, { format, state }: ResultQuery, kinds: JobKinds): FileStream {
  return {
    fileName: `job-${job.id.slice(-idDigitsShown)}-${state ?? "results"}.${format}`,
    mediaType: tableMediaTypes[format],
    body: Readable.from(rowsText(job, format, state, kinds), { objectMode: false }),
  };
}

async function* rowsText(
  job: JobRecord,
  format: TableFormat,
  state: RowState | undefined,
  kinds: JobKinds,
): AsyncGenerator<string, void, undefined> {
  let first = true;
  for await (const rows of walkRows(job, state, kinds)) {
    yield* tablePieces(format, resultColumns, rows, first);
    first = false;
  }
  // A file without rows has its columns all the same.
  if (first) yield* tablePieces(format, resultColumns, [], true);
}
