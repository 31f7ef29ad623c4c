"use client";

import { type AllPages, useAllPages } from "@/lib/browser/all-pages";
import { useRead, useWrite } from "@/lib/browser/queries";
import { type DeviceProfile, deviceProfiles } from "@/lib/contract/device-profiles";
import { devices } from "@/lib/contract/devices";
import { type Tag, tags } from "@/lib/contract/tags";

const changesAssignments = { invalidates: [tags.list, devices.list, devices.get] };

export const useTags = (page: number, pollEveryMs: number | false) =>
  useRead(tags.list, { query: { page } }, { pollEveryMs: () => pollEveryMs });

const byName = (left: string, right: string) => left.localeCompare(right, "en");
const namesOf = ({ items }: AllPages<Tag>) => items.map(({ tagName }) => tagName).sort(byName);
/** Profiles go by their names; the UID is added where it has to tell two of the same name apart. */
function choicesOf({ items }: AllPages<DeviceProfile>) {
  const namesakes = Map.groupBy(items, ({ profileName }) => profileName);
  return items
    .map(({ deviceProfileUid: value, profileName }) => {
      if (!profileName) return { value, label: value };
      const several = (namesakes.get(profileName)?.length ?? 0) > 1;
      return { value, label: profileName, ...(several && { description: value }) };
    })
    .sort((left, right) => byName(left.label, right.label));
}

/** The names of all tags, to choose from. */
export const useAllTags = () => useAllPages(tags.list, { select: namesOf });
/** All device profiles, to choose from. */
export const useAllProfiles = () => useAllPages(deviceProfiles.list, { select: choicesOf });

export const useCreateTag = () => useWrite(tags.create, { invalidates: [tags.list] });
export const useDeleteTag = () => useWrite(tags.delete, { invalidates: [tags.list] });
export const useAssignTags = () => useWrite(tags.assign, changesAssignments);
export const useUnassignTags = () => useWrite(tags.unassign, changesAssignments);

/** How many devices carry a tag, as the vendor counts them. */
export const useTaggedDevices = (tag: string, enabled: boolean) =>
  useRead(devices.list, { query: { tag, page: 1 } }, { enabled });
