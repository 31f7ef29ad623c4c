"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type AllPages, useAllPages } from "@/lib/browser/all-pages";
import { call, ProblemError } from "@/lib/browser/call";
import { keyOf, useRead, useWrite } from "@/lib/browser/queries";
import { audit } from "@/lib/contract/audit";
import { type DeviceProfile, deviceProfiles } from "@/lib/contract/device-profiles";
import { devices } from "@/lib/contract/devices";
import { type Tag, tags } from "@/lib/contract/tags";
import { type IdentifierReading, readingsOf } from "./identifier-readings";
import type { ListQuestion } from "./one-question";
import { type ProfileNames, profileNames } from "./profile-names";

export const useDevices = (page: number, question: ListQuestion, pollEveryMs: number | false) =>
  useRead(
    devices.list,
    {
      query: {
        page,
        filter: question.filter ?? undefined,
        deviceProfileUid: question.deviceProfileUid ?? undefined,
        tag: question.tag ?? undefined,
      },
    },
    { pollEveryMs: () => pollEveryMs },
  );

export const useDevice = (
  { deviceId, by }: Pick<IdentifierReading, "deviceId" | "by">,
  pollEveryMs: number | false,
) => useRead(devices.get, { params: { deviceId }, query: { by } }, { pollEveryMs: () => pollEveryMs });

const inOrder = (names: string[]) => names.sort((left, right) => left.localeCompare(right, "en"));

/** The names of all tags, up to a thousand, for choosing from. */
export const useAllTags = (enabled = true) => useAllPages(tags.list, { enabled, select: tagNamesOf });

const tagNamesOf = ({ items, total }: AllPages<Tag>): AllPages<string> => ({
  items: inOrder(items.map(({ tagName }) => tagName)),
  total,
});

const noNames: ProfileNames = new Map();

/** The device profiles' names by UID; none while they cannot be read, because the UIDs still stand. */
export const useProfileNames = (): ProfileNames =>
  useAllPages(deviceProfiles.list, { select: namesOf }).data ?? noNames;

const namesOf = ({ items }: AllPages<DeviceProfile>) => profileNames(items);

const changesTags = { invalidates: [devices.list, devices.get, audit.list] };

export const useAssignTags = () => useWrite(tags.assign, changesTags);
export const useRemoveTags = () => useWrite(tags.unassign, changesTags);

/**
 * Looks for the device behind a typed identifier: one reading of it after the other, until the vendor knows one. Gives
 * the RoT UID, or null when it knows none. What was found is kept, so that its page shows at once.
 */
export function useFindDevice() {
  const client = useQueryClient();
  return useMutation<string | null, ProblemError, string>({
    mutationFn: async (typed) => {
      for (const { deviceId, by } of readingsOf(typed)) {
        try {
          const answer = await call(devices.get, { params: { deviceId }, query: { by } });
          const { rotPublicUid } = answer.value;
          const question = { params: { deviceId: rotPublicUid }, query: { by: "rotPublicUid" as const } };
          client.setQueryData(keyOf(devices.get, question), answer);
          return rotPublicUid;
        } catch (error) {
          if (!(error instanceof ProblemError) || error.problem.code !== "not_found") throw error;
        }
      }
      return null;
    },
  });
}

/** As many tag acts as one answer holds: their subject cannot be searched by device. */
export const tagActsRead = 200;

/** What the audit history knows about a device: acts on itself, on its place in the whitelist, and on its tags. */
export const useDeviceActivity = (rotPublicUid: string) => [
  useRead(audit.list, { query: { subjectType: "device", subjectId: rotPublicUid } }),
  useRead(audit.list, { query: { subjectType: "whitelist", subjectId: rotPublicUid } }),
  useRead(audit.list, { query: { subjectType: "tag", size: tagActsRead } }),
];
