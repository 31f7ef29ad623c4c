"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call, ProblemError } from "@/lib/browser/call";
import { keyOf, useRead, useWrite } from "@/lib/browser/queries";
import { audit } from "@/lib/contract/audit";
import { deviceProfiles, devices } from "@/lib/contract/devices";
import { tags } from "@/lib/contract/tags";
import { type AllPages, allPages } from "./all-pages";
import { type IdentifierReading, readingsOf } from "./identifier-readings";
import type { ListQuestion } from "./one-question";
import { type ProfileNames, profileNames } from "./profile-names";

/** Names to choose from change seldom; a change made here asks for them again. */
const choicesFreshMs = 5 * 60_000;

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

/** Every tag there is, up to a thousand, for choosing from. */
export const useAllTags = (enabled = true) =>
  useQuery<AllPages<string>, ProblemError>({
    queryKey: [tags.list.operationId, "all pages"],
    queryFn: async ({ signal }) => {
      const all = await allPages(async (page) => (await call(tags.list, { query: { page } }, signal)).value);
      const names = all.items.map(({ tagName }) => tagName);
      return { ...all, items: names.sort((left, right) => left.localeCompare(right, "en")) };
    },
    enabled,
    staleTime: choicesFreshMs,
  });

const noNames: ProfileNames = new Map();

/** The device profiles' names by UID; none while they cannot be read, because the UIDs still stand. */
export function useProfileNames(): ProfileNames {
  const read = useQuery<ProfileNames, ProblemError>({
    queryKey: [deviceProfiles.list.operationId, "all pages"],
    queryFn: async ({ signal }) =>
      profileNames(
        (await allPages(async (page) => (await call(deviceProfiles.list, { query: { page } }, signal)).value))
          .items,
      ),
    staleTime: choicesFreshMs,
  });
  return read.data ?? noNames;
}

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
