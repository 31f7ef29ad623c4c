import { z } from "zod";
import { imei, instant, rotPublicUid } from "./identifiers";
import { fileRowsMax } from "./job-kinds";
import { job } from "./jobs";
import { done, read, write } from "./operation";
import { pageOf, pageQuery } from "./paging";

export const whitelistEntry = z.object({
  id: z.string(),
  /** "ROTPublicUID" or "IMEI"; another word of the vendor's is passed on. */
  type: z.string(),
  createdAt: instant.nullable(),
});
export type WhitelistEntry = z.output<typeof whitelistEntry>;

/** Largest list one request takes; a longer one goes through a plan. */
export const whitelistTargetsMax = 1_000;

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
    description:
      "Decides what happens at bootstrap. Devices that have bootstrapped keep their state. One call to the vendor; a " +
      "longer list, or one that is to be previewed, goes through jobs.preview.",
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
    description: "One call to the vendor, as for adding.",
    permission: "whitelist:write",
    body: change,
    response: done,
    audit: { place: "vendor", subject: subjectOf },
  }),
  import: write({
    operationId: "whitelist.import",
    method: "POST",
    path: "/whitelist/imports",
    summary: "Read a whitelist file and plan what it asks for",
    description:
      "The body is the file itself: a header line Id,Type,Action and one row per RoT UID, at most " +
      `${fileRowsMax.toLocaleString("en")}. Nothing is sent to the vendor: the answer is a plan that is ready, with ` +
      "every bad line as a skipped row that says why. jobs.start sends it.",
    permission: "whitelist:write",
    query: z.object({
      fileName: z
        .string()
        .regex(/^\P{Cc}{1,255}$/u, "A file name has 1 to 255 characters, none of them a control character.")
        .default("whitelist.csv"),
    }),
    bodyType: "stream",
    mediaType: "text/csv",
    response: job,
    audit: { place: "records", subject: ({ query }) => ({ type: "whitelist-import", id: query.fileName }) },
  }),
};
