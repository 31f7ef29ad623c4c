import type { RowState } from "@/lib/contract/jobs";

export const jobPath = (jobId: string) => `/jobs/${jobId}`;
export const jobHistoryPath = (jobId: string) => `/jobs/${jobId}/history`;

/** The rows of a job, or those in one state. */
export const jobRowsPath = (jobId: string, state?: RowState) =>
  `/jobs/${jobId}/rows${state === undefined ? "" : `?state=${state}`}`;

/** The audit history of a whole job, or of one call. */
export const auditOfJobPath = (jobId: string) => `/audit?jobId=${jobId}`;
export const auditOfRequestPath = (requestId: string) => `/audit?requestId=${requestId}`;
