import type { DeviceSummary } from "@/lib/contract/devices";

/** The devices of one act, and the tags that any of them carries where that is known of all of them. */
export interface TagTargets {
  rotPublicUids: readonly string[];
  tagNames: readonly string[] | undefined;
}

type Known = Pick<DeviceSummary, "rotPublicUid" | "state" | "identity" | "tagNames">;

/** Without details a device has no tags to show, which is not the same as having none. */
const hasDetails = ({ state, identity }: Known) => state !== null || identity !== null;

/**
 * The targets behind some RoT UIDs. A selection may reach over pages: of devices that are not among `inView` the tags
 * are not known.
 */
export function targetsOf(rotPublicUids: readonly string[], inView: readonly Known[]): TagTargets {
  const byUid = new Map(inView.filter(hasDetails).map((device) => [device.rotPublicUid, device.tagNames]));
  const known = rotPublicUids.map((uid) => byUid.get(uid));
  if (known.some((tagNames) => tagNames === undefined)) return { rotPublicUids, tagNames: undefined };
  const tagNames = [...new Set(known.flatMap((names) => names ?? []))];
  return { rotPublicUids, tagNames: tagNames.sort((left, right) => left.localeCompare(right, "en")) };
}
