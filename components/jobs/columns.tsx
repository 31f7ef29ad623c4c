import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { RowLink } from "@/components/ui/link";
import { jobKinds } from "@/lib/contract/job-kinds";
import type { JobSummary } from "@/lib/contract/jobs";
import { JobProgress } from "./job-progress";
import { JobStatus } from "./job-status";
import { jobPath } from "./paths";

const column = dataTableColumns<JobSummary>();

export const jobColumns = column.columns([
  column.accessor("title", {
    header: "Job",
    cell: ({ row }) => <RowLink href={jobPath(row.original.jobId)}>{row.original.title}</RowLink>,
    meta: { wrap: true, skeleton: "w-56" },
  }),
  column.accessor("kind", {
    header: "Act",
    cell: ({ row }) => jobKinds[row.original.kind].label,
    // The title says it already; the filter finds by it.
    meta: { width: "11rem", defaultHidden: true, skeleton: "w-24" },
  }),
  column.accessor("state", {
    header: "State",
    cell: ({ row }) => <JobStatus job={row.original} />,
    meta: { width: "10rem", card: true, skeleton: "w-20" },
  }),
  column.display({
    id: "progress",
    header: "Progress",
    cell: ({ row }) => <JobProgress job={row.original} />,
    meta: { width: "15rem", card: true, skeleton: "w-40" },
  }),
  column.display({
    id: "by",
    header: "By",
    cell: ({ row: { original } }) => original.startedBy ?? original.createdBy,
    meta: { width: "11rem", skeleton: "w-28" },
  }),
  column.accessor("createdAt", {
    header: "Planned",
    cell: ({ row }) => <RelativeTime value={row.original.createdAt} />,
    meta: { width: "9rem", defaultHidden: true, skeleton: "w-20" },
  }),
  column.accessor("startedAt", {
    header: "Started",
    cell: ({ row }) => <RelativeTime value={row.original.startedAt} missing="not yet" />,
    meta: { width: "7.5rem", card: true, skeleton: "w-20" },
  }),
  column.accessor("endedAt", {
    header: "Ended",
    cell: ({ row }) => <RelativeTime value={row.original.endedAt} missing="not yet" />,
    meta: { width: "7.5rem", skeleton: "w-20" },
  }),
]);
