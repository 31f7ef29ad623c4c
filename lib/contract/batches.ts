import { z } from "zod";
import { instant } from "./identifiers";
import { read, reveal, write } from "./operation";
import { pageOf, pageQuery } from "./paging";

/** Our class of the vendor's status word. `downloadable` decides about downloads, never this. */
export const batchClass = z.enum([
  "waiting",
  "ready",
  "partly",
  "expired",
  "rejected",
  "revoked",
  "failed",
  "collected",
  "other",
]);

export const batch = z.object({
  batchId: z.number().int(),
  orderNumber: z.number().int().nullable(),
  batchName: z.string(),
  /** Null in search results. */
  profileName: z.string().nullable(),
  size: z.number().int(),
  createdAt: instant.nullable(),
  /** The vendor's own word. */
  vendorStatus: z.string(),
  statusClass: batchClass,
  downloadable: z.boolean(),
  /** Neither waiting nor downloadable: the batch may have failed (Sectigo guide, detailed batch information). */
  needsAttention: z.boolean(),
  active: z.boolean(),
  rejectReason: z.string().nullable(),
  rejectable: z.boolean(),
  /** Null in search results. */
  generatorParameters: z.record(z.string(), z.string()).nullable(),
  userId: z.number().int().nullable(),
  /** When the vendor is asked about this batch next, as long as that happens by itself, once for everybody. */
  nextLookAt: instant.optional(),
});
export type Batch = z.output<typeof batch>;

/** Whether its state may change by itself within minutes. "Ready" comes before the download does. */
export function isMoving({
  statusClass,
  downloadable,
}: Pick<Batch, "statusClass" | "downloadable">): boolean {
  return statusClass === "waiting" || (statusClass === "ready" && !downloadable);
}

export const batchSort = z.enum(["status", "-status", "createdAt", "-createdAt", "batchName", "-batchName"]);

/** Largest batch the vendor's documents show. */
export const batchSizeMax = 50_000;
/** A CSR of 4096 bits is about 1.7 KB; 50,000 of them stay below this. */
export const csrFileBytesMax = 128 * 1024 * 1024;

export const batchName = z
  .string()
  .trim()
  .min(1, "A batch needs a name.")
  .max(255, "A batch name has at most 255 characters.")
  .refine((name) => !/\p{Cc}/u.test(name), { error: "A batch name cannot contain control characters." });

const certificateProfileId = z.coerce.number().int().nonnegative();

/** Profiles and generators publish a handful; the names are written to the audit history before they are looked up. */
const parametersMax = 100;

function parameterValues(charactersMax: number) {
  return z
    .record(z.string().max(100), z.string().max(charactersMax))
    .refine((values) => Object.keys(values).length <= parametersMax, {
      error: `There are at most ${parametersMax} parameters.`,
    });
}

export const generatorOrder = z.object({
  certificateProfileId: z.number().int().nonnegative(),
  generatorId: z.number().int(),
  batchName,
  batchSize: z
    .number()
    .int("A batch holds a whole number of certificates.")
    .min(1, "A batch holds at least one certificate.")
    .max(batchSizeMax, `A batch holds at most ${batchSizeMax.toLocaleString("en")} certificates.`),
  generatorParameters: parameterValues(1_000),
  profileParameters: parameterValues(10_000),
});
export type GeneratorOrder = z.output<typeof generatorOrder>;

export const csrFinding = z.object({
  /** 1-based position in the file. */
  position: z.number().int(),
  subject: z.string().nullable(),
  /** Such as "EC P-256" or "RSA 2048". */
  key: z.string().nullable(),
  /** Why the vendor would refuse it; empty when nothing was found. */
  problems: z.array(z.string()),
});

export const csrCheck = z.object({
  total: z.number().int(),
  good: z.number().int(),
  /** The first CSRs and every one with problems, up to 200. */
  findings: z.array(csrFinding),
  /** Things about the file as a whole: stray text, no CSR found, too many. */
  fileProblems: z.array(z.string()),
});
export type CsrCheck = z.output<typeof csrCheck>;

