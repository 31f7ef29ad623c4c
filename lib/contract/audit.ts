import { z } from "zod";
import { instant } from "./identifiers";
import { read } from "./operation";

/**
 * intent: about to happen · succeeded · accepted: the vendor took it and will finish later · failed: nothing changed ·
 * denied: not allowed · unknown: the answer was lost, it may have happened.
 */
export const auditOutcome = z.enum(["intent", "succeeded", "accepted", "failed", "denied", "unknown"]);
export type AuditOutcome = z.output<typeof auditOutcome>;

export const auditEntry = z.object({
  entryId: z.string(),
  /** Gapless position in the chain; null for the moment before the entry is sealed. */
  sequence: z.number().int().nullable(),
  at: instant,
  actorType: z.enum(["person", "machine", "system"]),
  actorId: z.string(),
  actorName: z.string(),
  /** The actor's role at that time. */
  actorRole: z.string(),
  action: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  outcome: auditOutcome,
  /** The intent this row closes, or null when it stands alone. */
  intentId: z.string().nullable(),
  requestId: z.string(),
  /** The job the act belongs to, or null; files from before there were jobs do not name it. */
  jobId: z.string().nullable().default(null),
  address: z.string().nullable(),
  fields: z.array(z.string()),
  /** Facts without secrets: an error code, a checksum, a count of bytes. */
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** SHA-256 of the entry and the hash before it, hex; null until sealed. */
  hash: z.string().nullable(),
  previousHash: z.string().nullable(),
});
export type AuditEntry = z.output<typeof auditEntry>;

export const auditFilters = z.object({
  actor: z.string().max(320).optional(),
  action: z.string().max(100).optional(),
  subjectType: z.string().max(100).optional(),
  subjectId: z.string().max(500).optional(),
  outcome: auditOutcome.optional(),
  requestId: z.string().max(100).optional(),
  jobId: z.string().max(64).optional(),
  from: instant.optional(),
  to: instant.optional(),
});
export type AuditFilters = z.output<typeof auditFilters>;

/** Largest export that is written while it is downloaded; a larger one is a job. */
export const auditExportMax = 10_000;

export const auditVerification = z.object({
  intact: z.boolean(),
  /** Sealed entries read, from the first to the last. */
  entries: z.number().int(),
  /** Entries written and not sealed yet; they are sealed within seconds. */
  unsealed: z.number().int(),
  headSequence: z.number().int().nullable(),
  headHash: z.string().nullable(),
  /** The first thing that does not hold, in words. */
  problem: z.object({ sequence: z.number().int().nullable(), words: z.string() }).nullable(),
  durationMs: z.number(),
});
export type AuditVerification = z.output<typeof auditVerification>;

export const audit = {
  list: read({
    operationId: "audit.list",
    method: "GET",
    path: "/audit",
    summary: "Search the audit history",
    description: "Newest first. Pages are reached by cursor, so that depth costs nothing.",
    permission: "audit:read",
    query: auditFilters.extend({
      cursor: z.string().max(200).optional(),
      size: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z.object({
      items: z.array(auditEntry),
      nextCursor: z.string().nullable(),
      previousCursor: z.string().nullable(),
    }),
  }),
  get: read({
    operationId: "audit.get",
    method: "GET",
    path: "/audit/{entryId}",
    summary: "Read one audit entry and the rows of the same act",
    permission: "audit:read",
    params: z.object({ entryId: z.string().min(1).max(64) }),
    response: z.object({ entry: auditEntry, related: z.array(auditEntry) }),
  }),
  count: read({
    operationId: "audit.count",
    method: "GET",
    path: "/audit/count",
    summary: "Count the sealed entries that an export would hold",
    description: `Counts no further than ${(auditExportMax + 1).toLocaleString("en")}: more than one export takes.`,
    permission: "audit:read",
    query: auditFilters,
    response: z.object({ entries: z.number().int() }),
  }),
  export: read({
    operationId: "audit.export",
    method: "GET",
    path: "/audit/export",
    summary: "Export the audit history as a stream",
    description:
      "CSV with formula-safe cells, or JSON lines that the offline verifier reads. Refused for more than " +
      `${auditExportMax.toLocaleString("en")} entries: a job of the kind audit.export takes any number.`,
    permission: "audit:read",
    query: auditFilters.extend({ format: z.enum(["csv", "jsonl"]).default("csv") }),
    responseType: "stream",
    mediaType: "text/csv",
    otherMediaTypes: ["application/x-ndjson"],
    response: z.unknown(),
  }),
  verify: read({
    operationId: "audit.verify",
    method: "GET",
    path: "/audit/verification",
    summary: "Verify the hash chain of the audit history",
    permission: "audit:read",
    response: auditVerification,
  }),
};
