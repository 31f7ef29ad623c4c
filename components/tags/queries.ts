"use client";

import { useRead, useWrite } from "@/lib/browser/queries";
import { devices } from "@/lib/contract/devices";
import { tags } from "@/lib/contract/tags";

const changesAssignments = { invalidates: [tags.list, devices.list, devices.get] };

export const useTags = (page: number, pollEveryMs: number | false) =>
  useRead(tags.list, { query: { page } }, { pollEveryMs: () => pollEveryMs });

export const useCreateTag = () => useWrite(tags.create, { invalidates: [tags.list] });
export const useDeleteTag = () => useWrite(tags.delete, { invalidates: [tags.list] });
export const useAssignTags = () => useWrite(tags.assign, changesAssignments);
export const useUnassignTags = () => useWrite(tags.unassign, changesAssignments);

/** How many devices carry a tag, as the vendor counts them. */
export const useTaggedDevices = (tag: string, enabled: boolean) =>
  useRead(devices.list, { query: { tag, page: 1 } }, { enabled });
