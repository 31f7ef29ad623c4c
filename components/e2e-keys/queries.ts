"use client";

import { type AllPages, useAllPages } from "@/lib/browser/all-pages";
import { useRead, useWrite } from "@/lib/browser/queries";
import { audit } from "@/lib/contract/audit";
import { devices } from "@/lib/contract/devices";
import { e2eKeys } from "@/lib/contract/e2e-keys";
import { type Tag, tags } from "@/lib/contract/tags";

/** Fewer days than a heartbeat shorten it, so a rotation may change what devices show. */
export const useRotate = () =>
  useWrite(e2eKeys.rotate, { invalidates: [devices.get, devices.list, audit.list] });

export const useLookUps = (rotPublicUid: string | undefined, cursor: string | null, enabled: boolean) =>
  useRead(
    e2eKeys.lookUps,
    { query: { ...(rotPublicUid !== undefined && { rotPublicUid }), ...(cursor !== null && { cursor }) } },
    { enabled },
  );

export const useDevice = (rotPublicUid: string | undefined) =>
  useRead(
    devices.get,
    { params: { deviceId: rotPublicUid ?? "" }, query: { by: "rotPublicUid" } },
    { enabled: rotPublicUid !== undefined },
  );

const namesOf = ({ items }: AllPages<Tag>) =>
  items.map(({ tagName }) => tagName).sort((left, right) => left.localeCompare(right, "en"));

/** The names of all tags, to choose from. */
export const useAllTags = () => useAllPages(tags.list, { select: namesOf });
