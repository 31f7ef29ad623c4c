import { z } from "zod";
import { emptyAnswer, jsonAnswer } from "../../kit/answer";
import { utcSeconds } from "../../kit/times";
import { exactlyOne, jsonRoute, nameList, pageNumber, Refusal, success } from "../router";
import { pageOf } from "../rules/paging";
import { isTagName, WILDCARD } from "../rules/tag-name";
import type { Tag, UbloxState } from "../state";

const get = jsonRoute({
  path: "/v1/tag/get",
  body: z.object({ PageNumber: pageNumber }),
  handle(context, { PageNumber }) {
    const { records, paging } = pageOf(context, context.state.tags(), PageNumber);
    return jsonAnswer(200, {
      Tags: records.map((tag) => ({ TagName: tag.name, CreatedDate: utcSeconds(tag.createdAtMs) })),
      ...paging,
    });
  },
});

const create = jsonRoute({
  path: "/v1/tag/create",
  body: z.object({ TagName: z.string() }),
  handle({ state, clock }, { TagName }) {
    if (!isTagName(TagName)) throw new Refusal("Bad Request. Invalid TagName");
    if (state.tag(TagName)) throw new Refusal("Bad Request. TagName already exists");
    state.addTag(TagName, clock.nowMs());
    return emptyAnswer();
  },
});

/** Profiles do not stand in the way of a deletion, devices do [seed]. */
const remove = jsonRoute({
  path: "/v1/tag/delete",
  body: z.object({ TagName: z.string() }),
  handle(context, { TagName }) {
    const { state } = context;
    const tag = state.tag(TagName);
    if (!tag) throw new Refusal("Bad Request. Invalid TagName");
    if (tag.deviceUids.size > 0) {
      throw new Refusal("Request aborted. This tag is currently assigned to ROTPublicUID(s)");
    }
    state.deleteTag(TagName);
    return success(context, "message");
  },
});

const tagTargets = z.object({
  TagNames: nameList,
  ROTPublicUIDs: nameList.optional(),
  DeviceProfileUIDs: nameList.optional(),
  SyncRequired: z.boolean().default(false),
});

/** Every tag to every device or profile; one name that is unknown refuses the whole call. */
const assign = jsonRoute({
  path: "/v1/tag/assign",
  body: tagTargets,
  handle({ state }, { TagNames, ROTPublicUIDs, DeviceProfileUIDs, SyncRequired }) {
    exactlyOne(ROTPublicUIDs, DeviceProfileUIDs);
    const tags = TagNames.flatMap((name) => state.tag(name) ?? []);
    if (tags.length < TagNames.length) throw new Refusal("Bad Request. Invalid TagNames");
    if (ROTPublicUIDs?.some((uid) => !state.devices.has(uid))) {
      throw new Refusal("Bad Request. Invalid ROTPublicUIDs");
    }
    if (DeviceProfileUIDs?.some((uid) => !state.profiles.has(uid))) {
      throw new Refusal("Bad Request. Invalid DeviceProfileUIDs");
    }
    for (const tag of tags) {
      for (const uid of ROTPublicUIDs ?? []) tag.deviceUids.add(uid);
      for (const uid of DeviceProfileUIDs ?? []) {
        tag.profileUids.add(uid);
        if (SyncRequired) for (const device of devicesOfProfile(state, uid)) tag.deviceUids.add(device);
      }
    }
    return emptyAnswer();
  },
});

/**
 * Pairs that do not exist are ignored. `{*}` stands for all tags of the given devices or profiles, or
 * for all devices or profiles of the given tags [seed]; on both sides at once it is refused.
 */
const unassign = jsonRoute({
  path: "/v1/tag/remove",
  body: tagTargets,
  handle(context, { TagNames, ROTPublicUIDs, DeviceProfileUIDs, SyncRequired }) {
    const { state } = context;
    exactlyOne(ROTPublicUIDs, DeviceProfileUIDs);
    const targets = ROTPublicUIDs ?? DeviceProfileUIDs ?? [];
    const everyTag = isWildcard(TagNames);
    const everyTarget = isWildcard(targets);
    if (everyTag && everyTarget) throw new Refusal("Bad Request");
    const tags = everyTag ? state.tags() : TagNames.flatMap((name) => state.tag(name) ?? []);
    for (const tag of tags) {
      const assigned = ROTPublicUIDs ? tag.deviceUids : tag.profileUids;
      const gone = everyTarget ? [...assigned] : targets;
      for (const uid of gone) assigned.delete(uid);
      if (DeviceProfileUIDs && SyncRequired) removeFromDevices(state, tag, gone);
    }
    return success(context, "Message");
  },
});

export const tagRoutes = [get, create, remove, assign, unassign];

/** Mixed with other names, the wildcard would be an ordinary name, which its braces forbid. */
function isWildcard(names: readonly string[]): boolean {
  if (!names.includes(WILDCARD)) return false;
  if (names.length > 1) throw new Refusal("Bad Request");
  return true;
}

function devicesOfProfile(state: UbloxState, profileUid: string): string[] {
  return [...state.devices.values()].flatMap((device) =>
    device.deviceProfileUid === profileUid ? [device.rotPublicUid] : [],
  );
}

function removeFromDevices(state: UbloxState, tag: Tag, profileUids: readonly string[]): void {
  for (const profileUid of profileUids) {
    for (const uid of devicesOfProfile(state, profileUid)) tag.deviceUids.delete(uid);
  }
}
