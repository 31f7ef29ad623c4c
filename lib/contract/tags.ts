import { z } from "zod";
import { deviceProfileUid, instant, rotPublicUid, tagName } from "./identifiers";
import { done, read, write } from "./operation";
import { pageOf, pageQuery } from "./paging";

export const tag = z.object({
  tagName: z.string(),
  /** Null where the vendor does not say. */
  createdAt: instant.nullable(),
});
export type Tag = z.output<typeof tag>;

/** Largest selection one request takes; beyond it the work belongs to a job. */
export const tagTargetsMax = 1_000;

const targets = {
  rotPublicUids: z.array(rotPublicUid).max(tagTargetsMax).default([]),
  deviceProfileUids: z.array(deviceProfileUid).max(tagTargetsMax).default([]),
  /** Vendor's SyncRequired, passed on only when set. */
  syncRequired: z.boolean().optional(),
};

const assignment = z
  .object({ tagNames: z.array(tagName).min(1, "Choose at least one tag.").max(100), ...targets })
  .refine((body) => body.rotPublicUids.length > 0 !== body.deviceProfileUids.length > 0, {
    error: "Choose devices or device profiles, one of the two.",
    path: ["rotPublicUids"],
  });

/** Exactly one side may be "all": the vendor does not say what both would do. */
const unassignment = z
  .object({
    tagNames: z.array(tagName).max(100).default([]),
    allTags: z.boolean().default(false),
    ...targets,
    allDevices: z.boolean().default(false),
    allDeviceProfiles: z.boolean().default(false),
  })
  .refine((body) => body.tagNames.length > 0 !== body.allTags, {
    error: "Name the tags to remove, or choose all tags.",
    path: ["tagNames"],
  })
  .refine(
    (body) =>
      [
        body.rotPublicUids.length > 0,
        body.deviceProfileUids.length > 0,
        body.allDevices,
        body.allDeviceProfiles,
      ].filter(Boolean).length === 1,
    { error: "Choose devices or device profiles, some or all of them.", path: ["rotPublicUids"] },
  )
  .refine((body) => !(body.allTags && (body.allDevices || body.allDeviceProfiles)), {
    error:
      "All tags from everything at once is not offered: remove one tag from everything, or all tags from some.",
    path: ["allTags"],
  });

function targetWords(body: {
  rotPublicUids: string[];
  deviceProfileUids: string[];
  allDevices?: boolean;
  allDeviceProfiles?: boolean;
}): string {
  if (body.allDevices) return "all devices";
  if (body.allDeviceProfiles) return "all device profiles";
  const [only, ...others] = body.rotPublicUids.length > 0 ? body.rotPublicUids : body.deviceProfileUids;
  const noun = body.rotPublicUids.length > 0 ? "devices" : "device profiles";
  return others.length === 0 ? String(only) : `${others.length + 1} ${noun}`;
}

export const tags = {
  list: read({
    operationId: "tags.list",
    method: "GET",
    path: "/tags",
    summary: "List tags",
    permission: "tags:read",
    query: pageQuery,
    response: pageOf(tag),
    keepLast: true,
  }),
  create: write({
    operationId: "tags.create",
    method: "POST",
    path: "/tags",
    summary: "Create a tag",
    permission: "tags:write",
    body: z.object({ tagName }),
    response: z.object({ tagName: z.string() }),
    audit: { place: "vendor", subject: ({ body }) => ({ type: "tag", id: body.tagName }) },
  }),
  delete: write({
    operationId: "tags.delete",
    method: "DELETE",
    path: "/tags/{tagName}",
    summary: "Delete a tag",
    description: "The vendor refuses while the tag is assigned to a device. Unassign it first.",
    permission: "tags:write",
    params: z.object({ tagName: z.string().min(1).max(255) }),
    response: done,
    audit: { place: "vendor", subject: ({ params }) => ({ type: "tag", id: params.tagName }) },
  }),
  assign: write({
    operationId: "tags.assign",
    method: "POST",
    path: "/tags/assign",
    summary: "Assign tags to devices or device profiles",
    description: "Every tag is assigned to every device or profile named.",
    permission: "tags:write",
    body: assignment,
    response: done,
    audit: {
      place: "vendor",
      subject: ({ body }) => ({ type: "tag", id: `${body.tagNames.join(", ")} to ${targetWords(body)}` }),
    },
  }),
  unassign: write({
    operationId: "tags.unassign",
    method: "POST",
    path: "/tags/unassign",
    summary: "Remove tags from devices or device profiles",
    description: "Pairs that do not exist are ignored. Either side can be “all”, not both.",
    permission: "tags:write",
    body: unassignment,
    response: done,
    audit: {
      place: "vendor",
      subject: ({ body }) => ({
        type: "tag",
        id: `${body.allTags ? "all tags" : body.tagNames.join(", ")} from ${targetWords(body)}`,
      }),
    },
  }),
};
