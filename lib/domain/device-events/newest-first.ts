import { VendorError } from "@/lib/vendors/http/vendor-error";
import type { Page } from "@/lib/vendors/ublox/pages";
import { walkPages } from "@/lib/vendors/ublox/pages";

const minuteMs = 60_000;

/** More rows than this in one slice of time, and a smaller one is read instead. */
const sliceRowsMax = 300;
/** The smallest slice is a minute, so it has to be allowed more. */
const minuteRowsMax = 2_000;
/** Pages that one answer may cost the vendor. */
const pagesMax = 40;
/** How often the vendor may refuse how far back is asked: each time half of the way is given up. */
const refusalsMax = 3;

/** A stretch of time in milliseconds, both ends on whole minutes; without an end it lasts until the vendor's now. */
export interface Stretch {
  fromMs: number;
  /** Not part of it. */
  toMs?: number;
}

export interface TimedSource<Item> {
  /** A page of what the vendor remembers of a stretch, in whatever order. The vendor may count its ends in. */
  readPage(stretch: Stretch, page: number): Promise<Page<Item>>;
  /** When it happened; null where the vendor does not say. */
  atMs(item: Item): number | null;
  /** The error of a vendor whose pages come again. */
  stuck(): Error;
}

export interface TimedItem<Item> {
  item: Item;
  /** Where it stands; of an item without a date, the beginning of the slice that the vendor told it in. */
  atMs: number;
}

export interface NewestFirst<Item> {
  /** Newest first. */
  items: TimedItem<Item>[];
  /** Everything from here on was read. */
  sinceMs: number;
  /** Why reading ended before the beginning of the stretch; absent when it did not, or there was enough. */
  ended?: { because: "cap" | "crowded" | "refused" } | { because: "error"; error: unknown };
}

/**
 * Reads a vendor's memory newest first although its order is not documented: by slices of time, from the newest
 * backwards, each read to its end. A slice that holds too much is cut; a total that is too small or too large only makes
 * the slices less fitting. Never throws: what was read before a trouble is handed out with it.
 */
export async function readNewestFirst<Item>(
  source: TimedSource<Item>,
  stretch: Stretch,
  enough: number,
): Promise<NewestFirst<Item>> {
  const items: TimedItem<Item>[] = [];
  let pagesLeft = pagesMax;
  let refusals = 0;
  let oldestMs = stretch.fromMs;
  let ended: NewestFirst<Item>["ended"];
  /** The upper end of the next slice; undefined for the vendor's now. */
  let toMs = stretch.toMs;
  let widthMs = endOf(stretch) - stretch.fromMs;
  let sinceMs = endOf(stretch);

  const readPage = async (slice: Stretch, page: number) => {
    if (pagesLeft === 0) throw capReached;
    pagesLeft -= 1;
    return await source.readPage(slice, page);
  };

  while (sinceMs > oldestMs && items.length < enough) {
    const slice: Stretch = { fromMs: Math.max(oldestMs, sinceMs - widthMs), toMs };
    try {
      const isSmallest = sinceMs - slice.fromMs <= minuteMs;
      const read = await readSlice(source, readPage, slice, isSmallest ? minuteRowsMax : sliceRowsMax);
      if (read.isCut && !isSmallest) {
        widthMs = half(sinceMs - slice.fromMs);
        continue;
      }
      items.push(...read.items.sort((left, right) => right.atMs - left.atMs));
      if (read.isCut) ended = { because: "crowded" };
      sinceMs = slice.fromMs;
      toMs = sinceMs;
      widthMs *= 2;
    } catch (error) {
      if (isRefusal(error) && refusals < refusalsMax && slice.fromMs === oldestMs) {
        refusals += 1;
        ended = { because: "refused" };
        oldestMs = sinceMs - half(sinceMs - oldestMs);
        continue;
      }
      return {
        items,
        sinceMs,
        ended: error === capReached ? { because: "cap" } : { because: "error", error },
      };
    }
  }
  return { items, sinceMs, ...(ended !== undefined && { ended }) };
}

const capReached = new Error("an answer has cost the vendor as many pages as it may");

function endOf({ fromMs, toMs }: Stretch): number {
  return toMs ?? Math.max(nextMinute(Date.now()), fromMs + minuteMs);
}

export const nextMinute = (ms: number) => (Math.floor(ms / minuteMs) + 1) * minuteMs;
export const wholeMinute = (ms: number) => Math.floor(ms / minuteMs) * minuteMs;

const half = (ms: number) => Math.max(minuteMs, wholeMinute(ms / 2));

/** The vendor keeps its own time, and may hold a question for older than it answers. */
function isRefusal(error: unknown): boolean {
  return error instanceof VendorError && error.kind === "refused";
}

async function readSlice<Item>(
  source: TimedSource<Item>,
  readPage: (slice: Stretch, page: number) => Promise<Page<Item>>,
  slice: Stretch,
  rowsMax: number,
): Promise<{ items: TimedItem<Item>[]; isCut: boolean }> {
  const first = await readPage(slice, 1);
  // A page that is not full is the last one, whatever the total says.
  const promisesMore = first.items.length >= first.page.size && first.page.total > rowsMax;
  const items: TimedItem<Item>[] = [];
  if (promisesMore && rowsMax === sliceRowsMax) return { items, isCut: true };
  let rows = 0;
  const all = walkPages(
    async (number) => (number === 1 ? first : await readPage(slice, number)),
    () => source.stuck(),
  );
  for await (const item of all) {
    rows += 1;
    if (rows > rowsMax) return { items, isCut: true };
    const atMs = source.atMs(item) ?? slice.fromMs;
    // The vendor may count the ends of a stretch in, or not heed it at all.
    if (atMs >= slice.fromMs && (slice.toMs === undefined || atMs < slice.toMs)) items.push({ item, atMs });
  }
  return { items, isCut: false };
}
