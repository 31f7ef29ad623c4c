import type { DeviceSummary } from "@/lib/contract/devices";
import { deviceQuestionOf, type ListQuestion } from "./one-question";

/** Which devices an act is about: some by name, or whatever the list's question finds when the plan is made. */
export type TagTargets = {
  /** How many; of a question as many as it found last. */
  count: number;
  /** The tags that any of them carries, in order, where that is known of all of them. */
  tagNames: readonly string[] | undefined;
} & ({ from: "list"; ids: readonly string[] } | { from: "devices"; question: ListQuestion });

type Known = Pick<DeviceSummary, "rotPublicUid" | "state" | "identity" | "tagNames">;

/** Without details a device has no tags to show, which is not the same as having none. */
const hasDetails = ({ state, identity }: Known) => state !== null || identity !== null;

/**
 * The devices behind some RoT UIDs. A selection may reach over pages: of devices that are not among `inView` the tags
 * are not known.
 */
export function targetsOf(rotPublicUids: readonly string[], inView: readonly Known[]): TagTargets {
  const byUid = new Map(inView.filter(hasDetails).map((device) => [device.rotPublicUid, device.tagNames]));
  const known = rotPublicUids.map((uid) => byUid.get(uid));
  const listed = { from: "list", ids: rotPublicUids, count: rotPublicUids.length } as const;
  if (known.some((tagNames) => tagNames === undefined)) return { ...listed, tagNames: undefined };
  const tagNames = [...new Set(known.flatMap((names) => names ?? []))];
  return { ...listed, tagNames: tagNames.sort((left, right) => left.localeCompare(right, "en")) };
}

/** Everything that a question finds. */
export function allMatching(question: ListQuestion, count: number): TagTargets {
  return { from: "devices", question, count, tagNames: undefined };
}

/** The one device that an act is about, which is done at once; undefined where it takes a plan. */
export function onlyDevice(targets: TagTargets): string | undefined {
  if (targets.from === "devices") return undefined;
  const [only, ...others] = targets.ids;
  return others.length === 0 ? only : undefined;
}

/** The same as the targets of a plan. */
export function planTargets(targets: TagTargets) {
  if (targets.from === "list") return { from: "list" as const, ids: [...targets.ids] };
  return { from: "devices" as const, question: deviceQuestionOf(targets.question) };
}
