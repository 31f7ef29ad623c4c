import "server-only";
import type { z } from "zod";
import {
  type DeviceEvent,
  type deviceEvents,
  type ListedEvent,
  rememberedTypeOf,
} from "@/lib/contract/device-events";
import type { Reading } from "@/lib/vendors/http/permit";
import { readHookMemory, readHookTraces, readMemory } from "./hook-memory";
import { type NewestFirst, nextMinute, type TimedItem, wholeMinute } from "./newest-first";
import { behind, compare, cursorOf, type Position, positionOf } from "./position";
import { notBrought } from "./sameness";
import { readTaggedDevices, taggedDevicesMax } from "./tagged-devices";
import { missingWords } from "./trouble-words";
import { readVendorMemory, rememberedId, vendorRemembersSinceMs } from "./vendor-memory";

export type EventQuestion = z.output<typeof deviceEvents.list.query>;
type EventList = z.input<typeof deviceEvents.list.response>;

const pageSize = 100;

interface Placed {
  position: Position;
  event: ListedEvent;
}

/**
 * One page of what happened to devices, newest first: what hooks brought, and of one device or tag what the vendor
 * itself remembers, each event once. The vendor's trouble leaves what hooks brought, and is told.
 * @throws Refusal for a cursor that is none, VendorError when only the vendor knows which devices are meant
 */
export async function listEvents({ requestId }: Reading, question: EventQuestion): Promise<EventList> {
  const after = question.cursor === undefined ? null : positionOf(question.cursor);
  const tagged = question.tag === undefined ? undefined : await readTaggedDevices(requestId, question.tag);
  const rotPublicUids =
    tagged?.rotPublicUids ?? (question.rotPublicUid === undefined ? undefined : [question.rotPublicUid]);
  const [hooks, vendor, memory] = await Promise.all([
    question.source === "vendor"
      ? []
      : readHookMemory({ ...narrowing(question), rotPublicUids }, { after, size: pageSize + 1 }),
    askVendor(requestId, question, after),
    readMemory(),
  ]);
  const remembered = await placedMemory(vendor, question, rotPublicUids ?? []);
  const isWithin = ({ position }: Placed) =>
    (after === null || compare(after, position) < 0) && position.atMs >= vendor.floorMs;
  const all = [...hooks, ...remembered.filter(startsWithin(question))]
    .filter(isWithin)
    .sort((left, right) => compare(left.position, right.position));
  return {
    items: all.slice(0, pageSize).map(({ event }) => event),
    nextCursor: nextCursor(all, vendor.floorMs),
    memory,
    vendorMissing: tagged?.complete === false ? tooManyTagged(vendor.words) : vendor.words,
  };
}

function narrowing({ type, from, to }: EventQuestion) {
  return { type, ...(from && { from: new Date(from) }), ...(to && { to: new Date(to) }) };
}

/** The vendor was asked for whole minutes. */
function startsWithin({ from, to }: EventQuestion): (placed: Placed) => boolean {
  const [fromMs, toMs] = [from ? Date.parse(from) : -Infinity, to ? Date.parse(to) : Infinity];
  return ({ position: { atMs } }) => atMs >= fromMs && atMs < toMs;
}

interface VendorPart {
  read: Pick<NewestFirst<DeviceEvent>, "items" | "sinceMs">;
  /** Nothing older is shown on this page, because the vendor's part of it is not known yet. */
  floorMs: number;
  words: string | null;
}

const nothing = (words: string | null): VendorPart => ({
  read: { items: [], sinceMs: 0 },
  floorMs: -Infinity,
  words,
});

async function askVendor(
  requestId: string,
  question: EventQuestion,
  after: Position | null,
): Promise<VendorPart> {
  if (question.source === "hook") return nothing(null);
  const devices = named(question);
  if (devices === undefined) {
    return nothing(
      question.source === "vendor"
        ? "u-blox tells what it remembers of a device or a tag only: choose one."
        : null,
    );
  }
  const type = question.type === undefined ? undefined : rememberedTypeOf(question.type);
  if (question.type !== undefined && type === undefined) return nothing(null);
  const stretch = stretchOf(question, after);
  if (stretch === undefined) return nothing(null);
  const read = await readVendorMemory(requestId, { devices, type, stretch }, 2 * pageSize);
  const words = missingWords(read);
  // What was read before a trouble stays; the hooks' part goes on without the rest.
  if (read.ended?.because === "error" || read.ended?.because === "refused") {
    return { read, floorMs: -Infinity, words };
  }
  const isTooMuch = read.ended?.because === "cap" && read.items.length === 0;
  if (isTooMuch) return { read, floorMs: -Infinity, words: tooMuch };
  return { read, floorMs: read.sinceMs > stretch.fromMs ? read.sinceMs : -Infinity, words };
}

const tooMuch = "u-blox remembers too much of this time to be read at once: choose a shorter one.";

function named({ rotPublicUid, tag }: EventQuestion) {
  if (tag !== undefined) return { tagNames: [tag] };
  return rotPublicUid === undefined ? undefined : { rotPublicUids: [rotPublicUid] };
}

/** Whole minutes, so that what hooks and the vendor tell of the same minute is compared whole. Undefined: nothing is left. */
function stretchOf({ from, to }: EventQuestion, after: Position | null) {
  const oldestMs = vendorRemembersSinceMs();
  const fromMs = Math.max(oldestMs, from === undefined ? oldestMs : wholeMinute(Date.parse(from)));
  const ends = [after?.atMs, to === undefined ? undefined : Date.parse(to)].filter(
    (end) => end !== undefined,
  );
  if (ends.length === 0) return { fromMs };
  const toMs = nextMinute(Math.min(...ends));
  return toMs > fromMs ? { fromMs, toMs } : undefined;
}

/** The vendor's events that no hook brought, each once, with their places. */
async function placedMemory(
  { read: { items } }: VendorPart,
  { source }: EventQuestion,
  rotPublicUids: readonly string[],
): Promise<Placed[]> {
  const placed = [...new Map(items.map((timed) => [rememberedId(timed.item), timed]))].map(([id, timed]) =>
    placedOf(id, timed),
  );
  if (source === "vendor" || placed.length === 0) return placed;
  const times = placed.map(({ position }) => position.atMs);
  const [from, to] = [wholeMinute(Math.min(...times)), nextMinute(Math.max(...times))];
  const traces = await readHookTraces(rotPublicUids, new Date(from), new Date(to));
  const asTrace = (one: Placed) => ({
    one,
    rotPublicUid: one.event.rotPublicUid,
    kind: one.event.detail.kind,
    atMs: one.position.atMs,
  });
  const brought = traces.map(({ at, ...trace }) => ({ ...trace, atMs: at.getTime() }));
  return notBrought(placed.map(asTrace), brought).map(({ one }) => one);
}

function placedOf(id: string, { item, atMs }: TimedItem<DeviceEvent>): Placed {
  return {
    position: { atMs, source: "vendor", id },
    event: { ...item, eventId: id, source: "vendor", receivedAt: null, deliveries: null },
  };
}

/** Where the next page begins: behind the last event shown, else where the vendor's part ended. */
function nextCursor(all: readonly Placed[], floorMs: number): string | null {
  const last = all.length > pageSize ? all[pageSize - 1] : undefined;
  if (last !== undefined) return cursorOf(last.position);
  return floorMs === -Infinity ? null : cursorOf(behind(floorMs));
}

function tooManyTagged(words: string | null): string {
  const more = `More than ${taggedDevicesMax.toLocaleString("en-US")} devices carry this tag; what hooks brought is shown of so many.`;
  return words === null ? more : `${more} ${words}`;
}
