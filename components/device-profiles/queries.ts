"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { type AllPages, allPages, useAllPages } from "@/lib/browser/all-pages";
import { call, type ProblemError } from "@/lib/browser/call";
import { useRead, useWrite } from "@/lib/browser/queries";
import { audit } from "@/lib/contract/audit";
import { deviceProfiles } from "@/lib/contract/device-profiles";
import { devices } from "@/lib/contract/devices";
import { type Tag, tags } from "@/lib/contract/tags";
import type { ListQuestion } from "./one-question";

export const useProfiles = (page: number, { tag, profileName }: ListQuestion, pollEveryMs: number | false) =>
  useRead(
    deviceProfiles.list,
    { query: { page, tag: tag ?? undefined, profileName: profileName ?? undefined } },
    { pollEveryMs: () => pollEveryMs },
  );

export const useProfile = (deviceProfileUid: string, pollEveryMs: number | false) =>
  useRead(deviceProfiles.get, { params: { deviceProfileUid } }, { pollEveryMs: () => pollEveryMs });

export const useDevicesOf = (deviceProfileUid: string, page: number) =>
  useRead(devices.list, { query: { deviceProfileUid, page } });

/** The names of all tags, to choose from and to ask about. */
export const useAllTags = () => useAllPages(tags.list, { select: namesOf });
const namesOf = ({ items }: AllPages<Tag>) =>
  items.map(({ tagName }) => tagName).sort((left, right) => left.localeCompare(right, "en"));

const changesTags = { invalidates: [deviceProfiles.list, deviceProfiles.get, audit.list] };

export const useAssignTags = () => useWrite(tags.assign, changesTags);
export const useRemoveTags = () => useWrite(tags.unassign, changesTags);

/** What the audit history knows of acts on a profile. */
export const useProfileActs = (deviceProfileUid: string) =>
  useRead(audit.list, { query: { subjectType: "deviceProfile", subjectId: deviceProfileUid } });

/**
 * Asks the vendor tag by tag which of them a profile carries, one call after the other: the only way that its document
 * promises. Stops when the page is left.
 */
export function useAskTagByTag(deviceProfileUid: string) {
  const [asked, setAsked] = useState(0);
  const shown = useRef(false);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);
  const asking = useMutation<string[], ProblemError, readonly string[]>({
    mutationFn: async (tagNames) => {
      const found: string[] = [];
      for (const [index, tag] of tagNames.entries()) {
        if (!shown.current) break;
        setAsked(index);
        const { items } = await allPages(
          async (page) => (await call(deviceProfiles.list, { query: { tag, page } })).value,
        );
        if (items.some((profile) => profile.deviceProfileUid === deviceProfileUid)) found.push(tag);
      }
      return found;
    },
  });
  return { asking, asked };
}
