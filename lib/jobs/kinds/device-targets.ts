import type { DeviceTargets, JobTargets } from "@/lib/contract/job-kinds";
import type { PlannedRow, RowPages } from "@/lib/domain/jobs/kind";
import { halvesOf, UidSet } from "@/lib/domain/jobs/uid-set";
import type { Reading } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import { ublox } from "@/lib/vendors/ublox/client";
import { listUids, listUidsOf } from "@/lib/vendors/ublox/devices";
import type { Page } from "@/lib/vendors/ublox/pages";

/** Rows of a list given at a time: as many as the vendor tells about in one call, so that the pace of calls is kept. */
const rowsPerPage = 100;

/** Where a walk stops believing that the list has an end: ten million devices. */
const pagesMax = 100_000;

/** The input of rows that are device profiles; rows that are devices have none. */
export const deviceProfileRow = "deviceProfile";

/**
 * The targets of a plan, page by page, each once, numbered from 1 in the order of the list or of the vendor.
 * @throws VendorError `bad_answer` when pages of devices come again although the list promises more
 */
export async function* collectDevices(
  reading: Reading,
  targets: Exclude<JobTargets, { from: "rootCa" }>,
): RowPages {
  if (targets.from === "file") throw new Error("targets that come as a file are not collected");
  const input = targets.from === "deviceProfiles" ? { input: deviceProfileRow } : {};
  let ordinal = 0;
  for await (const ids of targets.from === "devices"
    ? matching(reading, targets.question)
    : cut(targets.ids)) {
    yield ids.map((target): PlannedRow => ({ ordinal: ++ordinal, target, ...input }));
  }
}

function* cut(ids: readonly string[]): Generator<readonly string[]> {
  const once = [...new Set(ids)];
  for (let start = 0; start < once.length; start += rowsPerPage) yield once.slice(start, start + rowsPerPage);
}

type DeviceQuestion = Extract<DeviceTargets, { from: "devices" }>["question"];

function matching(reading: Reading, { filter, deviceProfileUid, tag }: DeviceQuestion) {
  const of = tag !== undefined ? { tag } : deviceProfileUid !== undefined ? { deviceProfileUid } : undefined;
  const readPage = (page: number) =>
    of === undefined
      ? listUids(reading, ublox(), { filter, page })
      : listUidsOf(reading, ublox(), { of, page });
  const stuck = () =>
    new VendorError({
      kind: "bad_answer",
      vendor: "ublox",
      call: of === undefined ? "POST /device/list/get" : "POST /device/rotpublicuid/get",
      requestId: reading.requestId,
      mayHaveActed: false,
      detail: "the same devices came again although the list promises more",
    });
  return walkUids(readPage, stuck);
}

/**
 * Walks over a list of RoT UIDs and gives each once, in the vendor's order. How the vendor counts is not documented well
 * enough to end by its total alone: the walk ends at a page that brings nothing new, and asks for none behind a short
 * page that reaches the total. A device whose place moves while the list is read comes once or, when it moves to a page
 * that was read before, not at all; the plan shows what was found.
 *
 * Throws what `stuck` makes when pages come again although more is promised, and when there is no end.
 */
export async function* walkUids(
  readPage: (number: number) => Promise<Page<string>>,
  stuck: () => Error,
): AsyncGenerator<readonly string[], void, undefined> {
  const seen = new UidSet();
  const isNew = (uid: string) => {
    const before = seen.size;
    return seen.add(halvesOf(uid)) === before;
  };
  for (let number = 1; number <= pagesMax; number++) {
    const { items, page } = await readPage(number);
    const fresh = page.number === number ? items.filter(isNew) : [];
    if (fresh.length > 0) yield fresh;
    const complete = seen.size >= page.total;
    const last = items.length < page.size && (number - 1) * page.size + items.length >= page.total;
    if (fresh.length > 0 && !(last && complete)) continue;
    if (items.length > 0 && !last && !complete) throw stuck();
    return;
  }
  throw stuck();
}
