import type { JobInput } from "@/lib/contract/job-kinds";
import { tags } from "@/lib/contract/tags";
import type { RowsKind } from "@/lib/domain/jobs/kind";
import { ublox } from "@/lib/vendors/ublox/client";
import { removeTags } from "@/lib/vendors/ublox/tags";
import { collectDevices } from "./device-targets";
import { readIdFile } from "./id-file";
import {
  type CarriedTags,
  distinctTags,
  eachOf,
  lookedUp,
  readCarriedTags,
  tagCallsAtOnce,
  tagKey,
  tagRowsPerCall,
  tagTargetsOf,
  tagUnit,
  tagWords,
  unknownTarget,
} from "./tag-rows";

type Input = JobInput<"tags.unassign">;

const removed = ({ allTags, tagNames }: Input) => (allTags ? "all tags" : tagWords(tagNames));

/** Whether a target carries any of the tags that are to go; undefined when u-blox does not know it. */
function carriesAny(carried: CarriedTags, target: string, { allTags, tagNames }: Input): boolean | undefined {
  const keys = carried.get(target);
  return keys && (allTags ? keys.size > 0 : tagNames.some((name) => keys.has(tagKey(name))));
}

function carriesNoneWords({ allTags, tagNames }: Input): string {
  if (allTags) return "Carries no tag.";
  return distinctTags(tagNames).length === 1
    ? `Does not carry ${tagWords(tagNames)}.`
    : `Carries none of ${tagWords(tagNames)}.`;
}

/** Removes tags from devices or device profiles: every tag named, or all, from each of them. POST /tag/remove */
export const tagsUnassign: RowsKind<"tags.unassign"> = {
  kind: "tags.unassign",
  makes: "rows",
  action: "tags.unassign",
  unit: tagUnit,
  rowsPerCall: tagRowsPerCall,
  callsAtOnce: tagCallsAtOnce,
  splits: true,
  // The document makes repeating harmless, but a tag that somebody assigned anew meanwhile would go again.
  ifLost: "look",

  title: (input, targets) => `Remove ${removed(input)} from ${targets}`,
  facts: ({ allTags, tagNames, syncRequired }) => [
    { label: "Tags", value: allTags ? "All tags" : distinctTags(tagNames).join(", ") },
    ...(syncRequired === undefined ? [] : [{ label: "SyncRequired", value: String(syncRequired) }]),
  ],
  consequence: (input, { planned }) =>
    planned === 0
      ? "Nothing is left to do."
      : `${eachOf(planned, "loses")} ${removed(input)}. Where one is not assigned, nothing happens. The tags themselves stay, and the devices are not contacted.`,
  does: (input) => `remove ${removed(input)}`,
  subject: ({ allTags, tagNames }, rows) =>
    tags.unassign.audit.subject({
      params: {},
      query: {},
      body: { allTags, tagNames, ...tagTargetsOf(rows), allDevices: false, allDeviceProfiles: false },
    }),

  collect: (reading, { targets }) => collectDevices(reading, targets),
  readFile: (file) => readIdFile(file, { imeis: false }),

  async judge(reading, input, rows) {
    const carried = await readCarriedTags(reading, rows);
    return rows.map((row) => {
      const carries = carriesAny(carried, row.target, input);
      if (carries === undefined) return { ...row, skip: unknownTarget(row) };
      return carries ? row : { ...row, skip: carriesNoneWords(input) };
    });
  },

  async send(permit, { allTags, tagNames, syncRequired }, rows) {
    await removeTags(permit, ublox(), {
      allTags,
      tagNames: distinctTags(tagNames),
      ...tagTargetsOf(rows),
      allDevices: false,
      allDeviceProfiles: false,
      syncRequired,
    });
    return { state: "done" };
  },

  async lookUp(reading, input, rows) {
    const carried = await readCarriedTags(reading, rows);
    return lookedUp(rows, ({ target }) => {
      const carries = carriesAny(carried, target, input);
      return carries === undefined ? undefined : !carries;
    });
  },
};
