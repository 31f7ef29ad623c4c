import { tags } from "@/lib/contract/tags";
import type { RowsKind } from "@/lib/domain/jobs/kind";
import { ublox } from "@/lib/vendors/ublox/client";
import { assignTags } from "@/lib/vendors/ublox/tags";
import { collectDevices } from "./device-targets";
import { readIdFile } from "./id-file";
import {
  type CarriedTags,
  distinctTags,
  eachOf,
  lookedUp,
  missingTags,
  readCarriedTags,
  tagCallsAtOnce,
  tagKey,
  tagRowsPerCall,
  tagTargetsOf,
  tagUnit,
  tagWords,
  unknownTarget,
} from "./tag-rows";

/** Whether a target carries all of the tags; undefined when u-blox does not know it. */
function carriesAll(carried: CarriedTags, target: string, tagNames: readonly string[]): boolean | undefined {
  const keys = carried.get(target);
  return keys && tagNames.every((name) => keys.has(tagKey(name)));
}

/** Assigns tags to devices or device profiles: every tag to each of them. POST /tag/assign */
export const tagsAssign: RowsKind<"tags.assign"> = {
  kind: "tags.assign",
  makes: "rows",
  action: "tags.assign",
  unit: tagUnit,
  rowsPerCall: tagRowsPerCall,
  callsAtOnce: tagCallsAtOnce,
  splits: true,
  ifLost: "look",

  title: ({ tagNames }, targets) => `Assign ${tagWords(tagNames)} to ${targets}`,
  facts: ({ tagNames, syncRequired }) => [
    { label: "Tags", value: distinctTags(tagNames).join(", ") },
    ...(syncRequired === undefined ? [] : [{ label: "SyncRequired", value: String(syncRequired) }]),
  ],
  consequence: ({ tagNames }, { planned }) =>
    planned === 0
      ? "Nothing is left to do."
      : `${eachOf(planned, "gets")} ${tagWords(tagNames)}. Tags that are there already stay. The devices themselves are not contacted.`,
  does: ({ tagNames }) => `assign ${tagWords(tagNames)}`,
  subject: ({ tagNames }, rows) =>
    tags.assign.audit.subject({ params: {}, query: {}, body: { tagNames, ...tagTargetsOf(rows) } }),

  collect: (reading, { targets }) => collectDevices(reading, targets),
  readFile: (file) => readIdFile(file, { imeis: false }),

  async judge(reading, { tagNames }, rows) {
    const missing = await missingTags(reading, tagNames);
    if (missing.length > 0) {
      const skip = `u-blox does not have ${tagWords(missing)}. Create ${missing.length === 1 ? "it" : "them"} first.`;
      return rows.map((row) => ({ ...row, skip }));
    }
    const carried = await readCarriedTags(reading, rows);
    return rows.map((row) => {
      const carries = carriesAll(carried, row.target, tagNames);
      if (carries === undefined) return { ...row, skip: unknownTarget(row) };
      return carries ? { ...row, skip: `Already carries ${tagWords(tagNames)}.` } : row;
    });
  },

  async send(permit, { tagNames, syncRequired }, rows) {
    await assignTags(permit, ublox(), {
      tagNames: distinctTags(tagNames),
      ...tagTargetsOf(rows),
      syncRequired,
    });
    return { state: "done" };
  },

  async lookUp(reading, { tagNames }, rows) {
    const carried = await readCarriedTags(reading, rows);
    return lookedUp(rows, ({ target }) => carriesAll(carried, target, tagNames));
  },
};