const batchParams = z.object({ batchId: z.coerce.number().int().positive() });

/** What narrows the list of one certificate profile's batches. */
const narrowing = {
  batchId: z.coerce.number().int().positive().optional(),
  batchName: z.string().min(1).max(255).optional(),
  from: instant.optional(),
  to: instant.optional(),
  sizeFrom: z.coerce.number().int().min(0).optional(),
  sizeTo: z.coerce.number().int().min(0).optional(),
};
export const batchFilters = z.object({ certificateProfileId, ...narrowing });

export const batches = {
  list: read({
    operationId: "batches.list",
    method: "GET",
    path: "/batches",
    summary: "Search certificate batches of a certificate profile",
    permission: "batches:read",
    query: pageQuery.extend({
      certificateProfileId,
      size: z.coerce.number().int().min(1).max(200).default(50),
      ...narrowing,
      sort: batchSort.default("-createdAt"),
    }),
    response: pageOf(batch),
    keepLast: true,
    freshForMs: 3_000,
  }),
  attention: read({
    operationId: "batches.attention",
    method: "GET",
    path: "/batches/attention",
    summary:
      "List the latest batches that are ready, waiting or need attention, over all certificate profiles",
    permission: "batches:read",
    response: z.object({
      items: z.array(batch),
      /** Batches looked at: the newest of each enabled profile. */
      examined: z.number().int(),
    }),
    keepLast: true,
    freshForMs: 10_000,
  }),
  get: read({
    operationId: "batches.get",
    method: "GET",
    path: "/batches/{batchId}",
    summary: "Read one certificate batch",
    description:
      "A batch that is being issued is watched, and answered as it was last seen; the request header " +
      "Cache-Control: no-cache has Sectigo asked now, unless that was done within the last 3 seconds.",
    permission: "batches:read",
    params: batchParams,
    response: batch,
    keepLast: true,
    freshForMs: 3_000,
  }),
  createFromGenerator: write({
    operationId: "batches.createFromGenerator",
    method: "POST",
    path: "/batches",
    summary: "Order a batch with generated keys and common names",
    description:
      "Spends balance. Refused when a batch of this name exists, so that an order whose answer was lost " +
      "can be looked up by its name instead of being sent again.",
    permission: "batches:write",
    body: generatorOrder,
    response: batch,
    audit: {
      place: "vendor",
      finishes: "later",
      subject: ({ body }) => ({ type: "batch", id: body.batchName }),
      fields: ({ body }) => [
        "certificateProfileId",
        "generatorId",
        "batchSize",
        ...Object.keys(body.generatorParameters),
        ...Object.keys(body.profileParameters),
      ],
    },
  }),
  checkCsrs: read({
    operationId: "batches.checkCsrs",
    method: "POST",
    path: "/batches/csr-check",
    summary: "Check a file of CSRs without ordering anything",
    description:
      "The body is the file: PEM certificate signing requests, with or without commas between them.",
    permission: "batches:read",
    bodyType: "stream",
    mediaType: "application/x-pem-file",
    response: csrCheck,
  }),
  createFromCsrs: write({
    operationId: "batches.createFromCsrs",
    method: "POST",
    path: "/batches/from-csrs",
    summary: "Order a batch from certificate signing requests",
    description: "The body is the file, as for the check. Refused as a whole when a CSR in it is bad.",
    permission: "batches:write",
    query: z.object({ certificateProfileId }),
    bodyType: "stream",
    mediaType: "application/x-pem-file",
    response: batch,
    audit: {
      place: "vendor",
      finishes: "later",
      subject: ({ query }) => ({
        type: "batch",
        id: `CSRs under certificate profile ${query.certificateProfileId}`,
      }),
    },
  }),
  download: reveal({
    operationId: "batches.download",
    method: "POST",
    path: "/batches/{batchId}/download",
    summary: "Download the zip of a batch",
    permission: "batches:download",
    params: batchParams,
    responseType: "stream",
    mediaType: "application/zip",
    response: z.unknown(),
    audit: { place: "vendor", subject: ({ params }) => ({ type: "batch", id: String(params.batchId) }) },
  }),
};
