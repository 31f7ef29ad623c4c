import { z } from "zod";
import { type Batch, phaseAt } from "../state";

/** The guide's own sample has a space behind a date. */
const date = z.string().trim().pipe(z.iso.datetime());
const direction = z.enum(["ASC", "DESC"]);
const sortColumn = z.enum(["status", "creation_date", "batch_name"]);

/** Body of `POST /api/v1/batches`: paging sits inside the filter, sort columns are in snake case [seed]. */
export const batchQuery = z.object({
  filter: z
    .object({
      batchId: z.number().int().optional(),
      batchName: z.string().optional(),
      fromDate: date.optional(),
      toDate: date.optional(),
      sizeFrom: z.number().int().optional(),
      sizeTo: z.number().int().optional(),
      pagingSettings: z
        .object({ pageIndex: z.number().int().min(0), pageSize: z.number().int().min(1).max(1_000) })
        .default({ pageIndex: 0, pageSize: 10 }),
    })
    .prefault({}),
  // A record, not an object: it keeps the order of the members, which is their precedence.
  sortColumns: z.partialRecord(sortColumn, direction).default({}),
});
export type BatchQuery = z.infer<typeof batchQuery>;

type SortColumn = z.infer<typeof sortColumn>;

/** Names match in part and in any case; dates and sizes include their bounds. Newest first by default. */
export function searchBatches(batches: readonly Batch[], { filter, sortColumns }: BatchQuery, nowMs: number) {
  const { batchId, batchName, fromDate, toDate, sizeFrom, sizeTo } = filter;
  const found = batches.filter(
    (batch) =>
      (batchId === undefined || batch.batchId === batchId) &&
      (batchName === undefined || batch.batchName.toLowerCase().includes(batchName.toLowerCase())) &&
      (fromDate === undefined || batch.createdAtMs >= Date.parse(fromDate)) &&
      (toDate === undefined || batch.createdAtMs <= Date.parse(toDate)) &&
      (sizeFrom === undefined || batch.size >= sizeFrom) &&
      (sizeTo === undefined || batch.size <= sizeTo),
  );
  const compare: Record<SortColumn, (left: Batch, right: Batch) => number> = {
    status: (left, right) => byText(phaseAt(left, nowMs).status, phaseAt(right, nowMs).status),
    creation_date: (left, right) => left.createdAtMs - right.createdAtMs,
    batch_name: (left, right) => byText(left.batchName, right.batchName),
  };
  // The members' order in the request is the order of precedence.
  const order = (Object.entries(sortColumns) as [SortColumn, "ASC" | "DESC"][]).map(
    ([column, way]) =>
      (left: Batch, right: Batch) =>
        compare[column](left, right) * (way === "ASC" ? 1 : -1),
  );
  found.sort((left, right) => {
    for (const compareColumn of order) {
      const result = compareColumn(left, right);
      if (result !== 0) return result;
    }
    return right.createdAtMs - left.createdAtMs || right.batchId - left.batchId;
  });
  const { pageIndex, pageSize } = filter.pagingSettings;
  return {
    page: found.slice(pageIndex * pageSize, (pageIndex + 1) * pageSize),
    totalCount: found.length,
  };
}

/** By code units, as a database with a binary collation sorts. */
function byText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
