import type { Tag } from "@/lib/contract/tags";
import { decoded } from "../http/decoded";
import { Fields } from "../http/fields";
import type { Permit, Reading } from "../http/permit";
import { jsonBody } from "../http/request-body";
import type { UbloxClient } from "./client";
import { anySuccess, type Done } from "./done";
import { repeatedPage } from "./failures";
import { type Page, pageAnswer, walkPages } from "./pages";

/** "All of them" on one side of /tag/remove (seed). Braces are forbidden in tag names, so nothing can clash with it. */
const everything = "{*}";

/** A tag, or just its name: the document does not show the items. */
const answeredTag = decoded((item): Tag | undefined => {
  const fields = Fields.of(item);
  const tagName = typeof item === "string" ? item : fields?.text("TagName", "Name");
  if (!tagName) return undefined;
  return { tagName, createdAt: fields?.instant("CreatedDate", "CreatedAt") ?? null };
});

/** One page of the tags. POST /tag/get */
export async function listTags(
  reading: Reading,
  ublox: UbloxClient,
  { page }: { page: number },
): Promise<Page<Tag>> {
  return await ublox.read(reading, {
    method: "POST",
    path: "/tag/get",
    body: jsonBody({ PageNumber: page }),
    answer: pageAnswer("Tags", answeredTag, page),
  });
}

/** Every tag there is, page after page, for choosing from. */
export async function listAllTags(reading: Reading, ublox: UbloxClient): Promise<Tag[]> {
  const stuck = repeatedPage(reading, "POST /tag/get");
  return await Array.fromAsync(walkPages((page) => listTags(reading, ublox, { page }), stuck));
}

/** POST /tag/create. Refused when the name breaks the vendor's rules or exists in any letter case. */
export async function createTag(
  permit: Permit,
  ublox: UbloxClient,
  { tagName }: { tagName: string },
): Promise<{ tagName: string }> {
  await ublox.write(permit, {
    method: "POST",
    path: "/tag/create",
    body: jsonBody({ TagName: tagName }),
    answer: anySuccess,
  });
  return { tagName };
}

/** POST /tag/delete. Refused while the tag is assigned to a device. */
export async function deleteTag(
  permit: Permit,
  ublox: UbloxClient,
  { tagName }: { tagName: string },
): Promise<Done> {
  return await ublox.write(permit, {
    method: "POST",
    path: "/tag/delete",
    body: jsonBody({ TagName: tagName }),
    answer: anySuccess,
  });
}

export interface TagTargets {
  rotPublicUids: readonly string[];
  deviceProfileUids: readonly string[];
  /** Undocumented at the vendor; sent only when given. */
  syncRequired?: boolean;
}

function targetsOf(
  rotPublicUids: readonly string[],
  deviceProfileUids: readonly string[],
  syncRequired?: boolean,
) {
  return {
    ...(rotPublicUids.length > 0 && { ROTPublicUIDs: rotPublicUids }),
    ...(deviceProfileUids.length > 0 && { DeviceProfileUIDs: deviceProfileUids }),
    ...(syncRequired !== undefined && { SyncRequired: syncRequired }),
  };
}

/** POST /tag/assign: every tag to every device or device profile named. */
export async function assignTags(
  permit: Permit,
  ublox: UbloxClient,
  { tagNames, rotPublicUids, deviceProfileUids, syncRequired }: TagTargets & { tagNames: readonly string[] },
): Promise<Done> {
  return await ublox.write(permit, {
    method: "POST",
    path: "/tag/assign",
    body: jsonBody({ TagNames: tagNames, ...targetsOf(rotPublicUids, deviceProfileUids, syncRequired) }),
    answer: anySuccess,
  });
}

export interface TagRemoval extends TagTargets {
  tagNames: readonly string[];
  /** Instead of `tagNames`. */
  allTags: boolean;
  /** Instead of `rotPublicUids`. */
  allDevices: boolean;
  /** Instead of `deviceProfileUids`. */
  allDeviceProfiles: boolean;
}

/** POST /tag/remove: every tag from every device or device profile named. Pairs that do not exist are ignored. */
export async function removeTags(permit: Permit, ublox: UbloxClient, removal: TagRemoval): Promise<Done> {
  const { tagNames, allTags, rotPublicUids, allDevices, deviceProfileUids, allDeviceProfiles } = removal;
  return await ublox.write(permit, {
    method: "POST",
    path: "/tag/remove",
    body: jsonBody({
      TagNames: allTags ? [everything] : tagNames,
      ...targetsOf(
        allDevices ? [everything] : rotPublicUids,
        allDeviceProfiles ? [everything] : deviceProfileUids,
        removal.syncRequired,
      ),
    }),
    answer: anySuccess,
  });
}
