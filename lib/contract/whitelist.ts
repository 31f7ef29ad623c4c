import { z } from "zod";
import { imei, instant, rotPublicUid } from "./identifiers";
import { done, read, write } from "./operation";
import { pageOf, pageQuery } from "./paging";

export const whitelistEntry = z.object({
  id: z.string(),
  /** "ROTPublicUID" or "IMEI"; another word of the vendor's is passed on. */
  type: z.string(),
  createdAt: instant.nullable(),
});
export type WhitelistEntry = z.output<typeof whitelistEntry>;

/** Largest list one request takes; a longer one is imported as a file. */
export const whitelistTargetsMax = 1_000;
/** Longest file that is taken. */
export const importRowsMax = 1_000_000;

const change = z
  .object({
    rotPublicUids: z.array(rotPublicUid).max(whitelistTargetsMax).default([]),
    imeis: z.array(imei).max(whitelistTargetsMax).default([]),
  })
  .refine((body) => body.rotPublicUids.length + body.imeis.length > 0, {
    error: "Enter at least one RoT UID or IMEI.",
    path: ["rotPublicUids"],
  });

function subjectOf({ body }: { body: z.output<typeof change> }) {
  const [only, ...others] = [...body.rotPublicUids, ...body.imeis];
  return { type: "whitelist", id: others.length === 0 ? String(only) : `${others.length + 1} entries` };
}

/** Why a line of a file cannot be sent. The words for each are on the import screen and in the error file. */
export const badLineReason = z.enum([
  "columns",
  "uid",
  "uid_type_imei",
  "type",
  "action",
  "duplicate",
  "contradiction",
  "encoding",
]);
export type BadLineReason = z.output<typeof badLineReason>;

export const badLine = z.object({
  /** 1-based, the header being line 1. */
  line: z.number().int(),
  text: z.string(),
  reason: badLineReason,
  /** The sentence for people: what is wrong and what would be right. */
  message: z.string(),
});
export type BadLine = z.output<typeof badLine>;

/**
 * checked: read and judged, nothing sent · sending: on its way, chunk by chunk · done: every good row was accepted ·
 * stopped: the vendor refused or went away; what was accepted stays accepted · unknown: the answer to a chunk was lost.
 */
export const importState = z.enum(["checked", "sending", "done", "stopped", "unknown"]);

export const whitelistImport = z.object({
  importId: z.string(),
  fileName: z.string(),
  state: importState,
  createdAt: instant,
  createdBy: z.string(),
  rows: z.object({
    total: z.number().int(),
    good: z.number().int(),
    adds: z.number().int(),
    removes: z.number().int(),
    bad: z.number().int(),
    /** Rows the vendor has accepted so far. */
    accepted: z.number().int(),
    /** Rows whose chunk was sent and whose answer was lost. */
    unknown: z.number().int(),
  }),
  /** Calls that sending costs, one per chunk. */
  chunks: z.object({ total: z.number().int(), accepted: z.number().int() }),
  /** The first bad lines, none of them in lists; `rows.bad` counts all and the error file holds all. */
  badLines: z.array(badLine),
  /** In words, why sending stopped. */
  problem: z.string().nullable(),
  finishedAt: instant.nullable(),
});
export type WhitelistImport = z.output<typeof whitelistImport>;

const importParams = z.object({
  importId: z.string().regex(/^\w{1,64}$/, "This is not the id of an import."),
});

export const whitelist = {
  list: read({
    operationId: "whitelist.list",
    method: "GET",
    path: "/whitelist",
    summary: "List whitelist entries",
    permission: "whitelist:read",
    query: pageQuery,
    response: pageOf(whitelistEntry),
    keepLast: true,
  }),
  add: write({
    operationId: "whitelist.add",
    method: "POST",
    path: "/whitelist",
    summary: "Add RoT UIDs or IMEIs to the whitelist",
    description: "Decides what happens at bootstrap. Devices that have bootstrapped keep their state.",
    permission: "whitelist:write",
    body: change,
    response: done,
    audit: { place: "vendor", subject: subjectOf },
  }),
  remove: write({
    operationId: "whitelist.remove",
    method: "POST",
    path: "/whitelist/remove",
    summary: "Remove RoT UIDs or IMEIs from the whitelist",
    permission: "whitelist:write",
    body: change,
    response: done,
    audit: { place: "vendor", subject: subjectOf },
  }),
  listImports: read({
    operationId: "whitelist.listImports",
    method: "GET",
    path: "/whitelist/imports",
    summary: "List the latest whitelist imports",
    permission: "whitelist:read",
    response: z.object({ items: z.array(whitelistImport) }),
  }),
  checkImport: write({
    operationId: "whitelist.checkImport",
    method: "POST",
    path: "/whitelist/imports",
    summary: "Upload a whitelist file and check every row",
    description:
      "The body is the file itself: a header line Id,Type,Action and one row per RoT UID, at most 1,000,000. " +
      "Nothing is sent to the vendor; the answer names every kind of bad line.",
    permission: "whitelist:write",
    query: z.object({
      fileName: z
        .string()
        .regex(/^\P{Cc}{1,255}$/u, "A file name has 1 to 255 characters, none of them a control character.")
        .default("whitelist.csv"),
    }),
    bodyType: "stream",
    mediaType: "text/csv",
    response: whitelistImport,
    audit: { place: "records", subject: ({ query }) => ({ type: "whitelist-import", id: query.fileName }) },
  }),
  getImport: read({
    operationId: "whitelist.getImport",
    method: "GET",
    path: "/whitelist/imports/{importId}",
    summary: "Read one whitelist import",
    permission: "whitelist:read",
    params: importParams,
    response: whitelistImport,
  }),
  import: write({
    operationId: "whitelist.import",
    method: "POST",
    path: "/whitelist/imports/{importId}/send",
    summary: "Send the good rows of a checked file to the vendor",
    description:
      "Answers at once; read the import to follow it. Each chunk is one call with its own audit rows. Sending again " +
      "an import that stopped goes on with the chunks that were not accepted, those with a lost answer included.",
    permission: "whitelist:write",
    params: importParams,
    response: whitelistImport,
    audit: { place: "records", subject: ({ params }) => ({ type: "whitelist-import", id: params.importId }) },
  }),
  importErrors: read({
    operationId: "whitelist.importErrors",
    method: "GET",
    path: "/whitelist/imports/{importId}/errors",
    summary: "Download the bad lines of an import",
    permission: "whitelist:read",
    params: importParams,
    responseType: "stream",
    mediaType: "text/csv",
    response: z.unknown(),
  }),
  importResult: read({
    operationId: "whitelist.importResult",
    method: "GET",
    path: "/whitelist/imports/{importId}/result",
    summary: "Download what happened to every row of an import",
    permission: "whitelist:read",
    params: importParams,
    responseType: "stream",
    mediaType: "text/csv",
    response: z.unknown(),
  }),
};
