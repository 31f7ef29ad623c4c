import type { LookedUp, PlannedRow, Row, RowOutcome } from "@/lib/domain/jobs/kind";
import type { Reading } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import { ublox } from "@/lib/vendors/ublox/client";
import { listDeviceProfiles } from "@/lib/vendors/ublox/device-profiles";
import { readDeviceInfo } from "@/lib/vendors/ublox/devices";
import { walkPages } from "@/lib/vendors/ublox/pages";
import { listAllTags } from "@/lib/vendors/ublox/tags";
import { deviceProfileRow } from "./device-targets";

/**
 * Rows one call carries. The document names no limit. 500 RoT UIDs make a body of 10 kB; a lost answer leaves 500 rows
 * in doubt, which five calls clear up; and a refused call needs nine halvings to find the row at fault.
 */
export const tagRowsPerCall = 500;
export const tagCallsAtOnce = 2;

const device = { one: "device", many: "devices" };
const deviceProfile = { one: "device profile", many: "device profiles" };

export function tagUnit({ targets }: { targets: { from: string } }) {
  return targets.from === "deviceProfiles" ? deviceProfile : device;
}

/** What tag names are compared by: case does not count (u-blox seed, tag/create). */
export const tagKey = (tagName: string) => tagName.toLowerCase();

/** Each tag once, as it was written first. */
export function distinctTags(tagNames: readonly string[]): string[] {
  const keys = tagNames.map(tagKey);
  return tagNames.filter((name, index) => keys.indexOf(tagKey(name)) === index);
}

/** "downtown", "downtown and canary", "7 tags". */
export function tagWords(tagNames: readonly string[]): string {
  const names = distinctTags(tagNames);
  if (names.length > 3) return `${names.length} tags`;
  return inWords.format(names);
}

/** "a, b and c" */
const inWords = new Intl.ListFormat("en-GB", { type: "conjunction" });

type Target = Pick<PlannedRow | Row, "target" | "input">;

const isProfile = ({ input }: Target) => input === deviceProfileRow;

/** The rows of one call in the vendor's two lists, one of which is empty. */
export function tagTargetsOf(rows: readonly Target[]) {
  const ids = rows.map(({ target }) => target);
  const profiles = rows.some(isProfile);
  return { rotPublicUids: profiles ? [] : ids, deviceProfileUids: profiles ? ids : [] };
}

/** Which tags targets carry, as keys, by target. Those that u-blox does not know are absent. */
export type CarriedTags = ReadonlyMap<string, ReadonlySet<string>>;

/** Asks u-blox which tags targets carry now. @throws VendorError */
export async function readCarriedTags(reading: Reading, rows: readonly Target[]): Promise<CarriedTags> {
  const { rotPublicUids, deviceProfileUids } = tagTargetsOf(rows);
  const carried = new Map<string, ReadonlySet<string>>();
  if (deviceProfileUids.length > 0) {
    for await (const { deviceProfileUid, tagNames } of deviceProfiles(reading)) {
      carried.set(deviceProfileUid, new Set(tagNames.map(tagKey)));
    }
    return carried;
  }
  for (const { rotPublicUid, tagNames } of await readDeviceInfo(reading, ublox(), { rotPublicUids }, [
    "CORE",
  ])) {
    carried.set(rotPublicUid, new Set(tagNames.map(tagKey)));
  }
  return carried;
}

/** All device profiles there are: an account has a few dozen, and the vendor tells about no single one. */
function deviceProfiles(reading: Reading) {
  const stuck = () =>
    new VendorError({
      kind: "bad_answer",
      vendor: "ublox",
      call: "POST /deviceprofile/get",
      requestId: reading.requestId,
      mayHaveActed: false,
      detail: "the same page came again",
    });
  return walkPages((page) => listDeviceProfiles(reading, ublox(), { page }), stuck);
}

const existing = new WeakMap<Reading, Promise<ReadonlySet<string>>>();

/**
 * Of some tags, those that u-blox does not have. Its list is read once for each reading, which is one preparation of a
 * plan. @throws VendorError
 */
export async function missingTags(reading: Reading, tagNames: readonly string[]): Promise<string[]> {
  const known =
    existing.get(reading) ??
    listAllTags(reading, ublox()).then((tags) => new Set(tags.map(({ tagName }) => tagKey(tagName))));
  existing.set(reading, known);
  const keys = await known;
  return distinctTags(tagNames).filter((name) => !keys.has(tagKey(name)));
}

/** Why a row is left out of which u-blox knows nothing. */
export function unknownTarget(row: Target): string {
  return isProfile(row)
    ? "u-blox knows no device profile with this UID."
    : "u-blox knows no device with this RoT UID.";
}

const nothingTold = "The answer was lost, and u-blox says nothing about this target when it is asked.";

/**
 * What became of rows whose answer was lost: `isDone` says whether a row is now as it was to become, undefined when
 * u-blox knows nothing of it.
 */
export function lookedUp(rows: readonly Row[], isDone: (row: Row) => boolean | undefined): LookedUp {
  const found = new Map<number, RowOutcome | "not_done">();
  for (const row of rows) {
    const done = isDone(row);
    if (done === undefined) found.set(row.ordinal, { state: "unknown", words: nothingTold });
    else found.set(row.ordinal, done ? { state: "done" } : "not_done");
  }
  return found;
}

/** "It gets", "Each of the 1,204 gets". */
export function eachOf(count: number, verb: string): string {
  return count === 1 ? `It ${verb}` : `Each of the ${count.toLocaleString("en-US")} ${verb}`;
}
